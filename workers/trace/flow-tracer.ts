/** Segments of one connection → columns: what the graphs of a flow are drawn from. */
import { SequenceAnalysis } from '../flow/sequence-analysis'
import {
  KEEP_ALIVE,
  OUT_OF_ORDER,
  RETRANSMISSION,
  SPURIOUS_RETRANSMISSION,
  ZERO_WINDOW_PROBE,
} from '../flow/tcp-flags'
import { after } from '../flow/sequence-numbers'
import { UnackedSegments, type AckListener } from '../flow/unacked'
import type { FlowSide, FlowTrace, SegmentSeries } from '../model/flow-trace'
import { ANALYSIS_NAMES } from '../model/frame-flags'
import type { ConnRecord } from '../model/records'
import { RowWriter } from '../wire/encode'
import type { Packet } from '../wire/packet'
import { ACK_NUMBER, LENGTH, newPacketRows, SEQ } from '../wire/packet-rows'
import { ACK, FIN, SYN, SCALE_CUT } from '../wire/tcp'
import { sideOf } from './flow-side'
import type { FrameList } from './frame-list'
import { SegmentReader } from './segment-reader'
import { newSeries, SackColumn, cutSeries } from './segment-columns'

const ANALYSIS_BITS = (1 << ANALYSIS_NAMES.length) - 1
const PROBE = KEEP_ALIVE | ZERO_WINDOW_PROBE
/** RFC 7323 §2.3. */
const MAX_SHIFT = 14

/** Numbers of one side: where they begin, and how far they have come. Relative, not wrapping. */
interface SideState {
  /** −1: not known yet. */
  base: number
  /** One past the highest octet that was sent; −1: none was. */
  sent: number
  /** Highest acknowledgement by the other side; −1: none. */
  acked: number
  /** Window scale option; −1: none seen. */
  scale: number
  synSeen: boolean
  /** Octets were sent before: what waits for acknowledgement is not in order. */
  unordered: boolean
}

export class FlowTracer implements AckListener {
  private readonly reader: SegmentReader
  private readonly writer = new RowWriter()
  private readonly rows = newPacketRows(1)
  private readonly analysis = new SequenceAnalysis()
  private unacked = new UnackedSegments()
  private readonly sides: [SideState, SideState] = [newSide(), newSide()]
  private readonly series: SegmentSeries
  private readonly sacks = new SackColumn()
  private readonly list: FrameList
  private readonly conn: ConnRecord
  private readonly sampled: boolean
  private unreadable = 0
  private rtt = -1
  private now = 0.5

  /**
   * `list`: frames to come, in this order. If they are not all, what the index knows of each tells
   * more than a sequence analysis with holes.
   */
  constructor(list: FrameList, linktypes: readonly number[], conn: ConnRecord) {
    this.list = list
    this.reader = new SegmentReader(list, linktypes)
    this.series = newSeries(list.length)
    this.conn = conn
    this.sampled = list.own < framesIn(conn)
    this.analysis.open()
    this.unacked.reserveSide(1)
  }

  /** Nothing is known of what was on its way when frames are left out. */
  private skip(): void {
    this.unacked = new UnackedSegments()
    this.unacked.reserveSide(1)
    for (const side of this.sides) side.acked = -1
  }

  /** Frame `index` of the list. */
  frame(index: number, view: DataView, at: number, captured: number): void {
    if (this.list.begins.has(index)) this.skip()
    const packet = this.reader.read(index, view, at, captured)
    if (packet !== null) this.segment(packet, this.list.flags[index] as number)
    else this.unreadable += this.list.isOwn[index] as number
  }

  /** Told by the list of unacknowledged segments. */
  acked(_: number, node: number): void {
    if (!this.unacked.repeated(node)) this.rtt = this.now - this.unacked.time(node)
  }

  result(): FlowTrace {
    const { conn } = this
    const [a, b] = this.sides
    const both = a.scale >= 0 && b.scale >= 0
    // A SYN without the option turns scaling off for both (RFC 7323 §1.3); then windows are as sent.
    const off = (a.synSeen && a.scale < 0) || (b.synSeen && b.scale < 0)
    return {
      conn,
      series: cutSeries(this.series, this.sacks),
      frames: framesIn(conn),
      read: this.list.own,
      unreadable: this.unreadable,
      scaleKnown: [both || off, both || off],
    }
  }

