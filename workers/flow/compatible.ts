/**
 * The compatible view: numbers as Wireshark 4.0.17 gives them, false alarms included. One
 * conversation per five-tuple whatever the tap, tunnel or tenant; fragments joined by address and
 * identification alone. It exists for trust and for tests; findings do not use it.
 */
import type { Counts } from '../model/run'
import { Dissector } from '../wire/dissect'
import { RowWriter } from '../wire/encode'
import type { IpHeader } from '../wire/ip-header'
import {
  GRE,
  innermost,
  innermostTunnel,
  newPacket,
  NO_TUNNEL,
  type Packet,
  type TunnelHeader,
} from '../wire/packet'
import {
  LENGTH,
  newPacketRows,
  OUTER_TUNNEL,
  PROTOCOLS,
  ROW_WORDS,
  SACKS,
  SHAPE,
  TCP_FLAGS,
  TUNNELLED,
  TUPLE,
  VLAN,
  VNI,
  type PacketRows,
} from '../wire/packet-rows'
import * as rules from './compatible-rules'
import { CompatibleTallies } from './compatible-tallies'
import { add, type Capped } from './counts'
import { NO_TUPLE } from './five-tuple'
import { FragmentEngine, isComplete } from './fragments'
import { joinPacket } from './joined-packet'
import type { TcpFlows } from './tcp-flows'
import { Telling } from './telling'
import type { Sight, TransportListener } from './transport'
import type { UdpFlows } from './udp-flows'

export class CompatibleCounts {
  private readonly flows: TcpFlows
  private readonly udp: UdpFlows
  private readonly fragments = new FragmentEngine({ abandoned: () => undefined, timeouts: false })
  private readonly dissector = new Dissector()
  /** Joined datagrams, each inside of the one before. */
  private readonly wholes: Packet[] = []
  private readonly quote = newPacket()
  private readonly tallies = new CompatibleTallies()
  private ipv4Fragments = 0
  private readonly writer = new RowWriter()
  private readonly scratch = newPacketRows(1)
  private readonly tell: Telling

  /** `flows` are shared with the corrected view, which tells where each frame was seen: `sight`. */
  constructor(flows: TcpFlows, udp: UdpFlows, listener: TransportListener, sight: Sight) {
    this.flows = flows
    this.udp = udp
    this.tell = new Telling(listener, sight)
  }

  /** `tcp.stream` of the frame last given to `frame`; −1: none. */
  stream = -1
  /** Its `tcp.analysis` flags. */
  flags = 0
  /** It holds headers that Wireshark calls malformed. */
  malformed = false

  /** Takes the ordinary segment in row `index`, analysed already. */
  ordinarySegment(packets: PacketRows, index: number): void {
    const { words } = packets
    const p = index * ROW_WORDS
    this.ordinary(words, p)
    this.stream = this.flows.stream
    this.flags = this.flows.flags
    this.tallies.segment(words[p + TCP_FLAGS] as number, words[p + SACKS] as number)
    if (this.flags !== 0) this.tallies.analysis(this.flags)
    if (this.stream < 0) return
    this.tell.segment(packets, index, words[p + TUPLE] as number, this.stream, this.flags, false)
  }

  /** Takes the ordinary datagram in row `index`. */
  ordinaryDatagram(packets: PacketRows, index: number): void {
    const { words } = packets
    const p = index * ROW_WORDS
    this.ordinary(words, p)
    this.stream = -1
    this.flags = 0
    const tuple = words[p + TUPLE] as number
    if (tuple === NO_TUPLE) return
    this.tell.datagram(packets, index, tuple, this.udp.stream(tuple), false)
  }

  /** Takes a frame of protocols that nothing else is asked of. */
  silent(packets: PacketRows, index: number): void {
    const p = index * ROW_WORDS
    this.stream = -1
    this.flags = 0
    this.tallies.protocols.frame(packets.words[p + PROTOCOLS] as number)
    const vlan = packets.words[p + VLAN] as number
    if (vlan > 0) this.tallies.vlan(vlan - 1)
  }

  frame(packet: Packet): void {
    this.stream = -1
    this.flags = 0
    this.tallies.protocols.begin()
    this.ipv4Fragments = 0
    this.malformed = false
    this.follow(packet, 0, 0)
    if (this.ipv4Fragments > 0) add(this.tallies.ipv4, 'fragment_headers')
    this.tallies.protocols.end()
  }

