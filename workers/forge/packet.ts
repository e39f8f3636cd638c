/**
 * Builders of packets: each takes the fields of one header and what it carries, and returns octets.
 * Lengths and checksums are right unless a field says otherwise.
 *
 *     const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
 *     const query = udp({ ...ends, srcPort: 40000, dstPort: 53 }, payload)
 *     const frame = ethernet({}, ipv4({ ...ends, proto: PROTO.udp, id: 7 }, query))
 */
export { checksum } from './checksum'
export { arp, BROADCAST, ethernet, ETHERTYPE, padded } from './ethernet'
export { EMPTY, hex, ipAddress, join, mac, text, u16, u24, u32, u8, type Bytes } from './fields'
export { icmp, icmpEcho, icmpError, icmpv6, icmpv6Echo, icmpv6Error, neighbour } from './icmp'
export { fragmentIpv4, ipv4, PROTO, routedIpv4, type Ipv4Spec } from './ipv4'
export { fragmentIpv6, ipv6, ipv6FragmentHeader, ipv6Options, NEXT, type Ipv6Spec } from './ipv6'
export { tcp, udp, type TcpOptions, type TcpSpec, type UdpSpec } from './transport'
export { geneve, gre, ipip, TUNNEL_PORT, vxlan } from './tunnel'
