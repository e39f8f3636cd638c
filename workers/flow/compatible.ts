/**
 * The compatible view: numbers as Wireshark 4.0.17 gives them, false alarms included. One
 * conversation per five-tuple whatever the tap, tunnel or tenant; fragments joined by address and
 * identification alone. It exists for trust and for tests; findings do not use it.
 */
import type { Counts } from '../model/run'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { copyLevels, GENEVE, GRE, innermost, newPacket, VXLAN, type Packet } from '../wire/packet'
import { PROTOCOL_NAMES } from '../wire/protocols'
import { ACK, FIN, RST, SYN } from '../wire/tcp'
import {
  ACK_NUMBER,
  LENGTH,
  newPacketRows,
  OUTER_TUNNEL,
  PAYLOAD_AT,
  PAYLOAD_CAPTURED,
  PORTS,
  PROTOCOLS,
  ROW_WORDS,
  SACKS,
  SEQ,
  SHAPE,
  SWAPPED,
  TCP_FLAGS,
  TUNNELLED,
  TUPLE,
  VLAN,
  VNI,
  type PacketRows,
} from '../wire/packet-rows'
import { RowWriter } from '../wire/encode'
import { FragmentEngine, isComplete, type Datagram } from './fragments'
import { NumberTally } from './number-tally'
import type { TcpFlows } from './tcp-flows'
import type { UdpFlows } from './udp-flows'
import { ANALYSIS_NAMES } from './tcp-flags'
import { newSegment, newUserDatagram, type Payload, type TransportListener } from './transport'

/** Segments that listeners are told of even when they carry nothing. */
const CONTROL = SYN | FIN | RST

export class CompatibleCounts {
  private readonly flows: TcpFlows
  private readonly udp: UdpFlows
  private readonly fragments = new FragmentEngine({ abandoned: () => undefined, timeouts: false })
  private readonly dissector = new Dissector()
  private readonly whole = newPacket()
  private readonly quote = newPacket()
  private readonly protocolFrames = new Float64Array(PROTOCOL_NAMES.length)
  private readonly analysisFrames = new Float64Array(ANALYSIS_NAMES.length)
  private readonly icmp = new Map<string, number>()
  private readonly icmpv6 = new Map<string, number>()
  private readonly vxlan = new NumberTally()
  private readonly geneve = new NumberTally()
  private readonly gre = new NumberTally()
  private readonly vlans = new Map<number, number>()
  private readonly ipv4 = new Map<string, number>()
  private readonly ipv6 = new Map<string, number>()
  private syn = 0
  private synAck = 0
  private resets = 0
  private sacks = 0
  private runProtocols = 0
  private runLength = 0
  private readonly writer = new RowWriter()
  private readonly scratch = newPacketRows(1)

  private readonly segment = newSegment()
  private readonly datagram = newUserDatagram()
  private readonly listener: TransportListener

  /** `flows` are shared with the corrected view. */
  constructor(flows: TcpFlows, udp: UdpFlows, listener: TransportListener) {
    this.flows = flows
    this.udp = udp
    this.listener = listener
  }

  /** `tcp.stream` of the frame last given to `frame`; −1: none. */
  stream = -1
  /** Its `tcp.analysis` flags. */
  flags = 0

  /** Takes the ordinary segment in row `index`, analysed already. */
  ordinarySegment(packets: PacketRows, index: number): void {
    const { words } = packets
    const p = index * ROW_WORDS
    this.ordinary(words, p)
    this.stream = this.flows.stream
    this.flags = this.flows.flags
    this.countSegment(words[p + TCP_FLAGS] as number, words[p + SACKS] as number)
    if (this.flags !== 0) this.countAnalysis()
    if ((words[p + LENGTH] as number) > 0 || ((words[p + TCP_FLAGS] as number) & CONTROL) !== 0) {
      this.tellSegment(packets, index, words[p + TUPLE] as number)
    }
  }

  /** Takes the ordinary datagram in row `index`; `copy`: of one at the same tap. */
  ordinaryDatagram(packets: PacketRows, index: number, copy: boolean): void {
    const { words } = packets
    const p = index * ROW_WORDS
    this.ordinary(words, p)
    this.stream = -1
    this.flags = 0
    const tuple = words[p + TUPLE] as number
    const { datagram } = this
    this.take(datagram, packets, index, tuple)
    datagram.stream = this.udp.stream(tuple)
    datagram.quoted = false
    datagram.copy = copy
    this.listener.datagram(datagram)
  }

  /** Takes a frame of protocols that nothing else is asked of. */
  silent(packets: PacketRows, index: number): void {
    const p = index * ROW_WORDS
    this.stream = -1
    this.flags = 0
    this.tally(packets.words[p + PROTOCOLS] as number)
    const vlan = packets.words[p + VLAN] as number
    if (vlan > 0) add(this.vlans, vlan - 1)
  }

