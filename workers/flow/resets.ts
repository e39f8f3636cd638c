/**
 * RSTs of the corrected view, RFC 9293 §3.5.2. They are rare, so what they met when they came is
 * kept beside the rows of connections: their TTL and that of the side's other segments, silences,
 * what was not acknowledged.
 */
import { MAX_RESET_CONNS } from '../limits/limits'
import {
  IP_LENGTH,
  LENGTH,
  PAYLOAD_AT,
  ROW_WORDS,
  SEQ,
  TCP_FLAGS,
  TTL,
  WINDOW,
  type PacketRows,
} from '../wire/packet-rows'
import { ACK, FIN, RST } from '../wire/tcp'
import * as at from './conn-rows'
import type { Delivery } from './delivery'
import { OddTtls } from './odd-ttls'
import * as cell from './reset-rows'
import { bump, Rows } from './rows'
import type { SequenceAnalysis } from './sequence-analysis'
import * as sequence from './sequence-rows'
import { LONG_SILENCE, Silences } from './silences'

/** What is asked of the connections. */
interface Connections {
  readonly rows: Rows
  readonly sides: Rows
  readonly analysis: SequenceAnalysis
  readonly delivery: Delivery
  sequenceRow(conn: number): number
}

const TCP = 6

export class Resets {
  readonly rows = new Rows(cell.RESET_WORDS)
  readonly ttls = new OddTtls()
  readonly silences = new Silences((side) => this.framesOf(side))
  private size = 0
  private readonly conns: Connections
  /** RSTs of connections beyond the bound. */
  private dropped = 0

  constructor(conns: Connections) {
    this.conns = conns
  }

  /** Row of the connection's reset; −1: none. */
  rowOf(conn: number): number {
    return (this.conns.rows.u[conn * at.CONN_WORDS + at.RESET_ROW] as number) - 1
  }