  private segment(packet: Packet, flags: number): void {
    const { tcp } = packet
    const side = sideOf(packet, this.conn.orig)
    const own = this.sides[side]
    const other = this.sides[side === 0 ? 1 : 0]
    const syn = (tcp.flags & SYN) !== 0
    const acks = (tcp.flags & ACK) !== 0
    if (own.base < 0) own.base = syn ? tcp.seq : (tcp.seq - 1) >>> 0
    if (other.base < 0 && acks) other.base = (tcp.ack - 1) >>> 0
    if (syn && tcp.windowScale !== SCALE_CUT) {
      own.synSeen = true
      own.scale = Math.min(tcp.windowScale, MAX_SHIFT)
    }
    const { series } = this
    const i = series.length++
    series.frame[i] = packet.frame
    series.time[i] = packet.time
    series.side[i] = side
    series.tcpFlags[i] = tcp.flags
    series.size[i] = tcp.length
    series.window[i] = tcp.window * (syn ? 1 : scaleOf(own, other))
    const seq = relative(own, tcp.seq)
    const ack = acks ? relative(other, tcp.ack) : -1
    series.seq[i] = seq
    series.ack[i] = ack
    series.sackStart[i] = this.sacks.length
    for (let edge = 0; edge < 2 * tcp.sackCount; edge++) {
      this.sacks.add(relative(other, tcp.sack[edge] as number))
    }
    const analysis = this.analyse(packet, side, flags)
    series.rtt[i] = acks ? this.acknowledge(side, packet.time) : -1
    if (acks && ack > other.acked) other.acked = ack
    const control = (tcp.flags & (SYN | FIN)) !== 0 ? 1 : 0
    series.analysis[i] = this.send(side, seq, seq + tcp.length + control, analysis)
    series.flight[i] = own.acked >= 0 && tcp.length > 0 ? Math.max(0, own.sent - own.acked) : -1
  }

  /** Flags of the segment; its row stands in `rows` afterwards. */
  private analyse(packet: Packet, side: FlowSide, flags: number): number {
    const { rows } = this
    this.writer.segment(packet, rows.words, 0)
    rows.time[0] = packet.time
    rows.firstFrame = packet.frame
    if (this.sampled) return flags & ANALYSIS_BITS
    return this.analysis.segment(0, side, rows, 0)
  }

  /** Round trip of the newest data of the other side that is covered now; −1: none. */
  private acknowledge(side: FlowSide, now: number): number {
    const other = side === 0 ? 1 : 0
    this.rtt = -1
    this.now = now
    const ordered = !this.sides[other].unordered
    this.unacked.acknowledge(other, this.rows.words, ACK_NUMBER, ordered, this)
    return this.rtt
  }

  /** Takes the segment that stands in `rows`; returns its flags as they are then. */
  private send(side: FlowSide, seq: number, end: number, analysis: number): number {
    const own = this.sides[side]
    const size = this.rows.words[LENGTH] as number
    let flags = analysis
    if (size > 0 && (analysis & PROBE) === 0) {
      const again = own.sent >= 0 && seq < own.sent
      if (again) flags = this.again(side, analysis)
      this.unacked.push(side, this.rows, 0, again)
    }
    if (end > own.sent) own.sent = end
    return flags
  }

  /**
   * Octets that were sent before. Wireshark guesses by time whether they are out of order; where an
   * earlier transmission was captured, they are a repetition.
   */
  private again(side: FlowSide, analysis: number): number {
    this.sides[side].unordered = true
    if ((analysis & SPURIOUS_RETRANSMISSION) !== 0) return analysis
    return this.supersede(side) ? (analysis | RETRANSMISSION) & ~OUT_OF_ORDER : analysis
  }

  /** Octets that were sent twice tell no round trip (RFC 6298 §3). Was the first of them seen before? */
  private supersede(side: FlowSide): boolean {
    const { unacked, rows } = this
    const from = rows.words[SEQ] as number
    const to = from + (rows.words[LENGTH] as number)
    let seen = false
    for (let node = unacked.head(side); node !== 0; node = unacked.following(node)) {
      if (!after(unacked.end(node), from) || !after(to, unacked.seq(node))) continue
      unacked.markRepeated(node)
      seen ||= !after(unacked.seq(node), from)
    }
    return seen
  }
}

function newSide(): SideState {
  return { base: -1, sent: -1, acked: -1, scale: -1, synSeen: false, unordered: false }
}

/** What a window is multiplied with: both sides must have offered to. */
function scaleOf(own: SideState, other: SideState): number {
  return own.scale >= 0 && other.scale >= 0 ? 1 << own.scale : 1
}

/** A number of the side's sequence, not wrapping: the one next to what it has sent so far. */
function relative(side: SideState, number: number): number {
  const near = Math.max(0, side.sent)
  return near + ((number - side.base - near) | 0)
}

const framesIn = ({ origSide, respSide }: ConnRecord) => origSide.frames + respSide.frames
