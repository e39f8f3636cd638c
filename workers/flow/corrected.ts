/**
 * The corrected view of one capture: identity before analysis. Taps and copies first, then
 * fragments, then flows, each with the tunnel it came in. Findings rest on this view alone.
 */
import type { CaptureRecord, DatagramRecord, RecordHandlers, Tap } from '../model/records'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { RowWriter } from '../wire/encode'
import { innermost, isSegment, newPacket, type Packet } from '../wire/packet'
import {
  IFINDEX,
  newPacketRows,
  OUTER_LENGTH,
  ROW_WORDS,
  SHAPE,
  type PacketRows,
} from '../wire/packet-rows'
import { boundsOf } from './conn-bounds'
import { Copies } from './copies'
import { Echoes } from './echoes'
import type { FiveTuples } from './five-tuple'
import { fragmentKey } from './fragment-keys'
import { FragmentPaths, type HeadFacts } from './fragment-paths'
import { FragmentEngine, isComplete, type Datagram } from './fragments'
import { HostPairs, largestWhole, NO_TAILS, type Tails } from './host-pairs'
import { IcmpErrors, isReassemblyTimeout } from './icmp-errors'
import { innerLabel } from './inner-label'
import { joinPacket } from './joined-packet'
import { Neighbours } from './neighbours'
import { replayConns } from './replay-conns'
import { droppedBy, type ReplayFacts } from './replay-facts'
import { Taps } from './taps'
import type { Sightings } from './journey/sightings'
import { NOT_TAKEN, type TcpFlows } from './tcp-flows'
import type { TunnelTable } from './tunnel-table'

const ETHERNET_MTU = 1500 // without jumbo frames

/** What the engine keeps with a datagram: where it was seen, and what its head shows. */
interface Tag extends Tails {
  tap: number
  ip: IpHeader
  head: HeadFacts | null
}

export class CorrectedView {
  readonly taps = new Taps()
  private readonly flows: TcpFlows
  private readonly tunnels: TunnelTable
  private readonly copies = new Copies()
  private readonly writer = new RowWriter()
  private readonly scratch = newPacketRows(1)
  private readonly echoes = new Echoes()
  private readonly errors = new IcmpErrors()
  private readonly neighbours = new Neighbours()
  private readonly pairs: HostPairs
  private readonly paths = new FragmentPaths()
  private readonly dissector = new Dissector()
  private readonly whole = newPacket()
  private readonly fragments: FragmentEngine
  private readonly capture: number
  private readonly sightings: Sightings
  private superPackets = 0
  private ipFrames = 0
  /** Wireshark's, of the frame at hand. */
  private compatibleFlags = 0
  private readonly tunnelOf = (number: number) => this.tunnels.get(number)

  /** `flows` are shared with the compatible view. */
  constructor(capture: number, flows: TcpFlows, tunnels: TunnelTable, sightings: Sightings) {
    this.capture = capture
    this.sightings = sightings
    this.flows = flows
    this.tunnels = tunnels
    this.pairs = new HostPairs(flows.tuples.hosts)
    this.fragments = new FragmentEngine({
      timeouts: true,
      abandoned: (datagram) => {
        const tag = datagram.tag as Tag
        this.paths.end(datagram, this.capture, tag.tap, tag.ip, tag.head)
      },
    })
  }

  /** Number from 1 of the frame's connection; 0: none. */
  conn = 0
  /** Frame that the last frame is a same-tap copy of; 0: none. */
  copyOf = 0
  /** The last frame given to `frame` is a segment, and has other flags than the compatible ones. */
  differs = false
  tap = 0 // of the last frame

  /** Frame that the last one is a copy of, at the same tap or another; 0: none. */
  get original(): number {
    return this.copies.original
  }

  /** Tells the tap of the next frame, and of what it is a copy; `frame` is to follow. */
  see(packet: Packet): void {
    this.copyOf = 0
    this.copies.original = 0
    this.tap = this.taps.of(packet.iface, packet.ifindex)
    if (packet.depth === 0) return
    const { scratch } = this
    this.writer.identity(packet, scratch.words, 0)
    scratch.time[0] = packet.time
    scratch.firstFrame = packet.frame
    this.copyOf = this.copies.check(scratch, 0, this.tap)
  }