  /** Counts what a packet holds from IP level `from` on; `joined` datagrams stand around it. */
  private follow(packet: Packet, from: number, joined: number): void {
    for (let i = 0; i < packet.vlanCount; i++) this.tallies.vlan(packet.vlans[i] as number)
    const level = packet.fragmentLevel
    const guess = packet.guessLevel
    if (level >= 0 && (guess < 0 || level <= guess)) {
      const header = packet.ip[level] as IpHeader
      if (header.version === 4) this.noteIpv4Fragment(packet, level, joined)
      const captured = rules.capturedOf(packet, header)
      // tshark joins what is all there, and reads the head of a datagram that is not
      if (captured === header.length - header.headerLength || header.offset !== 0) {
        this.tallies.protocols.note(
          packet.protocolsBeforeFragment,
          packet.protocolsMoreBeforeFragment,
        )
        this.tunnels(packet, from, level)
        const whole = this.join(packet, header, captured, joined)
        if (whole !== null) this.follow(whole, level, joined + 1)
        return
      }
    }
    if (rules.isCalledMalformed(packet)) this.malformed = true
    if (rules.isCutFragment(packet)) this.noteIpv4Fragment(packet, 0, joined)
    if (guess >= 0) {
      this.outside(packet, from)
      return
    }
    this.tallies.protocols.note(packet.protocols, packet.protocolsMore)
    this.tunnels(packet, from, packet.depth)
    this.upper(packet)
  }

  /** Wireshark follows no tunnel whose port it does not know. */
  private outside(packet: Packet, from: number): void {
    const { guessLevel } = packet
    this.tallies.protocols.note(packet.protocolsBeforeGuess, packet.protocolsMoreBeforeGuess)
    this.tunnels(packet, from, guessLevel)
    const { srcPort, udpPort } = packet.tunnels[guessLevel] as TunnelHeader
    if (udpPort > 0) this.udp.around(packet.ip[guessLevel] as IpHeader, srcPort, udpPort)
    if (packet.transport === 'udp') this.udpDatagram(packet, false, false)
  }

  private noteIpv4Fragment(packet: Packet, level: number, joined: number): void {
    this.ipv4Fragments++
    if (joined > 0 || packet.ip.slice(0, level).some(({ version }) => version === 4)) return
    add(this.tallies.ipv4, 'fragment_frames')
  }

  private ordinary(words: Uint32Array, p: number): void {
    this.tallies.protocols.frame(words[p + PROTOCOLS] as number)
    const vlan = words[p + VLAN] as number
    if (vlan > 0) this.tallies.vlan(vlan - 1)
    if (((words[p + SHAPE] as number) & TUNNELLED) === 0) return
    const kind = (words[p + OUTER_TUNNEL] as number) >>> 16
    this.tallies.tunnel(kind, (words[p + VNI] as number) - 2)
    this.udp.aroundRow(words, p)
  }

  private join(packet: Packet, header: IpHeader, captured: number, joined: number): Packet | null {
    const family = header.version === 4 ? this.tallies.ipv4 : this.tallies.ipv6
    const length = header.length - header.headerLength
    if (captured < length || length === 0) return null
    const datagram = this.fragments.add(
      rules.compatibleKey(header),
      header,
      packet.view,
      header.at + header.headerLength,
      captured,
      length,
      packet.frame,
      packet.time,
    )
    if (!isComplete(datagram)) return null
    add(family, 'reassembled')
    rules.noteDefects(datagram, family)
    const whole = (this.wholes[joined] ??= newPacket())
    joinPacket(datagram, packet, datagram.length, this.dissector, whole)
    return whole
  }

  /** Counts what leads out of the IP levels `from` to `end`, exclusive: keys, and UDP around it. */
  private tunnels(packet: Packet, from: number, end: number): void {
    for (let level = from; level < end; level++) {
      const tunnel = packet.tunnels[level] as TunnelHeader
      if (tunnel.kind === NO_TUNNEL) continue
      this.tallies.tunnel(tunnel.kind, tunnel.kind === GRE ? tunnel.greKey : tunnel.vni)
      if (tunnel.udpPort === 0 || level === packet.depth - 1) continue
      this.udp.around(packet.ip[level] as IpHeader, tunnel.srcPort, tunnel.udpPort)
    }
  }

