/** One line about a frame, like Wireshark's Info column, from the outermost address inwards. */
import { formatAddress, formatIpv4 } from '../model/address'
import { ICMP_QUOTES } from './icmp'
import type { IpHeader } from './ip-header'
import { icmpCodeName, icmpTypeName } from './names'
import { TUNNEL_KINDS, type Packet, type TunnelHeader } from './packet'
import { formatTcpFlags } from './tcp'
import { UDP_HEADER } from './udp'
import { formatUndecoded } from './undecoded'

/** `quote` is the packet that an ICMP error is about; null: there is none. */
export function summarize(packet: Packet, quote: Packet | null): string {
  const parts: string[] = []
  for (let level = 0; level < packet.depth; level++) {
    const ip = packet.ip[level] as IpHeader
    const innermost = level === packet.depth - 1
    const what = [
      fragmentText(ip),
      tunnelText(packet.tunnels[level] as TunnelHeader),
      innermost ? transportText(packet, ip, quote) : '',
    ]
    const text = what.filter((word) => word !== '').join(' · ')
    const separator = text === '' ? '' : level === 0 ? ' · ' : ' '
    parts.push(`${addresses(ip)}${separator}${text}`)
  }
  if (packet.arpOperation !== 0) parts.push(arpText(packet))
  const line = parts.join(' › ')
  return [line, endText(packet)].filter((word) => word !== '').join(' · ')
}

function addresses(ip: IpHeader): string {
  const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
  return `${src} → ${formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)}`
}

function fragmentText(ip: IpHeader): string {
  if (!ip.fragment) return ''
  const id = ip.version === 4 ? String(ip.id) : `0x${ip.id.toString(16).padStart(8, '0')}`
  const headers = ip.offset === 0 ? '' : ' (no headers)'
  return `fragment id ${id} offset ${String(ip.offset)} MF ${ip.more ? '1' : '0'}${headers}`
}

function tunnelText({ kind, vni }: TunnelHeader): string {
  const key = String(vni)
  switch (TUNNEL_KINDS[kind]) {
    case 'vxlan':
      return `VXLAN ${key}`
    case 'geneve':
      return `Geneve ${key}`
    case 'gre':
      return vni < 0 ? 'GRE' : `GRE key ${key}`
    case 'ipip':
      return 'IP in IP'
    default:
      return ''
  }
}

function transportText(packet: Packet, ip: IpHeader, quote: Packet | null): string {
  const { tcp, udp } = packet
  switch (packet.transport) {
    case 'tcp': {
      const ack = (tcp.flags & 16) === 0 ? '' : ` ack ${String(tcp.ack)}`
      const ports = `TCP ${String(tcp.srcPort)} → ${String(tcp.dstPort)}`
      const numbers = `seq ${String(tcp.seq)}${ack} len ${String(tcp.length)}`
      return `${ports} ${formatTcpFlags(tcp.flags)} ${numbers}`
    }
    case 'udp': {
      const length = String(udp.length - UDP_HEADER)
      return `UDP ${String(udp.srcPort)} → ${String(udp.dstPort)} len ${length}`
    }
    case 'icmp':
    case 'icmpv6':
      return icmpText(packet, ip.version, quote)
    default:
      return ''
  }
}
