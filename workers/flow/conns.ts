/**
 * TCP connections of the corrected view: per tap, tenants told apart, copies already taken out.
 * Handshake, sizes, repetitions and round trips of every connection.
 */
import { MAX_FLOWS } from '../limits/limits'
import { NO_VNI } from '../wire/encode'
import {
  LENGTH,
  PORTS,
  ROW_WORDS,
  SEQ,
  SHAPE,
  SWAPPED,
  TCP_FLAGS,
  VNI,
  type PacketRows,
} from '../wire/packet-rows'
import { ACK, FIN, SYN } from '../wire/tcp'
import * as at from './conn-rows'
import { Damage } from './damage'
import { Delivery, type Answered } from './delivery'
import { FirstReplies } from './first-replies'
import { CONN_CELL, likelyClient, TENANT_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'
import { Handshakes } from './handshakes'
import { ABOUT_LIVENESS, Liveness } from './liveness'
import { Resets } from './resets'
import { GROWTH, Rows } from './rows'
import { sentMark } from './sending-order'
import type { SequenceAnalysis } from './sequence-analysis'
import { countSegment } from './side-counts'
import { LOST_SEGMENT } from './tcp-flags'
import { Tenants } from './tenants'
import type { TunnelTable } from './tunnel-table'
import { Turns } from './turns'

const LINE = 16 // words of a cache line

export class Conns {
  readonly rows = new Rows(at.CONN_WORDS)
  readonly sides = new Rows(at.SIDE_WORDS)
  readonly tuples: FiveTuples
  readonly analysis: SequenceAnalysis
  readonly delivery = new Delivery(this.rows, this.sides)
  readonly handshakes = new Handshakes(this.rows)
  readonly resets: Resets
  readonly liveness = new Liveness()
  readonly damage = new Damage()
  readonly firstReplies = new FirstReplies(this.rows)
  readonly turns = new Turns(this.rows)
  private readonly tunnels: TunnelTable
  private readonly tenants = new Tenants((row, direction) =>
    this.vniOf(this.connOf[row] as number, direction),
  )
  /** Tenant row → its newest connection. */
  private connOf = new Uint32Array(1024)
  size = 0 // connections so far
  /** The connection resolved last was opened for its segment. */
  opened = false
  /** It was, and the port of one before it was reused. */
  succeeds = false
  /** Highest sequence number of the side before the segment at hand; 0: none. */
  private nextSeqBefore = 0
  /** Segments that no connection could be opened for. */
  refusedByBound = 0

  constructor(tuples: FiveTuples, tunnels: TunnelTable, analysis: SequenceAnalysis) {
    this.tuples = tuples
    this.tunnels = tunnels
    this.analysis = analysis
    this.resets = new Resets(this)
  }

  /** Connection of the segment, `opened` when it is the first; −1: the bound is reached. */
  resolve(packets: PacketRows, index: number, tuple: number, tap: number): number {
    const { words } = packets
    const p = index * ROW_WORDS
    const direction = ((words[p + SHAPE] as number) & SWAPPED) !== 0 ? 1 : 0
    const vni = words[p + VNI] as number
    this.opened = false
    this.succeeds = false
    const direct = (this.tuples.words[tuple * TUPLE_WORDS + CONN_CELL] as number) - 1
    if (direct >= 0 && tap === 0 && this.tenants.undivided) {
      if (vni === NO_VNI || this.suits(direct, direction, vni)) {
        return this.reopened(direct, direction, packets, index, tuple, tap)
      }
    }
    return this.search(direction, packets, index, tuple, tap)
  }

  /** Touches what the next segment of the tuple will need. Returns nothing of meaning. */
  touch(tuple: number): number {
    const conn = (this.tuples.words[tuple * TUPLE_WORDS + CONN_CELL] as number) - 1
    if (conn < 0) return 0
    const side = 2 * conn * at.SIDE_WORDS
    const { u } = this.sides
    return (
      (this.rows.u[conn * at.CONN_WORDS] as number) ^
      (u[side] as number) ^
      (u[side + LINE] as number) ^
      (u[side + at.SIDE_WORDS] as number) ^
      (u[side + at.SIDE_WORDS + LINE] as number)
    )
  }

  setSequenceRow(conn: number, row: number): void {
    this.rows.u[conn * at.CONN_WORDS + at.SEQUENCE_ROW] = row
  }

  sequenceRow(conn: number): number {
    return this.rows.u[conn * at.CONN_WORDS + at.SEQUENCE_ROW] as number
  }

  /** Sequence number of the SYN of `side`, or the one before its first octet. */
  baseSeq(side: number): number {
    return this.analysis.baseSeq(2 * this.sequenceRow(side >>> 1) + (side & 1))
  }

  /** To be called before the segment is analysed, by whoever does. */
  before(conn: number, direction: 0 | 1): void {
    this.nextSeqBefore = this.analysis.nextSeq(2 * this.sequenceRow(conn) + direction)
  }

  analyse(conn: number, direction: 0 | 1, packets: PacketRows, index: number): number {
    return this.analysis.segment(this.sequenceRow(conn), direction, packets, index)
  }

  /**
   * Takes the segment with its `flags`. `stream` is Wireshark's, −1: none. `answered`, when given,
   * is told once whether this very transmission was acknowledged.
   */
  take(
    conn: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    flags: number,
    stream: number,
    answered: Answered | null,
  ): void {
    const { words } = packets
    const p = index * ROW_WORDS
    if (this.opened) this.rows.u[conn * at.CONN_WORDS + at.STREAM] = stream < 0 ? 0 : stream
    const side = 2 * conn + direction
    this.resets.segment(conn, direction, packets, index, this.nextSeqBefore)
    this.turns.segment(conn, direction, packets, index, flags)
    this.rows.f[conn * at.CONN_DOUBLES + at.LAST_TIMES + direction] = packets.time[index] as number
    this.rows.u[conn * at.CONN_WORDS + at.LAST_FRAMES + direction] = packets.firstFrame + index
    this.handshakes.segment(conn, direction, packets, index)
    const closed = this.rows.u[conn * at.CONN_WORDS + at.CLOSED_WINDOWS] as number
    if ((flags & ABOUT_LIVENESS) !== 0 || closed !== 0 || this.analysis.filled) {
      const about = this.liveness.segment(this, side, packets, index, flags)
      this.rows.u[conn * at.CONN_WORDS + at.CLOSED_WINDOWS] = about ? 1 : 0
    }
    countSegment(this.sides.u, side, words, p, flags)
    const tcpFlags = words[p + TCP_FLAGS] as number
    const length = words[p + LENGTH] as number
    if (length > 0) this.firstReplies.data(conn, direction, packets, index)
    if (length > 0 || (tcpFlags & (SYN | FIN)) !== 0) {
      const whom = this.damage.segment(side, packets, index, answered)
      this.delivery.data(side, packets, index, flags, this.nextSeqBefore, whom)
    } else if ((flags & LOST_SEGMENT) !== 0) {
      const [from, frame] = [this.nextSeqBefore, packets.firstFrame + index]
      const [seq, time] = [words[p + SEQ] as number, packets.time[index] as number]
      this.delivery.holes.open(side, from, seq, frame, time, 0, sentMark(packets, index))
    }
    if ((tcpFlags & ACK) !== 0) this.delivery.acknowledgement(side ^ 1, packets, index)
  }

  /** Last frame of the side; 0: none. */
  lastFrame(side: number): number {
    return this.rows.u[(side >>> 1) * at.CONN_WORDS + at.LAST_FRAMES + (side & 1)] as number
  }

  lastTime(side: number): number {
    return this.rows.f[(side >>> 1) * at.CONN_DOUBLES + at.LAST_TIMES + (side & 1)] as number
  }

  /** Time of the connection's last frame. */
  endTime(conn: number): number {
    const side = 2 * conn
    return this.lastTime(this.lastFrame(side) > this.lastFrame(side + 1) ? side : side + 1)
  }

  private vniOf(conn: number, direction: number): number {
    return this.sides.u[(2 * conn + direction) * at.SIDE_WORDS + at.VNI] as number
  }

  private suits(conn: number, direction: number, vni: number): boolean {
    const here = this.vniOf(conn, direction)
    if (here === 0 || here === vni) return true
    const back = this.vniOf(conn, 1 - direction)
    return back !== 0 && back !== here
  }

  private search(
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    tuple: number,
    tap: number,
  ): number {
    const vni = packets.words[index * ROW_WORDS + VNI] as number
    const known = this.tenants.size
    const row = this.tenants.row(tuple, direction, tap, vni, this.size < MAX_FLOWS)
    if (row < 0) {
      this.refusedByBound++
      return -1
    }
    if (this.tenants.direct) this.tuples.words[tuple * TUPLE_WORDS + TENANT_CELL] = row + 1
    if (row === known) return this.open(row, direction, packets, index, tuple, tap)
    return this.reopened(this.connOf[row] as number, direction, packets, index, tuple, tap)
  }

  /** The connection, or the next one of its tenant when the segment is a SYN that begins one. */
  private reopened(
    conn: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    tuple: number,
    tap: number,
  ): number {
    const s = (2 * conn + direction) * at.SIDE_WORDS
    if (this.sides.u[s + at.VNI] === 0) {
      this.sides.u[s + at.VNI] = packets.words[index * ROW_WORDS + VNI] as number
    }
    if (!this.analysis.reuses(2 * this.sequenceRow(conn) + direction, packets, index)) return conn
    if (this.size >= MAX_FLOWS) {
      this.refusedByBound++
      return -1
    }
    const row = this.rows.u[conn * at.CONN_WORDS + at.TENANT_ROW] as number
    this.succeeds = true
    const next = this.open(row, direction, packets, index, tuple, tap)
    this.rows.u[next * at.CONN_WORDS + at.PREVIOUS] = conn + 1
    return next
  }

  private open(
    row: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    tuple: number,
    tap: number,
  ): number {
    const conn = this.size++
    this.opened = true
    if (row >= this.connOf.length) {
      const larger = new Uint32Array(this.connOf.length * GROWTH)
      larger.set(this.connOf)
      this.connOf = larger
    }
    this.connOf[row] = conn
    const cells = this.tuples.words
    const cell = tuple * TUPLE_WORDS
    if (cells[cell + TENANT_CELL] === row + 1) cells[cell + CONN_CELL] = conn + 1
    this.rows.reserve(conn)
    this.sides.reserve(2 * conn + 1)
    this.delivery.unacked.reserveSide(2 * conn + 1)
    this.describe(conn, row, direction, packets, index, tuple, tap)
    return conn
  }

  private describe(
    conn: number,
    row: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    tuple: number,
    tap: number,
  ): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const { u, f } = this.rows
    const c = conn * at.CONN_WORDS
    u[c + at.TAP] = tap
    u[c + at.TENANT_ROW] = row
    u[c + at.TUNNEL] = 2 * this.tunnels.ofRow(packets, index) + direction
    u[c + at.FIRST_FRAME] = packets.firstFrame + index
    u[c + at.TUPLE_ROW] = tuple
    u[c + at.ORIG] = likelyClient(words[p + PORTS] as number, direction)
    const d = conn * at.CONN_DOUBLES
    f[d + at.FIRST_TIME] = packets.time[index] as number
    f[d + at.SYN_TIME] = -1
    f[d + at.SYN_ACK_TIME] = -1
    f[d + at.ACK_TIME] = -1
    this.sides.u[(2 * conn + direction) * at.SIDE_WORDS + at.VNI] = words[p + VNI] as number
  }
}
