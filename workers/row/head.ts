/**
 * One frame as a line of the list. Faster than the layer tree, which writes every field: a screen of
 * rows is made anew at each step of scrolling.
 */
import { formatAddress } from '../model/address'
import type { HeadReading, PacketHead, ReadHead } from '../model/packet-row'
import type { StreamNumbers } from '../model/stream-numbers'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { ipProtocolName } from '../wire/names'
import {
  innermost,
  newPacket,
  NO_TUNNEL,
  TUNNEL_KINDS,
  type Packet,
  type TunnelHeader,
} from '../wire/packet'
import { PROTOCOL_NAMES } from '../wire/protocols'
import { shownNumbers } from '../wire/relative'
import { arpText, endText, fragmentText, RAW, transportText } from '../wire/summary'
import { ACK, formatTcpFlags, RST } from '../wire/tcp'
import { UDP_HEADER } from '../wire/udp'
import { applicationOf } from './application'
import { linkEnds } from './link-ends'
import { sctpChunks } from './sctp-line'

export interface HeadReader {
  read: ReadHead
}

export function newHeadReader(): HeadReader {
  const dissector = new Dissector()
  const packet = newPacket()
  const quote = newPacket()
  return {
    read(octets, linktype, capLen, origLen, numbers) {
      const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
      packet.capLen = octets.length
      packet.origLen = octets.length < capLen ? Math.max(origLen, capLen) : origLen
      dissector.frame(view, 0, linktype, packet)
      const transport = packet.depth === 0 ? '' : transportLine(dissector, packet, quote, numbers)
      return { head: headOf(packet, transport, linktype), ...kinOf(packet) }
    },
  }
}

function headOf(packet: Packet, transport: string, linktype: number): PacketHead {
  const application = applicationOf(packet)
  const [src, dst] = ends(packet, linktype)
  const [outerSrc, outerDst] = packet.depth > 1 ? addresses(packet.ip[0] as IpHeader) : ['', '']
  const [srcPort, dstPort] = portsOf(packet)
  return {
    src,
    dst,
    outerSrc,
    outerDst,
    ifindex: packet.ifindex,
    srcPort,
    dstPort,
    tunnel: tunnelOf(packet),
    protocol: application?.protocol ?? protocolOf(packet),
    info: infoOf(packet, application?.info ?? '', transport),
    kind: kindOf(packet),
  }
}

function ends(packet: Packet, linktype: number): readonly [string, string] {
  if (packet.depth > 0) return addresses(innermost(packet))
  return linkEnds(packet.view, packet.frameAt, packet.capLen, linktype)
}

function addresses(ip: IpHeader): readonly [string, string] {
  return [formatAddress(ip.s0, ip.s1, ip.s2, ip.s3), formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)]
}

export function portsOf({ transport, tcp, udp, sctp }: Packet): readonly [number, number] {
  switch (transport) {
    case 'tcp':
      return [tcp.srcPort, tcp.dstPort]
    case 'udp':
      return [udp.srcPort, udp.dstPort]
    case 'sctp':
      return [sctp.srcPort, sctp.dstPort]
    default:
      return [-1, -1]
  }
}

/** The innermost that leads somewhere, or would in another fragment. */
export function tunnelOf({ depth, tunnels }: Packet): PacketHead['tunnel'] {
  for (let level = depth - 1; level >= 0; level--) {
    const { kind, vni } = tunnels[level] as TunnelHeader
    const name = TUNNEL_KINDS[kind]
    if (kind !== NO_TUNNEL && name !== undefined && name !== 'none') return { kind: name, vni }
  }
  return null
}

const isTail = (packet: Packet) => packet.depth > 0 && innermost(packet).offset > 0

const TRANSPORTS: Readonly<Record<string, string>> = {
  tcp: 'TCP',
  udp: 'UDP',
  icmp: 'ICMP',
  icmpv6: 'ICMPv6',
  sctp: 'SCTP',
}

/** Link headers say less of a frame than what they carry. */
const CARRIERS = /^(eth|vlan|ieee8021|sll|null|llc|wlan|radiotap|ppi|prism|wlancap|pktap|nflog)/

const LINK_NAMES: Readonly<Record<string, string>> = { eth: 'Ethernet', wlan: '802.11' }

export function protocolOf(packet: Packet): string {
  const ip = packet.depth === 0 ? null : innermost(packet)
  if (ip !== null && isTail(packet)) return ip.version === 6 ? 'IPv6' : 'IPv4'
  const transport = TRANSPORTS[packet.transport]
  if (transport !== undefined) return transport
  if (packet.arpOperation !== 0) return 'ARP'
  if (ip !== null) return ipProtocolName(ip.proto) ?? (ip.version === 6 ? 'IPv6' : 'IPv4')
  return linkProtocol(packet)
}