  /** Takes the frame seen with Wireshark's `tcp.stream`, −1 without, and its flags. */
  frame(packet: Packet, { stream, flags }: { stream: number; flags: number }): void {
    this.conn = 0
    this.compatibleFlags = flags
    // Until it turns out to be one here too, only Wireshark sees a segment.
    this.differs = flags !== 0
    if (packet.depth === 0) return
    this.ipFrames++
    if ((packet.ip[0] as IpHeader).length > ETHERNET_MTU) this.superPackets++
    const level = packet.fragmentLevel
    if (this.copyOf !== 0) {
      if (level >= 0) this.paths.copy(this.tap, packet.ip[level] as IpHeader)
      return
    }
    this.pairs.packet(packet, this.tap)
    if (level >= 0) this.fragment(packet, stream)
    else this.transport(packet, stream, null)
  }

  /**
   * Takes the ordinary packet in row `index`. Returns the tap of its segment in this view,
   * `NOT_TAKEN` when it is a copy.
   */
  ordinary(packets: PacketRows, index: number, iface: number): number {
    const { words } = packets
    const p = index * ROW_WORDS
    this.tap = this.taps.of(iface, words[p + IFINDEX] as number)
    this.ipFrames++
    if ((words[p + OUTER_LENGTH] as number) > ETHERNET_MTU) this.superPackets++
    this.copyOf = this.copies.check(packets, index, this.tap)
    return this.copyOf === 0 ? this.tap : NOT_TAKEN
  }

  /** Touches what `ordinary` will need. */
  touch(print: number): number {
    return this.copies.touch(print)
  }

  /** Counts an ordinary packet that was taken for its pair of hosts. */
  pair(packets: PacketRows, index: number, tuples: FiveTuples): void {
    this.pairs.ordinary(packets, index, this.tap, tuples)
  }

  /** A frame without an IP packet. */
  silent(packets: PacketRows, index: number, iface: number): void {
    this.tap = this.taps.of(iface, packets.words[index * ROW_WORDS + IFINDEX] as number)
    this.copyOf = 0
    this.neighbours.silent(packets, index, this.tap)
  }

  /** To be called once, behind the last frame. */
  finish(end: number): void {
    this.fragments.end()
    this.echoes.finish(end)
  }

  /** Sends all records of this capture, as they stand now. */
  replay(facts: ReplayFacts, handlers: RecordHandlers): void {
    const taps = this.taps.list(this.capture, facts.interfaces)
    handlers.capture?.(this.captureRecord(facts, taps))
    if (handlers.hostPair ?? handlers.tunnelWay ?? handlers.fragmentPath ?? handlers.neighbour) {
      this.replayPaths(handlers)
    }
    for (const error of this.errors.list) handlers.icmpError?.(error)
    if (handlers.echoPath !== undefined) {
      for (const path of this.echoes.records(this.tunnelOf, facts.duration)) handlers.echoPath(path)
    }
    if (handlers.conn ?? handlers.turns) {
      replayConns(this.flows.conns, this.capture, this.tunnelOf, handlers)
    }
    handlers.captureEnd?.(this.capture)
  }

  /** Bounds that were reached. */
  capped(): { what: string; count: number }[] {
    return [
      ...boundsOf(this.flows.conns),
      { what: 'fragmented datagrams held open', count: this.fragments.evicted },
      { what: 'datagrams of fragment paths', count: this.paths.dropped },
      { what: 'samples of fragmented datagrams', count: this.paths.samplesDropped },
      { what: 'samples of ICMP echo messages', count: this.echoes.samplesDropped },
      { what: 'frames of host pairs', count: this.pairs.dropped },
      { what: 'packets of hosts in tunnels', count: this.pairs.ways.dropped },
      { what: 'packets of tunnels told apart', count: this.tunnels.dropped },
      { what: 'interfaces told apart', count: this.taps.shared },
      { what: 'claims of addresses on a link', count: this.neighbours.dropped },
      { what: 'ICMP errors kept', count: this.errors.dropped },
      { what: 'ICMP echo messages paired', count: this.echoes.dropped },
      { what: 'packets followed from place to place', count: this.sightings.dropped },
    ].filter(({ count }) => count > 0)
  }

  private replayPaths(handlers: RecordHandlers): void {
    const pairs = this.pairs.records(this.capture)
    for (const record of this.neighbours.records(this.capture)) handlers.neighbour?.(record)
    for (const pair of pairs) if (pair.framesAb + pair.framesBa > 0) handlers.hostPair?.(pair)
    if (handlers.tunnelWay !== undefined) {
      for (const way of this.pairs.ways.records(pairs)) handlers.tunnelWay(way)
    }
    const whole = largestWhole(pairs, this.paths.senders())
    for (const path of this.paths.records(whole)) handlers.fragmentPath?.(path)
  }

