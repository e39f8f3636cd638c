/**
 * Conversations of a capture as `tshark -z conv` has them: every frame counts with all its octets, at
 * each layer of addresses that it has, those inside of tunnels too.
 */
import type { IpHeader } from '../wire/ip-header'
import { Dissector } from '../wire/dissect'
import type { Octets } from '../wire/octets'
import { NO_TUNNEL, newPacket, type Packet, type TunnelHeader } from '../wire/packet'
import { PROTOCOL_NAMES } from '../wire/protocols'
import { ConversationTable } from './conversation-table'
import { FragmentJoiner } from './fragment-joiner'

const ETHERNET = PROTOCOL_NAMES.indexOf('eth')
const TWO_MACS = 12 // octets

/** Offsets in the keys. */
export const IP_WORDS = 4
export const MAC_WORDS = 2
/** Behind both addresses: ports of UDP; kind and port of a tunnel, and its number + 1. */
export const AFTER_IP = 2 * IP_WORDS

export class ConversationCounter {
  readonly ethernet = new ConversationTable(2 * MAC_WORDS)
  readonly ip = new ConversationTable(2 * IP_WORDS)
  readonly udp = new ConversationTable(2 * IP_WORDS + 1)
  readonly tunnel = new ConversationTable(2 * IP_WORDS + 2)
  /** False: the next frames have their conversations, and are not counted in them. */
  counts = true
  private readonly dissector = new Dissector()
  private readonly joiner = new FragmentJoiner(this.dissector)
  private readonly packet = newPacket()
  private readonly quote = newPacket()
  private time = 0.5
  private octets = 0

  constructor() {
    this.packet.onLayer = (protocol, octets) => {
      if (protocol === ETHERNET && octets.captured >= TWO_MACS) this.countEthernet(octets)
    }
  }

  /** `octets`: of the frame on the wire. */
  frame(
    frame: number,
    time: number,
    iface: number,
    linktype: number,
    octets: number,
    view: DataView,
    at: number,
    captured: number,
  ): void {
    const { packet } = this
    this.time = time
    this.octets = octets
    packet.frame = frame
    packet.time = time
    packet.iface = iface
    packet.capLen = captured
    packet.origLen = octets
    this.dissector.frame(view, at, linktype, packet)
    this.follow(packet, 0)
  }

  /** Levels of IP from `from` on. */
  private follow(packet: Packet, from: number): void {
    const { fragmentLevel } = packet
    const end = fragmentLevel < 0 ? packet.depth : fragmentLevel + 1
    for (let level = from; level < end; level++) this.countIp(packet.ip[level] as IpHeader)
    if (fragmentLevel < 0) {
      this.transport(packet, from)
      return
    }
    this.tunnels(packet, from, fragmentLevel)
    const whole = this.joiner.join(packet)
    if (whole === null) return
    for (let level = end; level < whole.depth; level++) this.countIp(whole.ip[level] as IpHeader)
    this.transport(whole, fragmentLevel)
  }

  private transport(packet: Packet, from: number): void {
    this.tunnels(packet, from, packet.depth - 1)
    const ip = packet.ip[packet.depth - 1]
    if (ip === undefined) return
    if (packet.transport === 'udp') this.countUdp(ip, packet.udp.srcPort, packet.udp.dstPort, true)
    else if (packet.icmp.quotes && isIcmp(packet)) this.quoted(packet)
  }

  /** Wireshark numbers the UDP conversation that an ICMP error quotes, and counts nothing in it. */
  private quoted(packet: Packet): void {
    const { quote } = this
    this.dissector.quotedBy(packet, quote)
    const ip = quote.ip[quote.depth - 1]
    if (ip !== undefined && quote.transport === 'udp') {
      this.countUdp(ip, quote.udp.srcPort, quote.udp.dstPort, false)
    }
  }

  /** Tunnels out of IP levels [from, end), and the UDP around them. */
  private tunnels(packet: Packet, from: number, end: number): void {
    for (let level = from; level < end; level++) {
      const tunnel = packet.tunnels[level] as TunnelHeader
      if (tunnel.kind === NO_TUNNEL) continue
      const ip = packet.ip[level] as IpHeader
      if (tunnel.udpPort !== 0) this.countUdp(ip, tunnel.srcPort, tunnel.udpPort, true)
      const { key } = this.tunnel.index
      const swapped = isSwapped(ip)
      addresses(ip, swapped, key)
      key[AFTER_IP] = tunnel.kind * 65_536 + tunnel.udpPort
      key[AFTER_IP + 1] = tunnel.vni + 1
      this.count(this.tunnel, swapped)
    }
  }

  /** Of the conversation in the key of the table. */
  private count(table: ConversationTable, swapped: boolean): void {
    if (this.counts) table.count(swapped, this.octets, this.time)
    else table.row(swapped)
  }

  private countIp(ip: IpHeader): void {
    const swapped = isSwapped(ip)
    addresses(ip, swapped, this.ip.index.key)
    this.count(this.ip, swapped)
  }

  private countUdp(ip: IpHeader, srcPort: number, dstPort: number, counts: boolean): void {
    const swapped = isSwapped(ip, srcPort, dstPort)
    const { key } = this.udp.index
    addresses(ip, swapped, key)
    key[AFTER_IP] = swapped ? dstPort * 65_536 + srcPort : srcPort * 65_536 + dstPort
    if (counts) this.count(this.udp, swapped)
    else this.udp.row(swapped)
  }

  private countEthernet({ view, base }: Octets): void {
    const { key } = this.ethernet.index
    const dst = view.getUint16(base)
    const dstLow = view.getUint32(base + 2)
    const src = view.getUint16(base + 6)
    const srcLow = view.getUint32(base + 8)
    const swapped = src === dst ? srcLow > dstLow : src > dst
    key[0] = swapped ? dst : src
    key[1] = swapped ? dstLow : srcLow
    key[2] = swapped ? src : dst
    key[3] = swapped ? srcLow : dstLow
    this.count(this.ethernet, swapped)
  }
}

function isIcmp({ transport }: Packet): boolean {
  return transport === 'icmp' || transport === 'icmpv6'
}

function isSwapped(ip: IpHeader, srcPort = 0, dstPort = 0): boolean {
  if (ip.s0 !== ip.d0) return ip.s0 > ip.d0
  if (ip.s1 !== ip.d1) return ip.s1 > ip.d1
  if (ip.s2 !== ip.d2) return ip.s2 > ip.d2
  if (ip.s3 !== ip.d3) return ip.s3 > ip.d3
  return srcPort > dstPort
}

function addresses(ip: IpHeader, swapped: boolean, key: Uint32Array): void {
  const src = swapped ? IP_WORDS : 0
  const dst = swapped ? 0 : IP_WORDS
  key[src] = ip.s0
  key[src + 1] = ip.s1
  key[src + 2] = ip.s2
  key[src + 3] = ip.s3
  key[dst] = ip.d0
  key[dst + 1] = ip.d1
  key[dst + 2] = ip.d2
  key[dst + 3] = ip.d3
}