  frame(packet: Packet): void {
    this.stream = -1
    this.flags = 0
    const level = packet.fragmentLevel
    let protocols = packet.protocols
    if (level >= 0) {
      protocols = packet.protocolsBeforeFragment
      const whole = this.fragment(packet, packet.ip[level] as IpHeader)
      if (whole !== null) {
        protocols |= whole.protocols
        protocols |= this.upper(whole)
      }
    } else {
      protocols |= this.upper(packet)
    }
    if (packet.vlan >= 0) add(this.vlans, packet.vlan)
    this.tally(protocols)
  }

  private ordinary(words: Uint32Array, p: number): void {
    this.tally(words[p + PROTOCOLS] as number)
    const vlan = words[p + VLAN] as number
    if (vlan > 0) add(this.vlans, vlan - 1)
    if (((words[p + SHAPE] as number) & TUNNELLED) === 0) return
    const kind = (words[p + OUTER_TUNNEL] as number) >>> 16
    this.tunnel(kind, (words[p + VNI] as number) - 2)
  }

  /** Frames mostly repeat the protocols of the one before: they are counted in runs. */
  private tally(protocols: number): void {
    if (protocols === this.runProtocols) {
      this.runLength++
      return
    }
    this.endRun()
    this.runProtocols = protocols
    this.runLength = 1
  }

  private endRun(): void {
    const { protocolFrames, runLength } = this
    for (let bit = 0, rest = this.runProtocols; rest !== 0; bit++, rest >>>= 1) {
      if ((rest & 1) !== 0) protocolFrames[bit] = (protocolFrames[bit] as number) + runLength
    }
    this.runLength = 0
  }

  private tunnel(kind: number, vni: number): void {
    if (kind === VXLAN) this.vxlan.add(vni)
    else if (kind === GENEVE) this.geneve.add(vni)
    else if (kind === GRE && vni >= 0) this.gre.add(vni)
  }

  private fragment(packet: Packet, header: IpHeader): Packet | null {
    const family = header.version === 4 ? this.ipv4 : this.ipv6
    if (header.version === 4) {
      if (packet.fragmentLevel === 0) add(family, 'fragment_frames')
      add(family, 'fragment_headers')
    } else {
      add(family, 'fragment_headers')
    }
    const at = header.at + header.headerLength
    const length = header.length - header.headerLength
    const end = packet.frameAt + packet.capLen
    const captured = Math.max(0, Math.min(length, end - at))
    if (captured < length || length === 0) return null // tshark reassembles what is all there
    const datagram = this.fragments.add(
      compatibleKey(header),
      header,
      packet.view,
      at,
      captured,
      length,
      packet.frame,
      packet.time,
    )
    if (!isComplete(datagram)) return null
    add(family, 'reassembled')
    this.noteDefects(datagram, family)
    const { whole } = this
    copyLevels(packet, whole, packet.fragmentLevel + 1)
    whole.protocols = 0
    whole.undecoded = 0
    const joined = whole.ip[whole.depth - 1] as IpHeader
    joined.length = datagram.headerLength + datagram.length
    joined.at = -joined.headerLength // what follows stands at the start of the datagram's octets
    joined.fragment = false
    joined.offset = 0
    whole.frame = packet.frame
    whole.time = packet.time
    const { octets } = datagram
    whole.capLen = octets.length
    whole.frameAt = 0
    const view = new DataView(octets.buffer)
    this.dissector.payload(view, 0, datagram.length, datagram.length, whole)
    return whole
  }

  private noteDefects(datagram: Datagram, family: Map<string, number>): void {
    if (datagram.overlap || datagram.copies > 0) add(family, 'overlap')
    if (datagram.conflict) add(family, 'overlap.conflict')
    if (datagram.multipleTails) add(family, 'multipletails')
    if (datagram.tooLong) add(family, 'toolongfragment')
  }

  /** Counts everything above the IP headers. Returns protocol bits of a quoted packet. */
  private upper(packet: Packet): number {
    for (let level = 0; level < packet.depth; level++) {
      const tunnel = packet.tunnels[level]
      if (tunnel !== undefined) this.tunnel(tunnel.kind, tunnel.vni)
    }
    if (packet.transport === 'tcp') this.tcp(packet, packet.fault === null)
    else if (packet.transport === 'udp') this.udpDatagram(packet, false)
    else if (packet.transport === 'icmp' || packet.transport === 'icmpv6')
      return this.control(packet)
    return 0
  }

  private tcp(packet: Packet, analysed: boolean): void {
    const { tcp } = packet
    const { scratch, flows } = this
    this.countSegment(tcp.flags, tcp.sackCount)
    const tuple = flows.tuples.of(packet, tcp.srcPort, tcp.dstPort)
    this.encode(packet)
    flows.compatible(scratch, 0, tuple, analysed)
    this.stream = flows.stream
    if (!analysed) return
    this.flags = flows.flags
    this.countAnalysis()
    this.tellSegment(scratch, 0, tuple)
  }

  private udpDatagram(packet: Packet, quoted: boolean): void {
    const { udp } = packet
    const tuple = this.udp.tuples.of(packet, udp.srcPort, udp.dstPort)
    const stream = this.udp.stream(tuple)
    if (packet.fault !== null) return
    const { datagram } = this
    this.encode(packet)
    this.take(datagram, this.scratch, 0, tuple)
    datagram.stream = stream
    datagram.quoted = quoted
    datagram.copy = false
    this.listener.datagram(datagram)
  }

