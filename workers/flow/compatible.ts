/**
 * The compatible view: numbers as Wireshark 4.0.17 gives them, false alarms included. One
 * conversation per five-tuple whatever the tap, tunnel or tenant; fragments joined by address and
 * identification alone. It exists for trust and for tests; findings do not use it.
 */
import type { Counts } from '../model/run'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import {
  copyLevels,
  GENEVE,
  GRE,
  innermost,
  innermostTunnel,
  newPacket,
  NO_TUNNEL,
  VXLAN,
  type Packet,
  type TunnelHeader,
} from '../wire/packet'
import { BIT } from '../wire/protocols'
import { ACK, RST, SYN } from '../wire/tcp'
import { capturedOf, compatibleKey, isCalledMalformed, noteDefects } from './compatible-rules'
import { add, hex, keyed, named, sorted } from './counts'
import { FiveTuples } from './five-tuple'
import { FragmentEngine, isComplete } from './fragments'
import { ProtocolFrames } from './protocol-frames'
import { Streams } from './streams'
import { ANALYSIS_NAMES } from './tcp-flags'
import { newSegment, newUserDatagram, type TransportListener } from './transport'

export class CompatibleCounts {
  private readonly udpTuples: FiveTuples
  private readonly streams: Streams
  private readonly fragments = new FragmentEngine({ abandoned: () => undefined, timeouts: false })
  private readonly dissector = new Dissector()
  /** Joined datagrams, each inside of the one before. */
  private readonly wholes: Packet[] = []
  private readonly quote = newPacket()
  private readonly protocols = new ProtocolFrames()
  private readonly analysisFrames = new Float64Array(ANALYSIS_NAMES.length)
  private readonly icmp = new Map<string, number>()
  private readonly icmpv6 = new Map<string, number>()
  private readonly vxlan = new Map<number, number>()
  private readonly geneve = new Map<number, number>()
  private readonly gre = new Map<number, number>()
  private readonly vlans = new Map<number, number>()
  private readonly ipv4 = new Map<string, number>()
  private readonly ipv6 = new Map<string, number>()
  private syn = 0
  private synAck = 0
  private resets = 0
  private sacks = 0

  private readonly segment = newSegment()
  private readonly datagram = newUserDatagram()
  private readonly listener: TransportListener

  /** `tuples`, those of TCP, are shared with the corrected view. */
  constructor(tuples: FiveTuples, udpTuples: FiveTuples, listener: TransportListener) {
    this.streams = new Streams(tuples)
    this.udpTuples = udpTuples
    this.listener = listener
  }

  /** `tcp.stream` of the frame last given to `frame`; −1: none. */
  stream = -1
  /** Its `tcp.analysis` flags. */
  flags = 0
  /** It holds headers that Wireshark calls malformed. */
  malformed = false

  private ipv4Fragments = 0

  frame(packet: Packet): void {
    this.stream = -1
    this.flags = 0
    this.protocols.begin()
    this.ipv4Fragments = 0
    this.malformed = false
    this.follow(packet, 0, 0)
    if (this.ipv4Fragments > 0) add(this.ipv4, 'fragment_headers')
    if (this.protocols.has(BIT['ipv6.fraghdr'])) add(this.ipv6, 'fragment_headers')
    this.protocols.end()
  }

  /** Counts what a packet holds from IP level `from` on; `joined` datagrams stand around it. */
  private follow(packet: Packet, from: number, joined: number): void {
    for (let i = 0; i < packet.vlanCount; i++) add(this.vlans, packet.vlans[i] as number)
    if (isCalledMalformed(packet)) this.malformed = true
    const level = packet.fragmentLevel
    const guess = packet.guessLevel
    if (level >= 0 && (guess < 0 || level <= guess)) {
      const header = packet.ip[level] as IpHeader
      if (header.version === 4) this.noteIpv4Fragment(packet, level, joined)
      const captured = capturedOf(packet, header)
      // tshark joins what is all there, and reads the head of a datagram that is not
      if (captured === header.length - header.headerLength || header.offset !== 0) {
        this.protocols.note(packet.protocolsBeforeFragment, packet.protocolsMoreBeforeFragment)
        this.tunnels(packet, from, level)
        const whole = this.join(packet, header, captured, joined)
        if (whole !== null) this.follow(whole, level, joined + 1)
        return
      }
    }
    if (guess >= 0) {
      this.outside(packet, from)
      return
    }
    this.protocols.note(packet.protocols, packet.protocolsMore)
    this.tunnels(packet, from, packet.depth)
    this.upper(packet)
  }

