/** One line about the innermost packet, for evidence and figures. */
import { formatAddress, formatEndpoint } from '../model/address'
import type { DatagramRecord } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import type { Packet } from '../wire/packet'

export function innerLabel(packet: Packet, ip: IpHeader): NonNullable<DatagramRecord['inner']> {
  const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
  const dst = formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)
  return {
    label: labelOf(packet, ip, src, dst),
    src,
    dst,
    ipLength: ip.length,
    proto: ip.proto,
  }
}

function labelOf(packet: Packet, ip: IpHeader, src: string, dst: string): string {
  const { tcp, udp, icmp } = packet
  switch (packet.transport) {
    case 'tcp':
      return `TCP ${formatEndpoint(src, tcp.srcPort)} → ${formatEndpoint(dst, tcp.dstPort)} seq ${String(tcp.seq)}`
    case 'udp':
      return `UDP ${formatEndpoint(src, udp.srcPort)} → ${formatEndpoint(dst, udp.dstPort)}`
    case 'icmp':
    case 'icmpv6': {
      const v4 = packet.transport === 'icmp'
      const name = v4 ? 'ICMP' : 'ICMPv6'
      if (icmp.type === (v4 ? 8 : 128)) {
        return `${name} echo request ${src} → ${dst} seq ${String(icmp.seq)}`
      }
      if (icmp.type === (v4 ? 0 : 129)) {
        return `${name} echo reply ${src} → ${dst} seq ${String(icmp.seq)}`
      }
      return `${name} type ${String(icmp.type)} code ${String(icmp.code)} ${src} → ${dst}`
    }
    default:
      return `IP protocol ${String(ip.proto)} ${src} → ${dst}`
  }
}