  private countSegment(flags: number, sacks: number): void {
    if ((flags & (SYN | RST)) !== 0) {
      if ((flags & RST) !== 0) this.resets++
      if ((flags & (SYN | ACK)) === SYN) this.syn++
      else if ((flags & SYN) !== 0) this.synAck++
    }
    if (sacks > 0) this.sacks++
  }

  private countAnalysis(): void {
    for (let bit = 0, rest = this.flags; rest !== 0; bit++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.analysisFrames[bit] = (this.analysisFrames[bit] as number) + 1
    }
  }

  private encode(packet: Packet): void {
    const { scratch } = this
    scratch.words[SHAPE] = this.writer.shape(packet, scratch.words, 0)
    scratch.time[0] = packet.time
    scratch.firstFrame = packet.frame
    scratch.view = packet.view
  }

  private tellSegment(packets: PacketRows, index: number, tuple: number): void {
    const { segment } = this
    const { words } = packets
    const p = index * ROW_WORDS
    this.take(segment, packets, index, tuple)
    segment.captured = Math.min(segment.captured, segment.length)
    segment.stream = this.stream
    segment.seq = words[p + SEQ] as number
    segment.ack = words[p + ACK_NUMBER] as number
    segment.tcpFlags = words[p + TCP_FLAGS] as number
    segment.analysis = this.flags
    this.listener.segment(segment)
  }

  /** What segments and datagrams have in common. */
  private take(into: Payload, packets: PacketRows, index: number, tuple: number): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const swapped = ((words[p + SHAPE] as number) & SWAPPED) !== 0
    const ports = words[p + PORTS] as number
    into.frame = packets.firstFrame + index
    into.time = packets.time[index] as number
    into.srcPort = swapped ? ports & 0xffff : ports >>> 16
    into.dstPort = swapped ? ports >>> 16 : ports & 0xffff
    into.tuple = tuple
    into.direction = swapped ? 1 : 0
    into.view = packets.view
    into.at = words[p + PAYLOAD_AT] as number
    into.captured = words[p + PAYLOAD_CAPTURED] as number
    into.length = words[p + LENGTH] as number
  }

  private control(packet: Packet): number {
    const { icmp } = packet
    add(
      packet.transport === 'icmp' ? this.icmp : this.icmpv6,
      `${String(icmp.type)}/${String(icmp.code)}`,
    )
    if (!icmp.quotes || packet.payloadCaptured < 20) return 0
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
    if (quote.transport === 'tcp') {
      // The length of a segment that was cut by the quotation is not told.
      if (innermost(quote).overlong) quote.tcp.length = 0
      this.tcp(quote, false)
    } else if (quote.transport === 'udp') this.udpDatagram(quote, true)
    return quote.protocols
  }

  /** The `counts` object of the analysis document; keys as there. */
  summary(): Counts {
    this.endRun()
    return {
      tcp: {
        streams: this.flows.streams.count,
        syn: this.syn,
        synack: this.synAck,
        rst_frames: this.resets,
        sack_frames: this.sacks,
        analysis: named(ANALYSIS_NAMES, this.analysisFrames),
      },
      udp: { streams: this.udp.count },
      ipv4: sorted(this.ipv4),
      ipv6: sorted(this.ipv6),
      icmp: sorted(this.icmp),
      icmpv6: sorted(this.icmpv6),
      arp_frames: this.protocolFrames[PROTOCOL_NAMES.indexOf('arp')] ?? 0,
      frames_with_protocol: named(PROTOCOL_NAMES, this.protocolFrames),
      vxlan_vni: sorted(keyed(this.vxlan.counts(), String)),
      geneve_vni: sorted(keyed(this.geneve.counts(), (vni) => hex(vni, 6))),
      gre_key: sorted(keyed(this.gre.counts(), (key) => hex(key, 8))),
      vlan_ids: sorted(keyed(this.vlans, String)),
      tcp_conversations: this.flows.streams.conversations(),
    }
  }
}

/** Wireshark's key has neither VNI nor interface nor time. */
function compatibleKey(ip: IpHeader): string {
  const family = ip.version === 4 ? String(ip.proto) : '6'
  return `${family} ${String(ip.id)} ${String(ip.s0)}.${String(ip.s1)}.${String(ip.s3)} ${String(ip.d0)}.${String(ip.d1)}.${String(ip.d3)} ${String(ip.s2)}.${String(ip.d2)}`
}

/** Counts by name, without those that are zero. */
function named(names: readonly string[], counts: Float64Array): Record<string, number> {
  const entries = names.map((name, i): [string, number] => [name, counts[i] ?? 0])
  return Object.fromEntries(entries.filter(([, count]) => count !== 0))
}

function add<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

function keyed(
  map: ReadonlyMap<number, number>,
  text: (key: number) => string,
): Map<string, number> {
  return new Map([...map].map(([key, count]) => [text(key), count]))
}

function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`
}

/** Plain object in key order, so that equal captures give equal documents. */
function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