function linkProtocol({ protocols, protocolsMore }: Packet): string {
  const found = PROTOCOL_NAMES.filter((_, bit) =>
    bit < 31 ? (protocols & (1 << bit)) !== 0 : (protocolsMore & (1 << (bit - 31))) !== 0,
  )
  const carried = found.findLast((candidate) => !CARRIERS.test(candidate))
  // What the card adds before a frame of 802.11 is not what was sent.
  const name = carried ?? found.find((candidate) => candidate === 'wlan') ?? found.at(-1) ?? ''
  return LINK_NAMES[name] ?? name.toUpperCase()
}

function infoOf(packet: Packet, application: string, transport: string): string {
  const parts: string[] = []
  for (let level = 0; level < packet.depth; level++) {
    const fragment = fragmentText(packet.ip[level] as IpHeader)
    parts.push(fragment.replace(' offset ', ' off ').replace(' (no headers)', ''))
  }
  parts.push(application, transport)
  if (packet.arpOperation !== 0) parts.push(arpText(packet).replace(/^ARP /, ''))
  parts.push(endText(packet))
  return parts.filter((part) => part !== '').join(' · ')
}

function transportLine(
  dissector: Dissector,
  packet: Packet,
  quote: Packet,
  numbers: StreamNumbers | null,
): string {
  const { tcp, udp, transport } = packet
  const ip = innermost(packet)
  if (transport === 'tcp') {
    const { seq, ack, raw, window } = shownNumbers(packet, numbers)
    const acks = (tcp.flags & ACK) === 0 ? '' : ` Ack ${String(ack)}`
    const counted = `Seq ${String(seq)}${acks}${raw ? RAW : ''}`
    const flags = `[${formatTcpFlags(tcp.flags)}]`
    return `${ports(tcp)} ${flags} ${counted} Win ${String(window)} Len ${String(tcp.length)}`
  }
  if (transport === 'udp') return `${ports(udp)} Len ${String(udp.length - UDP_HEADER)}`
  if (transport === 'sctp') {
    const chunks = packet.fault === null ? sctpChunks(packet) : ''
    return [ports(packet.sctp), chunks].join(' ').trimEnd()
  }
  if (isTail(packet) || tunnelLeads(packet)) return ''
  const quoted = quotes(packet) && follow(dissector, packet, quote)
  return transportText(packet, ip, quoted ? quote : null).replace(/^ICMP(v6)? /, '')
}

const ports = ({ srcPort, dstPort }: { srcPort: number; dstPort: number }) =>
  `${String(srcPort)} → ${String(dstPort)}`

const tunnelLeads = ({ depth, tunnels }: Packet) =>
  (tunnels[depth - 1] as TunnelHeader).kind !== NO_TUNNEL

function quotes({ transport, icmp }: Packet): boolean {
  return (transport === 'icmp' || transport === 'icmpv6') && icmp.quotes
}

/** Reads the packet that an ICMP error quotes; false: nothing of it can be read. */
function follow(dissector: Dissector, packet: Packet, quote: Packet): boolean {
  const { view, payloadAt, payloadCaptured, payloadLength } = packet
  dissector.quoted(view, payloadAt, payloadCaptured, payloadLength, quote)
  return quote.depth > 0
}

function kindOf(packet: Packet): PacketHead['kind'] {
  if (packet.fault?.kind === 'malformed') return 'malformed'
  if (quotes(packet)) return 'icmp-error'
  if (packet.fragmentLevel >= 0) return 'fragment'
  return packet.transport === 'tcp' && (packet.tcp.flags & RST) !== 0 ? 'reset' : 'plain'
}

function kinOf(packet: Packet): Omit<HeadReading, 'head'> {
  const level = packet.fragmentLevel
  const fragment = level < 0 ? null : (packet.ip[level] as IpHeader)
  return {
    datagram: fragment === null ? '' : `${addresses(fragment).join(' ')} ${keyOf(fragment)}`,
    first: fragment?.offset === 0,
    ports: fragment === null ? [-1, -1] : datagramPorts(packet, level),
    segment: segmentOf(packet),
  }
}

export function datagramPorts(packet: Packet, level: number): readonly [number, number] {
  if (level === packet.depth - 1) return portsOf(packet)
  const { srcPort, udpPort } = packet.tunnels[level] as TunnelHeader
  return udpPort === 0 ? [-1, -1] : [srcPort, udpPort]
}

export const keyOf = ({ id, proto }: IpHeader) => `${String(id)} ${String(proto)}`

const SYN_OR_FIN = 3

function segmentOf(packet: Packet): string {
  const { tcp, transport } = packet
  if (transport !== 'tcp' || (tcp.length === 0 && (tcp.flags & SYN_OR_FIN) === 0)) return ''
  const numbers = [tcp.srcPort, tcp.dstPort, tcp.seq, tcp.flags & SYN_OR_FIN]
  return `${addresses(innermost(packet)).join(' ')} ${numbers.join(' ')}`
}
