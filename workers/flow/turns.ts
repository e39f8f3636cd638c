/**
 * Questions and answers of a connection, in turn: when the side that began had said all, when the other
 * side acknowledged it, and when its answer began. What host and network take ends with the ACK; from there on
 * the program is at work. Turns that a loss or a closed window may have held up are told apart, and so is
 * data that nobody asked for: where it comes, waiting is no delay.
 */
import { MAX_SLOW_TURNS, MAX_SLOW_TURNS_PER_CONN } from '../limits/limits'
import { KEPT_TURN, TURN_BINS, turnBin, type Turn, type TurnCounts } from '../model/turns'
import { ACK_NUMBER, LENGTH, ROW_WORDS, type PacketRows } from '../wire/packet-rows'
import * as at from './conn-rows'
import { bump, firstDouble, Rows, strideOf } from './rows'
import { after, endOf } from './sequence-numbers'
import * as analysis from './tcp-flags'

/** `TURN` of the connection: an answer is awaited; the question was acknowledged; the turn was disturbed; */
const WAITING = 1
const ACKED = 2
const DISTURBED = 4
/** a question was asked some time. */
const ASKED = 8

/** Silence of both, ns, behind which data was not asked for, or a question has no answer. */
const PAUSE = 500e6

const REPEATED =
  analysis.RETRANSMISSION |
  analysis.FAST_RETRANSMISSION |
  analysis.SPURIOUS_RETRANSMISSION |
  analysis.OUT_OF_ORDER
const TROUBLE = REPEATED | analysis.LOST_SEGMENT | analysis.ACK_LOST_SEGMENT | analysis.ZERO_WINDOW
const PROBE = analysis.KEEP_ALIVE | analysis.ZERO_WINDOW_PROBE

/** Words of a connection: of the question at hand, then counts, then the slow turns and the bins. */
const ASKED_END = 0
const ASKED_FRAME = 1
const ACK_FRAME = 2
const ANSWERED = 3
const HELD_UP = 4
const UNPROMPTED = 5
const EARLY = 6
const UNANSWERED = 7
const SLOW_TOTAL = 8
/** Of the list of slow turns; 0: empty. */
const FIRST_SLOW = 9
const LAST_SLOW = 10
/** Two in a word. */
const BINS = 11
const USED = BINS + TURN_BINS / 2
const ASKED_TIME = firstDouble(USED)
const ACK_TIME = ASKED_TIME + 1
const WORDS = strideOf(USED, 2)
const DOUBLES = WORDS / 2
const FULL_BIN = 0xffff

/** Words of a slow turn: the next one of its connection, frames. Row 0 is none. */
const NEXT = 0
const FRAMES = 1
const TIMES = firstDouble(4)
const SLOW_WORDS = strideOf(4, 3)
const SLOW_DOUBLES = SLOW_WORDS / 2

export class Turns {
  /** Slow answers that found no room. */
  dropped = 0
  private readonly turns = new Rows(WORDS)
  private readonly slow = new Rows(SLOW_WORDS)
  private slowTotal = 0
  private readonly conns: Rows

  constructor(conns: Rows) {
    this.conns = conns
  }

  /** To be called before the times of the connection are those of the segment. */
  segment(
    conn: number,
    direction: number,
    packets: PacketRows,
    index: number,
    flags: number,
  ): void {
    const { u } = this.conns
    const c = conn * at.CONN_WORDS
    const state = u[c + at.TURN] as number
    const asks = direction === u[c + at.ORIG]
    const speaks = packets.words[index * ROW_WORDS + LENGTH] !== 0 && (flags & PROBE) === 0
    if ((state & WAITING) !== 0 && (flags & TROUBLE) !== 0) u[c + at.TURN] = state | DISTURBED
    if (asks) {
      if (speaks) this.ask(conn, packets, index, flags)
    } else if ((state & WAITING) !== 0) this.hear(conn, packets, index, speaks)
    else if (speaks && (state & ASKED) !== 0) this.unasked(conn, packets, index, flags)
  }

  /** Was anything asked? */
  asked(conn: number): boolean {
    return ((this.conns.u[conn * at.CONN_WORDS + at.TURN] as number) & ASKED) !== 0
  }

  counts(conn: number): TurnCounts {
    const { u } = this.turns
    const w = conn * WORDS
    return {
      answered: u[w + ANSWERED] as number,
      disturbed: u[w + HELD_UP] as number,
      unprompted: u[w + UNPROMPTED] as number,
      early: u[w + EARLY] as number,
      unanswered: u[w + UNANSWERED] as number,
      slowTotal: u[w + SLOW_TOTAL] as number,
    }
  }

  /** Adds how many answers fell into each bin. */
  addBins(conn: number, to: number[]): void {
    const { u } = this.turns
    const first = conn * WORDS + BINS
    for (let pair = 0; pair < TURN_BINS / 2; pair++) {
      const word = u[first + pair] as number
      if (word === 0) continue
      to[2 * pair] = (to[2 * pair] as number) + (word & FULL_BIN)
      to[2 * pair + 1] = (to[2 * pair + 1] as number) + (word >>> 16)
    }
  }

  slowOf(conn: number): Turn[] {
    const { u, f } = this.slow
    const turns: Turn[] = []
    let row = this.turns.u[conn * WORDS + FIRST_SLOW] as number
    for (; row !== 0; row = u[row * SLOW_WORDS + NEXT] as number) {
      const words = row * SLOW_WORDS + FRAMES
      const doubles = row * SLOW_DOUBLES + TIMES
      turns.push({
        askedFrame: u[words] as number,
        askedTime: f[doubles] as number,
        ackFrame: u[words + 1] as number,
        ackTime: f[doubles + 1] as number,
        answerFrame: u[words + 2] as number,
        answerTime: f[doubles + 2] as number,
      })
    }
    return turns
  }