  /** Wireshark follows no tunnel whose port it does not know. */
  private outside(packet: Packet, from: number): void {
    const { guessLevel } = packet
    this.protocols.note(packet.protocolsBeforeGuess, packet.protocolsMoreBeforeGuess)
    this.tunnels(packet, from, guessLevel)
    const { srcPort, udpPort } = packet.tunnels[guessLevel] as TunnelHeader
    if (udpPort === 0) return
    this.udpTuples.ofOuter(packet.ip[guessLevel] as IpHeader, srcPort, udpPort)
  }

  private noteIpv4Fragment(packet: Packet, level: number, joined: number): void {
    this.ipv4Fragments++
    if (joined > 0) return
    if (packet.ip.slice(0, level).some(({ version }) => version === 4)) return
    add(this.ipv4, 'fragment_frames')
  }

  private join(packet: Packet, header: IpHeader, captured: number, joined: number): Packet | null {
    const family = header.version === 4 ? this.ipv4 : this.ipv6
    const length = header.length - header.headerLength
    if (captured < length || length === 0) return null
    const datagram = this.fragments.add(
      compatibleKey(header),
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
    noteDefects(datagram, family)
    const whole = (this.wholes[joined] ??= newPacket())
    copyLevels(packet, whole, packet.fragmentLevel + 1)
    const inside = innermost(whole)
    inside.length = datagram.headerLength + datagram.length
    inside.fragment = false
    inside.offset = 0
    whole.frame = packet.frame
    whole.time = packet.time
    const { octets } = datagram
    whole.capLen = octets.length
    whole.frameAt = 0
    const view = new DataView(octets.buffer)
    this.dissector.payload(view, 0, datagram.length, datagram.length, whole)
    return whole
  }

  /** Counts what leads out of the IP levels `from` to `end`, exclusive: keys, and UDP around it. */
  private tunnels(packet: Packet, from: number, end: number): void {
    for (let level = from; level < end; level++) {
      const tunnel = packet.tunnels[level] as TunnelHeader
      if (tunnel.kind === NO_TUNNEL) continue
      if (tunnel.kind === VXLAN) add(this.vxlan, tunnel.vni)
      else if (tunnel.kind === GENEVE) add(this.geneve, tunnel.vni)
      else if (tunnel.kind === GRE && tunnel.greKey >= 0) add(this.gre, tunnel.greKey)
      if (tunnel.udpPort === 0 || level === packet.depth - 1) continue
      this.udpTuples.ofOuter(packet.ip[level] as IpHeader, tunnel.srcPort, tunnel.udpPort)
    }
  }

  /** Counts everything above the IP headers. */
  private upper(packet: Packet): void {
    if (packet.transport === 'tcp') this.tcp(packet, packet.fault === null)
    else if (packet.transport === 'udp') this.udp(packet, false)
    else if (packet.transport === 'icmp' || packet.transport === 'icmpv6') this.control(packet)
  }

  private tcp(packet: Packet, analysed: boolean): void {
    const { tcp } = packet
    if ((tcp.flags & RST) !== 0) this.resets++
    if ((tcp.flags & SYN) !== 0) {
      if ((tcp.flags & ACK) !== 0) this.synAck++
      else this.syn++
    }
    if (tcp.sackCount > 0) this.sacks++
    this.stream = this.streams.segment(packet, analysed)
    if (!analysed) return
    this.flags = this.streams.flags
    this.tellSegment(packet)
    for (let bit = 0, rest = this.flags; rest !== 0; bit++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.analysisFrames[bit] = (this.analysisFrames[bit] as number) + 1
    }
  }

  private udp(packet: Packet, quoted: boolean): void {
    const { udp } = packet
    const tuple = this.udpTuples.of(packet, udp.srcPort, udp.dstPort)
    if (packet.fault !== null || packet.depth === 0) return
    if (innermostTunnel(packet).kind !== NO_TUNNEL) return // what it carries is no application's
    const { datagram } = this
    datagram.frame = packet.frame
    datagram.time = packet.time
    datagram.srcPort = udp.srcPort
    datagram.dstPort = udp.dstPort
    datagram.tuple = tuple
    datagram.stream = tuple
    datagram.direction = packet.swapped ? 1 : 0
    datagram.view = packet.view
    datagram.at = packet.payloadAt
    datagram.captured = packet.payloadCaptured
    datagram.length = packet.payloadLength
    datagram.quoted = quoted
    this.listener.datagram(datagram)
  }

  private tellSegment(packet: Packet): void {
    const { segment } = this
    const { tcp } = packet
    segment.frame = packet.frame
    segment.time = packet.time
    segment.srcPort = tcp.srcPort
    segment.dstPort = tcp.dstPort
    segment.tuple = packet.tuple
    segment.direction = packet.swapped ? 1 : 0
    segment.view = packet.view
    segment.at = packet.payloadAt
    segment.captured = Math.min(packet.payloadCaptured, tcp.length)
    segment.length = tcp.length
    segment.stream = this.stream
    segment.seq = tcp.seq
    segment.ack = tcp.ack
    segment.tcpFlags = tcp.flags
    segment.analysis = this.flags
    this.listener.segment(segment)
  }

  private control(packet: Packet): void {
    const { icmp } = packet
    add(
      packet.transport === 'icmp' ? this.icmp : this.icmpv6,
      `${String(icmp.type)}/${String(icmp.code)}`,
    )
    if (!icmp.quotes || packet.payloadCaptured < 20) return
    const { quote } = this
    quote.frame = packet.frame
    quote.time = packet.time
    this.dissector.quoted(
      packet.view,
      packet.payloadAt,
      packet.payloadCaptured,
      packet.payloadLength,
      quote,
    )
    this.protocols.note(quote.protocols, quote.protocolsMore)
    if (quote.fragmentLevel >= 0 && quote.ip[quote.fragmentLevel]?.version === 4) {
      this.ipv4Fragments++
    }
    this.tunnels(quote, 0, quote.depth)
    if (quote.transport === 'tcp') {
      // The length of a segment that was cut by the quotation is not told.
      if (innermost(quote).overlong) quote.tcp.length = 0
      this.tcp(quote, false)
    } else if (quote.transport === 'udp') this.udp(quote, true)
  }

  /** The `counts` object of the analysis document; keys as there. */
  summary(): Counts {
    return {
      tcp: {
        streams: this.streams.count,
        syn: this.syn,
        synack: this.synAck,
        rst_frames: this.resets,
        sack_frames: this.sacks,
        analysis: named(ANALYSIS_NAMES, this.analysisFrames),
      },
      udp: { streams: this.udpTuples.size },
      ipv4: sorted(this.ipv4),
      ipv6: sorted(this.ipv6),
      icmp: sorted(this.icmp),
      icmpv6: sorted(this.icmpv6),
      arp_frames: this.protocols.of('arp'),
      frames_with_protocol: this.protocols.summary(),
      vxlan_vni: sorted(keyed(this.vxlan, String)),
      geneve_vni: sorted(keyed(this.geneve, (vni) => hex(vni, 6))),
      gre_key: sorted(keyed(this.gre, (key) => hex(key, 8))),
      vlan_ids: sorted(keyed(this.vlans, String)),
      tcp_conversations: this.streams.conversations(),
    }
  }
}