  /** Counts everything above the IP headers. */
  private upper(packet: Packet): void {
    if (packet.transport === 'tcp') this.tcp(packet, packet.fault === null)
    else if (packet.transport === 'udp') this.udpDatagram(packet, false)
    else if (packet.transport === 'icmp' || packet.transport === 'icmpv6') this.control(packet)
  }

  private tcp(packet: Packet, analysed: boolean): void {
    const { tcp } = packet
    const { scratch, flows } = this
    if (!rules.isBogusSegment(packet)) this.tallies.segment(tcp.flags, tcp.sackCount)
    const tuple = flows.tuples.of(packet, tcp.srcPort, tcp.dstPort)
    this.encode(packet)
    flows.compatible(scratch, 0, tuple, analysed)
    this.stream = flows.stream
    if (!analysed) return
    this.flags = flows.flags
    this.tallies.analysis(this.flags)
    if (this.stream < 0) return
    this.tell.segment(scratch, 0, tuple, this.stream, this.flags, false)
  }

  /** Not `numbered`: in a tunnel that Wireshark does not follow, so it counts for the findings alone. */
  private udpDatagram(packet: Packet, quoted: boolean, numbered = true): void {
    const tuple = this.udp.tuples.of(packet, packet.udp.srcPort, packet.udp.dstPort)
    if (tuple === NO_TUPLE) return
    const stream = numbered ? this.udp.stream(tuple) : -1 - tuple
    if (packet.fault !== null) return
    if (innermostTunnel(packet).kind !== NO_TUNNEL) return // what it carries is no application's
    this.encode(packet)
    if (packet.fragmentLevel >= 0) this.scratch.words[LENGTH] = rules.claimedLength(packet)
    this.tell.datagram(this.scratch, 0, tuple, stream, quoted)
  }

  /** Of a quoted segment the octets that stand there are told. */
  private tellQuoted(quote: Packet): void {
    const { scratch } = this
    if (this.stream < 0) return
    scratch.words[LENGTH] = quote.payloadCaptured
    const tuple = this.flows.tuples.of(quote, quote.tcp.srcPort, quote.tcp.dstPort)
    this.tell.segment(scratch, 0, tuple, this.stream, 0, true)
  }

  private encode(packet: Packet): void {
    const { scratch } = this
    scratch.words[SHAPE] = this.writer.shape(packet, scratch.words, 0)
    scratch.time[0] = packet.time
    scratch.firstFrame = packet.frame
    scratch.view = packet.view
  }

  private control(packet: Packet): void {
    const { icmp } = packet
    this.tallies.control(packet.transport === 'icmp' ? 4 : 6, icmp.type, icmp.code)
    if (!icmp.quotes || packet.payloadCaptured < 20) return
    const { quote } = this
    this.dissector.quotedBy(packet, quote)
    this.tallies.protocols.note(quote.protocols, quote.protocolsMore)
    if (quote.fragmentLevel >= 0 && quote.ip[quote.fragmentLevel]?.version === 4) {
      this.ipv4Fragments++
    }
    this.tunnels(quote, 0, quote.depth)
    if (quote.transport === 'tcp') {
      if (rules.isRedirect(packet)) return
      // The length of a segment that was cut by the quotation is not told.
      if (innermost(quote).overlong) quote.tcp.length = 0
      this.tcp(quote, false)
      if (quote.fault === null) this.tellQuoted(quote)
    } else if (quote.transport === 'udp') this.udpDatagram(quote, true)
  }

  /** Bounds that were reached. */
  capped(): Capped[] {
    return [
      { what: 'packets beyond the bound on TCP conversations', count: this.flows.tuples.dropped },
      { what: 'segments beyond the bound on TCP streams', count: this.flows.streams.refused },
      { what: 'packets beyond the bound on UDP conversations', count: this.udp.tuples.dropped },
      { what: 'fragmented datagrams held open, as Wireshark', count: this.fragments.evicted },
      { what: 'packets of tunnel numbers beyond the bound', count: this.tallies.beyond },
    ].filter(({ count }) => count > 0)
  }

  /** The `counts` object of the analysis document; keys as there. */
  summary(): Counts {
    const { streams } = this.flows
    return {
      ...this.tallies.summary(streams.count, this.udp.count, this.flows.fastOpens),
      tcp_conversations: streams.conversations(),
    }
  }
}