  /** The question that waits for its answer; null: none, or something held it up. */
  open(conn: number): Turn | null {
    const state = this.conns.u[conn * at.CONN_WORDS + at.TURN] as number
    if ((state & (WAITING | DISTURBED)) !== WAITING) return null
    const { u, f } = this.turns
    const acked = (state & ACKED) !== 0
    return {
      askedFrame: u[conn * WORDS + ASKED_FRAME] as number,
      askedTime: f[conn * DOUBLES + ASKED_TIME] as number,
      ackFrame: acked ? (u[conn * WORDS + ACK_FRAME] as number) : 0,
      ackTime: acked ? (f[conn * DOUBLES + ACK_TIME] as number) : -1,
      answerFrame: 0,
      answerTime: -1,
    }
  }

  private ask(conn: number, packets: PacketRows, index: number, flags: number): void {
    const c = conn * at.CONN_WORDS
    const state = this.conns.u[c + at.TURN] as number
    const waits = (state & WAITING) !== 0
    // What was answered already is not asked again by being sent again.
    if (!waits && (flags & REPEATED) !== 0) return
    this.turns.reserve(conn)
    const { u, f } = this.turns
    const w = conn * WORDS
    const end = endOf(packets.words, index * ROW_WORDS)
    if ((state & ASKED) !== 0 && !after(end, u[w + ASKED_END] as number)) return
    const time = packets.time[index] as number
    if (waits && time - (f[conn * DOUBLES + ASKED_TIME] as number) >= PAUSE) bump(u, w + UNANSWERED)
    u[w + ASKED_END] = end
    u[w + ASKED_FRAME] = packets.firstFrame + index
    f[conn * DOUBLES + ASKED_TIME] = time
    const held = (flags & TROUBLE) !== 0 || this.conns.u[c + at.CLOSED_WINDOWS] !== 0
    const disturbed = held ? DISTURBED : waits ? state & DISTURBED : 0
    this.conns.u[c + at.TURN] = ASKED | WAITING | disturbed
  }

  /** A segment of the side that is to answer. */
  private hear(conn: number, packets: PacketRows, index: number, speaks: boolean): void {
    const { u, f } = this.turns
    const w = conn * WORDS
    const ack = packets.words[index * ROW_WORDS + ACK_NUMBER] as number
    if (after(u[w + ASKED_END] as number, ack)) return
    const c = conn * at.CONN_WORDS
    const state = this.conns.u[c + at.TURN] as number
    const frame = packets.firstFrame + index
    const time = packets.time[index] as number
    if (speaks) {
      this.conns.u[c + at.TURN] = ASKED
      if ((state & DISTURBED) !== 0) bump(u, w + HELD_UP)
      else this.answered(conn, frame, time, state)
    } else if ((state & ACKED) === 0) {
      this.conns.u[c + at.TURN] = state | ACKED
      u[w + ACK_FRAME] = frame
      f[conn * DOUBLES + ACK_TIME] = time
    }
  }

  private answered(conn: number, frame: number, time: number, state: number): void {
    const { u, f } = this.turns
    const w = conn * WORDS
    bump(u, w + ANSWERED)
    const wait = time - (f[conn * DOUBLES + ASKED_TIME] as number)
    const bin = turnBin(wait)
    const word = w + BINS + (bin >> 1)
    const shift = (bin & 1) * 16
    const held = u[word] as number
    if (((held >>> shift) & FULL_BIN) !== FULL_BIN) u[word] = held + 2 ** shift
    if (wait >= KEPT_TURN) this.keep(conn, frame, time, state)
  }

  private keep(conn: number, frame: number, time: number, state: number): void {
    const w = conn * WORDS
    const { u, f } = this.turns
    const known = u[w + SLOW_TOTAL] as number
    u[w + SLOW_TOTAL] = known + 1
    if (known >= MAX_SLOW_TURNS_PER_CONN || this.slowTotal >= MAX_SLOW_TURNS) {
      this.dropped++
      return
    }
    const row = ++this.slowTotal
    this.slow.reserve(row)
    const last = u[w + LAST_SLOW] as number
    if (last === 0) u[w + FIRST_SLOW] = row
    else this.slow.u[last * SLOW_WORDS + NEXT] = row
    u[w + LAST_SLOW] = row
    const acked = (state & ACKED) !== 0
    const words = row * SLOW_WORDS + FRAMES
    this.slow.u[words] = u[w + ASKED_FRAME] as number
    this.slow.u[words + 1] = acked ? (u[w + ACK_FRAME] as number) : 0
    this.slow.u[words + 2] = frame
    const doubles = row * SLOW_DOUBLES + TIMES
    this.slow.f[doubles] = f[conn * DOUBLES + ASKED_TIME] as number
    this.slow.f[doubles + 1] = acked ? (f[conn * DOUBLES + ACK_TIME] as number) : -1
    this.slow.f[doubles + 2] = time
  }

  /** Data while no answer is awaited: the rest of one, or something that nobody asked for. */
  private unasked(conn: number, packets: PacketRows, index: number, flags: number): void {
    const c = conn * at.CONN_WORDS
    const { u, f } = this.conns
    if ((flags & TROUBLE) !== 0 || u[c + at.CLOSED_WINDOWS] !== 0) return
    const d = conn * at.CONN_DOUBLES + at.LAST_TIMES
    const before = Math.max(f[d] as number, f[d + 1] as number)
    if ((packets.time[index] as number) - before < PAUSE) return
    const w = conn * WORDS
    const early = (this.turns.u[w + ANSWERED] as number) < 3
    bump(this.turns.u, w + (early ? EARLY : UNPROMPTED))
  }
}
