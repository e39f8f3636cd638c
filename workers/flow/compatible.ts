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
import { ACK, RST, SYN } from '../wire/tcp'
import { FiveTuples } from './five-tuple'
import { FragmentEngine, isComplete, type Datagram } from './fragments'
import { Streams } from './streams'
import { ANALYSIS_NAMES } from './tcp-flags'
import { newSegment, newUserDatagram, type TransportListener } from './transport'

export class CompatibleCounts {
  private readonly udpTuples: FiveTuples
  private readonly streams: Streams
  private readonly fragments = new FragmentEngine({ abandoned: () => undefined, timeouts: false })
  private readonly dissector = new Dissector()
  private readonly whole = newPacket()
  private readonly quote = newPacket()
  private readonly protocolFrames = new Float64Array(PROTOCOL_NAMES.length)
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
    for (let bit = 0; protocols !== 0; bit++, protocols >>>= 1) {
      if ((protocols & 1) !== 0) this.protocolFrames[bit] = (this.protocolFrames[bit] as number) + 1
    }
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
      if (tunnel === undefined || tunnel.kind === 0) continue
      if (tunnel.kind === VXLAN) add(this.vxlan, tunnel.vni)
      else if (tunnel.kind === GENEVE) add(this.geneve, tunnel.vni)
      else if (tunnel.kind === GRE && tunnel.vni >= 0) {
        add(this.gre, tunnel.vni)
      }
    }
    if (packet.transport === 'tcp') this.tcp(packet, packet.fault === null)
    else if (packet.transport === 'udp') this.udp(packet, false)
    else if (packet.transport === 'icmp' || packet.transport === 'icmpv6')
      return this.control(packet)
    return 0
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
    this.tellSegment(packet, packet.tcp.length, false)
    for (let bit = 0, rest = this.flags; rest !== 0; bit++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.analysisFrames[bit] = (this.analysisFrames[bit] as number) + 1
    }
  }

  private udp(packet: Packet, quoted: boolean): void {
    const { udp } = packet
    const tuple = this.udpTuples.of(packet, udp.srcPort, udp.dstPort)
    if (packet.fault !== null || packet.depth === 0) return
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

  private tellSegment(packet: Packet, length: number, quoted: boolean): void {
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
    segment.captured = Math.min(packet.payloadCaptured, length)
    segment.length = length
    segment.quoted = quoted
    segment.stream = this.stream
    segment.seq = tcp.seq
    segment.ack = tcp.ack
    segment.tcpFlags = tcp.flags
    segment.analysis = this.flags
    this.listener.segment(segment)
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
      if (quote.fault === null) this.tellSegment(quote, quote.payloadCaptured, true)
    } else if (quote.transport === 'udp') this.udp(quote, true)
    return quote.protocols
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
      arp_frames: this.protocolFrames[PROTOCOL_NAMES.indexOf('arp')] ?? 0,
      frames_with_protocol: named(PROTOCOL_NAMES, this.protocolFrames),
      vxlan_vni: sorted(keyed(this.vxlan, String)),
      geneve_vni: sorted(keyed(this.geneve, (vni) => hex(vni, 6))),
      gre_key: sorted(keyed(this.gre, (key) => hex(key, 8))),
      vlan_ids: sorted(keyed(this.vlans, String)),
      tcp_conversations: this.streams.conversations(),
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
