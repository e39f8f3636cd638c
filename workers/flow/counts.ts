/**
 * The compatible view: numbers as Wireshark 4.0.17 gives them, false alarms included. One
 * conversation per five-tuple whatever the tap, tunnel or tenant; fragments joined by address and
 * identification alone. It exists for trust and for tests; findings do not use it.
 */
import type { Counts } from '../model/run'
import { formatAddress, formatEndpoint } from '../model/address'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { copyLevels, GENEVE, GRE, innermost, newPacket, VXLAN, type Packet } from '../wire/packet'
import { BIT, PROTOCOL_NAMES } from '../wire/protocols'
import { ACK, RST, SYN } from '../wire/tcp'
import { FiveTuples } from './five-tuple'
import { FragmentEngine, isComplete, type Datagram } from './fragments'
import { SequenceAnalysis } from './sequence-analysis'
import { ANALYSIS_NAMES, REUSED_PORTS } from './tcp-flags'

/** Conversations that the analysis document lists. */
const LISTED_CONVERSATIONS = 200

interface Conversation {
  a: string
  b: string
  frames_ab: number
  frames_ba: number
  bytes_ab: number
  bytes_ba: number
}

export class CompatibleCounts {
  private readonly tcpTuples = new FiveTuples()
  private readonly udpTuples = new FiveTuples()
  private readonly analysis = new SequenceAnalysis()
  /** Tuple row → its newest stream. */
  private readonly streamOf: number[] = []
  private streams = 0
  private readonly conversations: Conversation[] = []
  /** Which tuple side the `a` of a listed conversation is. */
  private readonly aIsHigher: boolean[] = []
  private readonly fragments = new FragmentEngine({ abandoned: () => undefined, timeouts: false })
  private readonly dissector = new Dissector()
  private readonly whole = newPacket()
  private readonly quote = newPacket()
  private readonly protocolFrames = new Float64Array(PROTOCOL_NAMES.length)
  private readonly analysisFrames = new Float64Array(ANALYSIS_NAMES.length)
  private readonly icmp = new Map<string, number>()
  private readonly icmpv6 = new Map<string, number>()
  private readonly vxlan = new Map<string, number>()
  private readonly geneve = new Map<string, number>()
  private readonly gre = new Map<string, number>()
  private readonly vlans = new Map<string, number>()
  private readonly ipv4 = new Map<string, number>()
  private readonly ipv6 = new Map<string, number>()
  private syn = 0
  private synAck = 0
  private resets = 0
  private sacks = 0

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
    if (packet.vlan >= 0) add(this.vlans, String(packet.vlan))
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
    const octets = datagram.octets
    whole.capLen = octets.length
    whole.frameAt = 0
    this.dissector.payload(new DataView(octets.buffer), 0, datagram.length, whole)
    return whole
  }

  private noteDefects(datagram: Datagram, family: Map<string, number>): void {
    if (datagram.overlap) add(family, 'overlap')
    if (datagram.conflict) add(family, 'overlap.conflict')
    if (datagram.multipleTails) add(family, 'multipletails')
    if (datagram.tooLong) add(family, 'toolongfragment')
  }

  /** Counts everything above the IP headers. Returns protocol bits of a quoted packet. */
  private upper(packet: Packet): number {
    for (let level = 0; level < packet.depth; level++) {
      const tunnel = packet.tunnels[level]
      if (tunnel === undefined || tunnel.kind === 0) continue
      if (tunnel.kind === VXLAN) add(this.vxlan, String(tunnel.vni))
      else if (tunnel.kind === GENEVE) add(this.geneve, `0x${tunnel.vni.toString(16).padStart(6, '0')}`)
      else if (tunnel.kind === GRE && tunnel.vni >= 0) {
        add(this.gre, `0x${tunnel.vni.toString(16).padStart(8, '0')}`)
      }
    }
    if (packet.transport === 'tcp') this.tcp(packet, packet.fault === null)
    else if (packet.transport === 'udp') this.udp(packet)
    else if (packet.transport === 'icmp' || packet.transport === 'icmpv6') return this.control(packet)
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
    const known = this.tcpTuples.size
    const row = this.tcpTuples.insert(packet, tcp.srcPort, tcp.dstPort, 0)
    const direction = this.tcpTuples.swapped ? 1 : 0
    let reused = 0
    if (row === known) this.openStream(row)
    else if (analysed && this.analysis.reuses(2 * (this.streamOf[row] as number) + direction, tcp)) {
      this.openStream(row)
      reused = REUSED_PORTS
    }
    const stream = this.streamOf[row] as number
    this.converse(packet, stream, direction === 1)
    this.stream = stream
    if (!analysed) return
    this.flags = this.analysis.segment(stream, direction, tcp, packet.time) | reused
    for (let bit = 0, rest = this.flags; rest !== 0; bit++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.analysisFrames[bit] = (this.analysisFrames[bit] as number) + 1
    }
  }

  private openStream(row: number): void {
    this.streamOf[row] = this.streams
    this.analysis.open(this.streams)
    this.streams++
  }

  private converse(packet: Packet, stream: number, fromHigher: boolean): void {
    if (stream >= LISTED_CONVERSATIONS) return
    let listed = this.conversations[stream]
    if (listed === undefined) {
      const ip = innermost(packet)
      const { srcPort, dstPort } = packet.tcp
      listed = {
        a: plainEndpoint(formatAddress(ip.s0, ip.s1, ip.s2, ip.s3), srcPort),
        b: plainEndpoint(formatAddress(ip.d0, ip.d1, ip.d2, ip.d3), dstPort),
        frames_ab: 0,
        frames_ba: 0,
        bytes_ab: 0,
        bytes_ba: 0,
      }
      this.conversations[stream] = listed
      this.aIsHigher[stream] = fromHigher
    }
    if (this.aIsHigher[stream] === fromHigher) {
      listed.frames_ab++
      listed.bytes_ab += packet.tcp.length
    } else {
      listed.frames_ba++
      listed.bytes_ba += packet.tcp.length
    }
  }

  private udp(packet: Packet): void {
    this.udpTuples.insert(packet, packet.udp.srcPort, packet.udp.dstPort, 0)
  }

  private control(packet: Packet): number {
    const { icmp } = packet
    add(packet.transport === 'icmp' ? this.icmp : this.icmpv6, `${String(icmp.type)}/${String(icmp.code)}`)
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
    if (quote.transport === 'tcp') this.tcp(quote, false)
    else if (quote.transport === 'udp') this.udp(quote)
    return quote.protocols
  }

  /** The `counts` object of the analysis document; keys as there. */
  summary(): Counts {
    const frames = Object.fromEntries(
      PROTOCOL_NAMES.map((name, bit) => [name, this.protocolFrames[bit] as number]).filter(
        ([, count]) => count !== 0,
      ),
    )
    const analysis = Object.fromEntries(
      ANALYSIS_NAMES.map((name, bit) => [name, this.analysisFrames[bit] as number]).filter(
        ([, count]) => count !== 0,
      ),
    )
    return {
      tcp: {
        streams: this.streams,
        syn: this.syn,
        synack: this.synAck,
        rst_frames: this.resets,
        sack_frames: this.sacks,
        analysis,
      },
      udp: { streams: this.udpTuples.size },
      ipv4: sorted(this.ipv4),
      ipv6: sorted(this.ipv6),
      icmp: sorted(this.icmp),
      icmpv6: sorted(this.icmpv6),
      arp_frames: this.protocolFrames[PROTOCOL_NAMES.indexOf('arp')] ?? 0,
      frames_with_protocol: frames,
      vxlan_vni: sorted(this.vxlan),
      geneve_vni: sorted(this.geneve),
      gre_key: sorted(this.gre),
      vlan_ids: sorted(this.vlans),
      tcp_conversations: this.conversations.map((listed, stream) => ({ stream, ...listed })),
    }
  }
}

/** Wireshark's key has neither VNI nor interface nor time. */
function compatibleKey(ip: IpHeader): string {
  const family = ip.version === 4 ? String(ip.proto) : '6'
  return `${family} ${String(ip.id)} ${String(ip.s0)}.${String(ip.s1)}.${String(ip.s3)} ${String(ip.d0)}.${String(ip.d1)}.${String(ip.d3)} ${String(ip.s2)}.${String(ip.d2)}`
}

/** Without brackets, as the conversation table of tshark. */
function plainEndpoint(address: string, port: number): string {
  return address.includes(':') ? `${address}:${String(port)}` : formatEndpoint(address, port)
}

function add(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

/** Plain object in key order, so that equal captures give equal documents. */
function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** True when a frame carries an IP packet of any version. */
export function hasIp(packet: Packet): boolean {
  return (packet.protocols & (BIT.ip | BIT.ipv6)) !== 0
}
