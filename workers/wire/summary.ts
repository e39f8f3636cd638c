/** One line about a frame, like Wireshark's Info column, from the outermost address inwards. */
import { formatAddress, formatIpv4 } from '../model/address'
import type { StreamNumbers } from '../model/stream-numbers'
import type { IpHeader } from './ip-header'
import { icmpCodeName, icmpTypeName, ipProtocolName } from './names'
import { NO_TUNNEL, TUNNEL_KINDS, type Packet, type TunnelHeader } from './packet'
import { BIT, MORE } from './protocols'
import { shownNumbers } from './relative'
import { ACK, formatTcpFlags, type Tcp } from './tcp'
import { UDP_HEADER } from './udp'
import { formatUndecoded } from './undecoded'

/**
 * `quote` is the packet that an ICMP error is about; null: there is none. `numbers`: what those of the
 * connection count from; null: not known.
 */
export function summarize(
  packet: Packet,
  quote: Packet | null,
  numbers: StreamNumbers | null = null,
): string {
  const parts: string[] = []
  for (let level = 0; level < packet.depth; level++) {
    const ip = packet.ip[level] as IpHeader
    const innermost = level === packet.depth - 1
    const tunnel = packet.tunnels[level] as TunnelHeader
    const ends = innermost && tunnel.kind === NO_TUNNEL
    const inside = ends ? transportText(packet, ip, quote, numbers) : tunnelText(tunnel)
    const text = joined([fragmentText(ip), inside])
    const separator = text === '' ? '' : level === 0 ? ' · ' : ' '
    parts.push(`${addresses(ip)}${separator}${text}`)
  }
  if (packet.arpOperation !== 0) parts.push(arpText(packet))
  return joined([parts.join(' › '), endText(packet)])
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' · ')
}

function addresses(ip: IpHeader): string {
  const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
  return `${src} → ${formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)}`
}

export function fragmentText(ip: IpHeader): string {
  if (!ip.fragment) return ''
  const id = ip.version === 4 ? String(ip.id) : `0x${ip.id.toString(16).padStart(8, '0')}`
  const headers = ip.offset === 0 ? '' : ' (no headers)'
  return `fragment id ${id} offset ${String(ip.offset)} MF ${ip.more ? '1' : '0'}${headers}`
}

/** Behind numbers that are shown as they are on the wire. */
export const RAW = ' (raw)'

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
    case 'gtp':
      return `GTP ${key}`
    case 'l2tp':
      return `L2TP ${key}`
    case 'teredo':
      return 'Teredo'
    case 'capwap':
      return 'CAPWAP'
    case 'pim':
      return 'PIM Register'
    case 'mpls':
      return 'MPLS'
    default:
      return ''
  }
}

export function transportText(
  packet: Packet,
  ip: IpHeader,
  quote: Packet | null,
  numbers: StreamNumbers | null = null,
): string {
  const { tcp, udp } = packet
  switch (packet.transport) {
    case 'tcp': {
      const { seq, ack, raw } = shownNumbers(packet, numbers)
      const acks = (tcp.flags & ACK) === 0 ? '' : ` ack ${String(ack)}`
      const ports = `TCP ${String(tcp.srcPort)} → ${String(tcp.dstPort)}`
      const counted = `seq ${String(seq)}${acks}${raw ? RAW : ''}`
      const length = String(segmentLength(tcp, ip))
      return `${ports} [${formatTcpFlags(tcp.flags)}] ${counted} len ${length}`
    }
    case 'udp': {
      const length = String(udp.length - UDP_HEADER)
      return `UDP ${String(udp.srcPort)} → ${String(udp.dstPort)} len ${length}`
    }
    case 'sctp':
      return `SCTP ${String(packet.sctp.srcPort)} → ${String(packet.sctp.dstPort)}`
    case 'other':
      return packet.undecoded === 0 ? (ipProtocolName(ip.proto) ?? '') : ''
    case 'icmp':
    case 'icmpv6':
      return icmpText(packet, ip.version, quote)
    default:
      return ''
  }
}

/** Of a segment that a quotation cuts, the IP header knows the length. */
function segmentLength(tcp: Tcp, ip: IpHeader): number {
  return ip.overlong ? ip.length - ip.headerLength - tcp.headerLength : tcp.length
}

function icmpText({ icmp }: Packet, version: number, quote: Packet | null): string {
  const { type, code, mtu } = icmp
  const number = `type ${String(type)} code ${String(code)}`
  const name = icmpCodeName(version, type, code) ?? icmpTypeName(version, type) ?? number
  const text = `${version === 6 ? 'ICMPv6' : 'ICMP'} ${name}`
  if (isEcho(version, type)) return `${text} id ${String(icmp.ident)} seq ${String(icmp.seq)}`
  const size = mtu === 0 ? '' : ` MTU ${String(mtu)}`
  return text + size + (quote === null ? '' : ` about ${summarize(quote, null)}`)
}

function isEcho(version: number, type: number): boolean {
  return version === 6 ? type === 128 || type === 129 : type === 0 || type === 8
}

const ARP_LENGTH = 28

/** The window of the packet still begins with the ARP message. */
export function arpText({ view, payloadAt: at, payloadCaptured, arpOperation }: Packet): string {
  if (payloadCaptured < ARP_LENGTH || view.getUint16(at + 4) !== 0x0604) return 'ARP'
  const sender = formatIpv4(view.getUint32(at + 14))
  const target = formatIpv4(view.getUint32(at + 24))
  if (arpOperation === 1) return `ARP who has ${target}? tell ${sender}`
  if (arpOperation === 2) return `ARP ${sender} is at ${macText(view, at + 8)}`
  if (arpOperation === 3)
    return `RARP who is ${macText(view, at + 18)}? tell ${macText(view, at + 8)}`
  if (arpOperation === 4) return `RARP ${macText(view, at + 18)} is ${target}`
  return `ARP operation ${String(arpOperation)}`
}

function macText(view: DataView, at: number): string {
  const octets = Array.from({ length: 6 }, (_, i) => view.getUint8(at + i))
  return octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':')
}

/** Frames without IP that say what they are. */
const NAMED = [
  [BIT.stp, 0, 'spanning tree'],
  [BIT.lldp, 0, 'LLDP'],
  [0, MORE.cdp, 'CDP'],
  [0, MORE.pppoed, 'PPPoE discovery'],
] as const

export function frameName({ protocols, protocolsMore }: Packet): string | undefined {
  return NAMED.find(([bit, more]) => ((protocols & bit) | (protocolsMore & more)) !== 0)?.[2]
}

export function endText(packet: Packet): string {
  const { fault, undecoded, depth, arpOperation, payloadLength } = packet
  if (fault?.kind === 'truncated') return 'cut off by the snapshot length'
  if (fault !== null) return `malformed (${fault.what})`
  if (undecoded !== 0) return `${formatUndecoded(undecoded)}, not decoded`
  if (depth > 0 || arpOperation !== 0) return ''
  return frameName(packet) ?? `${String(payloadLength)} octets`
}
