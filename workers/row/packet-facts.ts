/** Reads what a table of packets says of a frame. */
import { formatAddress, isMapped } from '../model/address'
import { noFacts, type PacketFacts, type ReadFacts } from '../model/packet-facts'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { innermost, newPacket, NO_TUNNEL, type Packet, type TunnelHeader } from '../wire/packet'
import { ACK } from '../wire/tcp'
import { UDP_HEADER } from '../wire/udp'
import { applicationOf } from './application'
import { datagramPorts, keyOf, portsOf, protocolOf, tunnelOf } from './head'

const LINKTYPE_ETHERNET = 1
/** Words that are kept, so that the same address is not written again and again. */
const MOST_WORDS = 65_536

export function newFactsReader(): ReadFacts {
  const dissector = new Dissector()
  const packet = newPacket()
  const words = new Words()
  return (octets, linktype, origLen) => {
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    packet.capLen = octets.length
    packet.origLen = origLen
    dissector.frame(view, 0, linktype, packet)
    const facts = noFacts()
    facts.ifindex = packet.ifindex
    if (linktype === LINKTYPE_ETHERNET && octets.length >= 12) {
      facts.srcMac = words.mac(view, 6)
      facts.dstMac = words.mac(view, 0)
    }
    if (packet.vlanCount > 0) facts.vlan = packet.vlans[0] ?? -1
    if (packet.depth > 0) readInternet(packet, facts, words)
    readTransport(packet, facts)
    facts.protocol = applicationOf(packet)?.protocol ?? protocolOf(packet)
    return facts
  }
}

function readInternet(packet: Packet, facts: PacketFacts, words: Words): void {
  const ip = innermost(packet)
  facts.src = words.address(ip.s0, ip.s1, ip.s2, ip.s3)
  facts.dst = words.address(ip.d0, ip.d1, ip.d2, ip.d3)
  facts.ipVersion = ip.version
  facts.ipProto = ip.proto
  facts.ipLength = ip.length
  facts.ipId = ip.version === 4 || ip.fragment ? ip.id : -1
  facts.ttl = ip.ttl
  facts.dontFragment = ip.dontFragment
  if (packet.depth > 1) readOuter(packet, facts, words)
  const tunnel = tunnelOf(packet)
  if (tunnel !== null) {
    facts.tunnel = tunnel.kind
    facts.vni = tunnel.vni
  }
  const level = packet.fragmentLevel
  if (level < 0) return
  const fragment = packet.ip[level] as IpHeader
  const { s0, s1, s2, s3, d0, d1, d2, d3 } = fragment
  facts.fragmentOffset = fragment.offset
  facts.moreFragments = fragment.more
  const ends = `${words.address(s0, s1, s2, s3)} ${words.address(d0, d1, d2, d3)}`
  facts.datagram = `${ends} ${keyOf(fragment)}`
  if (fragment.offset === 0) facts.datagramPorts = datagramPorts(packet, level)
}

function readOuter({ ip, tunnels }: Packet, facts: PacketFacts, words: Words): void {
  const { s0, s1, s2, s3, d0, d1, d2, d3, length, ttl } = ip[0] as IpHeader
  facts.outerSrc = words.address(s0, s1, s2, s3)
  facts.outerDst = words.address(d0, d1, d2, d3)
  facts.outerLength = length
  facts.outerTtl = ttl
  const { kind, srcPort, udpPort } = tunnels[0] as TunnelHeader
  if (kind === NO_TUNNEL || udpPort === 0) return
  facts.outerSrcPort = srcPort
  facts.outerDstPort = udpPort
}

function readTransport(packet: Packet, facts: PacketFacts): void {
  const { transport, tcp, udp, icmp, fault } = packet
  ;[facts.srcPort, facts.dstPort] = portsOf(packet)
  if (transport === 'tcp' && fault === null) {
    facts.tcpFlags = tcp.flags
    facts.tcpSeq = tcp.seq
    facts.tcpAck = (tcp.flags & ACK) === 0 ? -1 : tcp.ack
    facts.tcpWindow = tcp.window
    facts.payload = tcp.length
  }
  if (transport === 'udp') facts.payload = Math.max(-1, udp.length - UDP_HEADER)
  if (transport === 'icmp' || transport === 'icmpv6') {
    facts.icmpType = icmp.type
    facts.icmpCode = icmp.code
  }
}

/** Addresses as text, each written once for as long as it is remembered. */
class Words {
  private readonly ipv4 = new Map<number, string>()
  private readonly ipv6 = new Map<string, string>()
  private readonly macs = new Map<number, string>()

  address(w0: number, w1: number, w2: number, w3: number): string {
    if (isMapped(w0, w1, w2)) {
      return this.ipv4.get(w3) ?? remember(this.ipv4, w3, formatAddress(w0, w1, w2, w3))
    }
    const text = formatAddress(w0, w1, w2, w3)
    return this.ipv6.get(text) ?? remember(this.ipv6, text, text)
  }

  mac(view: DataView, at: number): string {
    const key = view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2)
    const known = this.macs.get(key)
    if (known !== undefined) return known
    const digits = key.toString(16).padStart(12, '0')
    return remember(this.macs, key, digits.replace(/..(?!$)/g, '$&:'))
  }
}

function remember<K>(words: Map<K, string>, key: K, text: string): string {
  if (words.size >= MOST_WORDS) words.clear()
  words.set(key, text)
  return text
}
