/** IP packets of either version; the addresses tell which. */
import { isIpv6, type Bytes } from './fields'
import { icmpError, icmpv6Error } from './icmp'
import { dontFragment, fragmentIpv4, ipv4, PROTO, routedIpv4 } from './ipv4'
import { fragmentIpv6, ipv6, routedIpv6 } from './ipv6'

export interface IpSpec {
  src: string
  dst: string
  proto: number
  /** Identification and DF exist in IPv4 only. */
  id?: number
  df?: boolean
  /** TTL or hop limit. */
  ttl?: number
  tos?: number
}

const versionOf = (packet: Uint8Array) => (packet[0] as number) >>> 4

export function ipPacket(spec: IpSpec, payload: Uint8Array): Bytes {
  if (!isIpv6(spec.src)) return ipv4(spec, payload)
  const { src, dst, proto, ttl = 64, tos = 0 } = spec
  return ipv6({ src, dst, proto, hopLimit: ttl, trafficClass: tos }, payload)
}

/** The packet after `hops` routers. */
export function routed(packet: Uint8Array, hops: number): Uint8Array {
  if (hops === 0) return packet
  return versionOf(packet) === 6 ? routedIpv6(packet, hops) : routedIpv4(packet, hops)
}

/** May a router fragment it? Never in IPv6 (RFC 8200 §5), in IPv4 when DF is clear. */
export const mayFragment = (packet: Uint8Array): boolean =>
  versionOf(packet) === 4 && !dontFragment(packet)

/** Fragments as the sending host makes them; `id` is used by IPv6. */
export function fragmented(packet: Uint8Array, mtu: number, id: number): Uint8Array[] {
  return versionOf(packet) === 6 ? fragmentIpv6(packet, mtu, id) : fragmentIpv4(packet, mtu)
}

/** Where the payload of an IPv4 packet, or of an IPv6 packet or fragment without options, begins. */
export function payloadOffset(packet: Uint8Array): number {
  if (versionOf(packet) === 4) return ((packet[0] as number) & 15) * 4
  return packet[6] === 44 ? 48 : 40
}

/** False for the first fragment and for whole packets. */
export function isLaterFragment(packet: Uint8Array): boolean {
  const at = versionOf(packet) === 4 ? 6 : 42
  if (versionOf(packet) === 6 && packet[6] !== 44) return false
  const field = ((packet[at] as number) << 8) | (packet[at + 1] as number)
  return versionOf(packet) === 4 ? (field & 0x1fff) !== 0 : field >>> 3 !== 0
}

/** A TCP segment that opens a connection: SYN without ACK (RFC 9293 §3.5). */
export function isSyn(packet: Uint8Array): boolean {
  const proto = versionOf(packet) === 4 ? packet[9] : packet[6]
  if (proto !== 6) return false
  return ((packet[payloadOffset(packet) + 13] ?? 0) & 0x12) === 0x02
}

/** What a router sends about a packet that is larger than `mtu`: ICMP 3/4 or ICMPv6 2/0. */
export function packetTooBig(
  ends: { src: string; dst: string },
  packet: Uint8Array,
  mtu: number,
): Bytes {
  if (isIpv6(ends.src)) {
    const error = icmpv6Error({ ...ends, type: 2, code: 0, mtu }, packet)
    return ipPacket({ ...ends, proto: PROTO.icmpv6 }, error)
  }
  const error = icmpError({ type: 3, code: 4, mtu }, packet)
  return ipPacket({ ...ends, proto: PROTO.icmp, tos: 0xc0 }, error)
}