  private captureRecord(facts: ReplayFacts, taps: Tap[]): CaptureRecord {
    return {
      capture: this.capture,
      name: facts.name,
      packets: facts.packets,
      duration: facts.duration,
      startMs: facts.epochNs === null ? -1 : Number(facts.epochNs / 1_000_000n),
      taps,
      dropped: droppedBy(facts.interfaces),
      truncatedFrames: facts.sums.truncatedFrames,
      shortestCut: facts.sums.shortestCut,
      stepsBack: facts.sums.stepsBack,
      largestStepBack: facts.sums.largestStepBack,
      superPackets: this.superPackets,
      ipFrames: this.ipFrames,
      copies: this.copies.summary((tap) => taps[tap]?.name ?? ''),
    }
  }

  private fragment(packet: Packet, stream: number): void {
    const level = packet.fragmentLevel
    const ip = packet.ip[level] as IpHeader
    const at = ip.at + ip.headerLength
    const length = ip.length - ip.headerLength
    const captured = Math.max(0, Math.min(length, packet.frameAt + packet.capLen - at))
    const key = fragmentKey(packet, level, this.tap)
    const { view, frame, time } = packet
    const datagram = this.fragments.add(key, ip, view, at, captured, length, frame, time)
    const tag = (datagram.tag ??= { ...NO_TAILS, tap: this.tap, ip: { ...ip }, head: null }) as Tag
    this.pairs.fragment(packet, this.tap, tag)
    if (ip.offset === 0) tag.head = this.headFacts(packet, level)
    if (isComplete(datagram)) this.reassembled(packet, datagram, tag, stream)
  }

  /** The reassembled packet goes on as if it had come in one piece, with the last fragment. */
  private reassembled(packet: Packet, datagram: Datagram, tag: Tag, stream: number): void {
    const { whole } = this
    const { octets, length, readable } = datagram
    const captured = Math.min(octets.length, length, readable)
    joinPacket(datagram, packet, captured, this.dissector, whole)
    const level = packet.fragmentLevel
    tag.head = this.headFacts(whole, level)
    const record = this.paths.end(datagram, this.capture, tag.tap, tag.ip, tag.head)
    this.transport(whole, stream, record)
  }

  private transport(packet: Packet, stream: number, datagram: DatagramRecord | null): void {
    const segment = isSegment(packet)
    if (packet.depth === 0 || (packet.fault !== null && !segment)) return
    const answered =
      datagram === null
        ? null
        : (yes: boolean, frame: number, time: number) => {
            this.paths.answered(datagram, yes, frame, time)
          }
    if (segment) {
      const { scratch, flows } = this
      const { tcp } = packet
      const tuple = flows.tuples.of(packet, tcp.srcPort, tcp.dstPort)
      scratch.words[SHAPE] = this.writer.shape(packet, scratch.words, 0)
      scratch.time[0] = packet.time
      scratch.firstFrame = packet.frame
      scratch.view = packet.view
      const compatible = this.compatibleFlags
      this.sightings.add(scratch, 0, tuple, this.tap)
      this.conn = flows.corrected(scratch, 0, tuple, this.tap, stream, compatible, answered) + 1
      this.differs = flows.differs
    } else if (packet.transport === 'icmp' || packet.transport === 'icmpv6') {
      const tunnel = this.tunnels.of(packet)
      this.writer.identity(packet, this.scratch.words, 0)
      this.sightings.addOther(packet, this.scratch, this.tap)
      this.echoes.packet(packet, this.capture, this.tap, tunnel, answered)
      this.neighbours.advertisement(packet, this.tap)
      const error = this.errors.packet(packet, this.capture, this.tap, this.original)
      if (error !== null && isReassemblyTimeout(error)) this.paths.timeout(error)
    }
  }

  private headFacts(packet: Packet, level: number): HeadFacts {
    const inside = packet.depth > level + 1
    const ip = innermost(packet)
    return {
      carries: inside ? this.tunnels.get(this.tunnels.of(packet)) : null,
      inner: packet.transport === 'none' && !inside ? null : innerLabel(packet, ip),
    }
  }
}