  /**
   * Takes a segment that was analysed but is not noted in the connection's rows yet. `nextSeq`:
   * highest sequence number of its side before, 0: none.
   */
  segment(
    conn: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    nextSeq: number,
  ): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const s = (2 * conn + direction) * at.SIDE_WORDS
    const { u } = this.conns.sides
    const { f } = this.conns.rows
    const d = conn * at.CONN_DOUBLES + at.LAST_TIMES
    const before = Math.max(f[d] as number, f[d + 1] as number)
    const length = (packets.time[index] as number) - before
    if (length >= LONG_SILENCE) this.silence(conn, direction, packets, index, length)
    const reset = ((words[p + TCP_FLAGS] as number) & RST) !== 0
    if (reset) this.reset(conn, direction, packets, index, nextSeq)
    else if (words[p + TTL] !== u[s + at.TTL] && u[s + at.FRAMES] !== 0) {
      this.ttls.add(2 * conn + direction, words[p + TTL] as number)
    }
  }

  /** Bounds, and how often they were reached. */
  capped(): { what: string; count: number }[] {
    return [
      { what: 'connections that were reset', count: this.dropped },
      { what: 'connections that were silent', count: this.silences.dropped },
      { what: 'connections with several TTLs', count: this.ttls.dropped },
    ]
  }

  private silence(
    conn: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    length: number,
  ): void {
    if (this.rowOf(conn) >= 0) return
    const flags = packets.words[index * ROW_WORDS + TCP_FLAGS] as number
    this.silences.broken({
      conn,
      direction,
      frame: packets.firstFrame + index,
      time: packets.time[index] as number,
      length,
      fin: (flags & FIN) !== 0,
      rst: (flags & RST) !== 0,
    })
  }

  private reset(
    conn: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
    nextSeq: number,
  ): void {
    let row = this.rowOf(conn)
    if (row < 0) {
      row = this.size
      if (row >= MAX_RESET_CONNS) {
        this.dropped++
        return
      }
      this.size++
      this.conns.rows.u[conn * at.CONN_WORDS + at.RESET_ROW] = row + 1
      this.rows.reserve(row)
      this.describe(row, conn, direction, packets, index)
      this.measure(row, conn, direction, packets.words[index * ROW_WORDS + SEQ] as number, nextSeq)
    }
    bump(this.rows.u, row * cell.RESET_WORDS + cell.TOTALS + direction)
  }

  private describe(
    row: number,
    conn: number,
    direction: 0 | 1,
    packets: PacketRows,
    index: number,
  ): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const { u, f } = this.rows
    const r = row * cell.RESET_WORDS
    const d = row * cell.RESET_DOUBLES
    u[r + cell.FRAME] = packets.firstFrame + index
    u[r + cell.FROM] = direction
    u[r + cell.SENT_BEFORE] = this.framesOf(2 * conn + direction)
    u[r + cell.TTL] = words[p + TTL] as number
    u[r + cell.IP_ID] = ipIdOf(packets, p) + 1
    u[r + cell.WINDOW] = words[p + WINDOW] as number
    u[r + cell.HAS_ACK] = ((words[p + TCP_FLAGS] as number) & ACK) !== 0 ? 1 : 0
    u[r + cell.CLOSED] = this.conns.rows.u[conn * at.CONN_WORDS + at.CLOSED] as number
    f[d + cell.TIME] = packets.time[index] as number
    const silence = this.silences.take(conn)
    if (silence === null) return
    u[r + cell.SILENCE_FRAME] = silence.frame
    u[r + cell.SILENCE_FROM] = silence.direction
    u[r + cell.SILENCE_SENT] = silence.sent
    u[r + cell.SILENCE_FIN] = silence.fin ? 1 : 0
    f[d + cell.SILENCE_TIME] = silence.time
    f[d + cell.SILENCE_LENGTH] = silence.length
  }

  /** What the sequence numbers say when the RST comes. */
  private measure(row: number, conn: number, direction: 0 | 1, seq: number, nextSeq: number): void {
    const { u } = this.rows
    const r = row * cell.RESET_WORDS
    const { analysis, sides, delivery } = this.conns
    const base = 2 * this.conns.sequenceRow(conn)
    const state = analysis.rows.u
    const asked = state[sequence.wordsOf(base + 1 - direction) + sequence.LAST_ACK] as number
    if (nextSeq !== 0 || asked !== 0) {
      u[r + cell.SEQUENCE] = seq === nextSeq || seq === asked ? 1 : 2
    }
    const advanced = (base >>> 1) * sequence.HALF + sequence.SIDE_TIMES + sequence.NEXT_SEQ_TIME
    const timeOf = (side: 0 | 1) => {
      const data = sides.u[(2 * conn + side) * at.SIDE_WORDS + at.DATA_FRAMES] as number
      if (data === 0) return -1
      return analysis.rows.f[advanced + side * sequence.SIDE_DOUBLES] as number
    }
    const [low, high] = [timeOf(0), timeOf(1)]
    u[r + cell.LAST_DATA] = low < 0 && high < 0 ? 0 : low > high ? 1 : 2
    u[r + cell.SENDER_UNACKED] = unackedOctets(delivery, 2 * conn + direction)
    u[r + cell.RECEIVER_UNACKED] = unackedOctets(delivery, 2 * conn + 1 - direction)
  }

  private framesOf(side: number): number {
    return this.conns.sides.u[side * at.SIDE_WORDS + at.FRAMES] as number
  }
}

/** From the first to the last octet that waits for its acknowledgement; SYN and FIN count as one. */
function unackedOctets({ unacked }: Delivery, side: number): number {
  let node = unacked.head(side)
  if (node === 0) return 0
  const from = unacked.seq(node)
  let octets = 0
  for (; node !== 0; node = unacked.following(node)) {
    const reached = (unacked.end(node) - from) >>> 0
    if (reached < 2 ** 31 && reached > octets) octets = reached
  }
  return octets
}

/** Identification of the IPv4 header before the segment, which no row holds; −1: none to be read. */
function ipIdOf({ words, view }: PacketRows, p: number): number {
  const length = words[p + IP_LENGTH] as number
  const header = (words[p + PAYLOAD_AT] as number) + (words[p + LENGTH] as number) - length
  if (header < 0 || header + 20 > view.byteLength) return -1
  const isHeader =
    view.getUint8(header) >>> 4 === 4 &&
    view.getUint16(header + 2) === length &&
    view.getUint8(header + 9) === TCP
  return isHeader ? view.getUint16(header + 4) : -1
}
