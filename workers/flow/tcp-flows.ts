/**
 * TCP in both views at once. They see the same segments until a copy, a second tap or a second
 * tenant appears; as long as they do, one sequence analysis serves both, and the connection of the
 * corrected view takes one of its own (a fork) before the first segment that it sees otherwise.
 */
import {
  ACK_NUMBER,
  ROW_WORDS,
  SHAPE,
  SWAPPED,
  TCP_FLAGS,
  type PacketRows,
} from '../wire/packet-rows'
import { ACK, SYN } from '../wire/tcp'
import { Conns } from './conns'
import type { Answered } from './delivery'
import { NO_TUPLE, SHARER_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'
import { SequenceAnalysis } from './sequence-analysis'
import { noteStream } from './stream-numbers'
import { Streams } from './streams'
import { REUSED_PORTS } from './tcp-flags'
import type { TunnelTable } from './tunnel-table'

/** `tap` of a segment that the corrected view does not take. */
export const NOT_TAKEN = -1

export class TcpFlows {
  readonly tuples: FiveTuples
  readonly streams: Streams
  readonly conns: Conns
  private readonly analysis = new SequenceAnalysis()
  /** `tcp.analysis.tfo_ack`: SYN-ACKs that acknowledge more than the SYN (RFC 7413 §4.1.3). */
  fastOpens = 0
  /** Of the segment given last: `tcp.stream`, `tcp.analysis` flags, connection (−1: none). */
  stream = -1
  flags = 0
  conn = -1
  /** The corrected view sees the segment given last, and has other flags for it. */
  differs = false

  constructor(tuples: FiveTuples, tunnels: TunnelTable) {
    this.tuples = tuples
    this.streams = new Streams(tuples, this.analysis)
    this.conns = new Conns(tuples, tunnels, this.analysis)
  }

  /** Touches what the next segment of the tuple will need. Returns nothing of meaning. */
  touch(tuple: number): number {
    if (tuple === NO_TUPLE) return 0
    const row = this.streams.sequenceRow(tuple)
    return row < 0 ? 0 : this.analysis.touch(row) ^ this.conns.touch(tuple)
  }

  /** A segment as both views see it; with `NOT_TAKEN` the compatible one alone. */
  segment(packets: PacketRows, index: number, tuple: number, tap: number): void {
    const direction = directionOf(packets, index)
    if (!this.isFollowed(tuple)) return
    let stream = this.streams.newest(tuple)
    const reused = stream >= 0 && this.reuses(tuple, direction, packets, index) ? REUSED_PORTS : 0
    const fresh = stream < 0 || reused !== 0
    const conn = tap === NOT_TAKEN ? -1 : this.conns.resolve(packets, index, tuple, tap)
    const opened = conn >= 0 && this.conns.opened
    if (fresh) {
      // Whoever shared the analysis of the last stream keeps it: nobody else goes on with it.
      this.tuples.words[tuple * TUPLE_WORDS + SHARER_CELL] = 0
      stream = this.streams.open(tuple)
      if (opened) this.share(tuple, conn)
    }
    const shared = this.isShared(tuple, conn)
    if (!shared) {
      this.unshare(tuple)
      if (opened) this.conns.setSequenceRow(conn, this.analysis.open())
    }
    const row = this.streams.sequenceRow(tuple)
    this.streams.converse(stream, tuple, packets, index)
    if (conn >= 0) this.conns.before(conn, direction)
    const flags = this.analysis.segment(row, direction, packets, index)
    this.noteFastOpen(row, direction, packets, index)
    this.stream = stream
    this.flags = flags | reused
    this.conn = conn
    if (conn < 0) return
    if (opened) noteStream(this.conns, conn, row)
    const own = shared ? flags : this.conns.analyse(conn, direction, packets, index)
    this.differs = own !== flags || this.conns.succeeds !== (reused !== 0)
    this.conns.take(conn, direction, packets, index, own, stream, null)
  }

  /** For the compatible view alone; quoted and damaged segments are counted, not `analysed`. */
  compatible(packets: PacketRows, index: number, tuple: number, analysed: boolean): void {
    const direction = directionOf(packets, index)
    if (!this.isFollowed(tuple)) return
    let stream = this.streams.newest(tuple)
    let reused = 0
    this.unshare(tuple)
    if (stream < 0) stream = this.streams.open(tuple)
    else if (analysed && this.reuses(tuple, direction, packets, index)) {
      stream = this.streams.open(tuple)
      reused = REUSED_PORTS
    }
    this.streams.converse(stream, tuple, packets, index)
    this.stream = stream
    const row = this.streams.sequenceRow(tuple)
    this.flags = analysed ? this.analysis.segment(row, direction, packets, index) | reused : 0
    if (analysed) this.noteFastOpen(row, direction, packets, index)
  }

  private noteFastOpen(row: number, direction: number, { words }: PacketRows, index: number): void {
    const p = index * ROW_WORDS
    if (((words[p + TCP_FLAGS] as number) & (SYN | ACK)) !== (SYN | ACK)) return
    const began = this.analysis.baseSeq(2 * row + (1 - direction))
    if (((words[p + ACK_NUMBER] as number) - began) >>> 0 > 1) this.fastOpens++
  }

  /**
   * For the corrected view alone, beside the `compatible` flags of the frame. Returns the
   * connection; −1: too many.
   */
  corrected(
    packets: PacketRows,
    index: number,
    tuple: number,
    tap: number,
    stream: number,
    compatible: number,
    answered: Answered | null,
  ): number {
    this.differs = false
    if (tuple === NO_TUPLE) return -1
    const direction = directionOf(packets, index)
    const conn = this.conns.resolve(packets, index, tuple, tap)
    if (conn < 0) return -1
    if (this.conns.opened) {
      this.conns.setSequenceRow(conn, this.analysis.open())
      if (stream >= 0) noteStream(this.conns, conn, this.streams.sequenceRow(tuple))
    } else if (this.isShared(tuple, conn)) this.unshare(tuple)
    this.conns.before(conn, direction)
    const flags = this.conns.analyse(conn, direction, packets, index)
    this.differs = (this.conns.succeeds ? flags | REUSED_PORTS : flags) !== compatible
    this.conns.take(conn, direction, packets, index, flags, stream, answered)
    return conn
  }

  /** Has the tuple a stream, or may it have one? If not, the segment is in none. */
  private isFollowed(tuple: number): boolean {
    this.stream = -1
    this.flags = 0
    this.conn = -1
    this.differs = false
    return tuple !== NO_TUPLE && (this.streams.newest(tuple) >= 0 || this.streams.mayOpen())
  }

  /** Does the segment begin another stream of its tuple? */
  private reuses(tuple: number, direction: 0 | 1, packets: PacketRows, index: number): boolean {
    const side = 2 * this.streams.sequenceRow(tuple) + direction
    return this.analysis.reuses(side, packets, index) && this.streams.mayOpen()
  }

  private share(tuple: number, conn: number): void {
    this.tuples.words[tuple * TUPLE_WORDS + SHARER_CELL] = conn + 1
    this.conns.setSequenceRow(conn, this.streams.sequenceRow(tuple))
  }

  private isShared(tuple: number, conn: number): boolean {
    return conn >= 0 && this.tuples.words[tuple * TUPLE_WORDS + SHARER_CELL] === conn + 1
  }

  /** The connection that shared the newest stream's analysis goes on with one of its own. */
  private unshare(tuple: number): void {
    const cell = tuple * TUPLE_WORDS + SHARER_CELL
    const sharer = (this.tuples.words[cell] as number) - 1
    if (sharer < 0) return
    this.tuples.words[cell] = 0
    this.conns.setSequenceRow(sharer, this.analysis.fork(this.streams.sequenceRow(tuple)))
  }
}

function directionOf(packets: PacketRows, index: number): 0 | 1 {
  return ((packets.words[index * ROW_WORDS + SHAPE] as number) & SWAPPED) !== 0 ? 1 : 0
}
