/** Questions and answers of one TCP connection, in turn. */
import type { ConnRecord } from './conn'
import { BIN_CUT, type BinCut } from './latency-bins'
import type { FrameNumber, Nanos } from './units'

/** Answers are counted in so many bins, cut as latencies are; the last one has no end. */
export const TURN_BINS = 20
export const TURN_CUT: BinCut = { unit: BIN_CUT.unit, least: -12 }

/** Answers that took at least so long are kept one by one; 2^-3 s, the edge of a bin. */
export const KEPT_TURN: Nanos = 125e6

/** What the side that began says until the other side answers. */
export interface Turn {
  /** The last segment of the question. */
  askedFrame: FrameNumber
  askedTime: Nanos
  /** The ACK of all of it, without data; frame 0, time −1: none came before the answer. */
  ackFrame: FrameNumber
  ackTime: Nanos
  /** The first data that acknowledge all of it; frame 0, time −1: none. */
  answerFrame: FrameNumber
  answerTime: Nanos
}

export interface TurnCounts {
  answered: number
  /** Not among these: segments were lost or repeated, or a window was closed, while the answer was awaited. */
  disturbed: number
  /**
   * Data of the side that answers, unasked for: after half a second in which nobody said anything.
   * `early`: before its third answer, where TLS sends tickets before it answers.
   */
  unprompted: number
  early: number
  /** Questions that were followed by another, half a second later, without an answer between them. */
  unanswered: number
  /** Answers that took `KEPT_TURN` or more. */
  slowTotal: number
}

/** Of one connection; read while records are sent, as the connection itself. */
export interface TurnsRecord extends TurnCounts {
  conn: ConnRecord
  /** How many answers fell into each bin of `TURN_CUT`. */
  bins: readonly number[]
  /** Adds the bins to others: most connections are not asked for theirs alone. */
  addBins(to: number[]): void
  /** The first 256 slow ones. */
  slow: readonly Turn[]
  /** The question that waits for its answer at the end; null: none, or a disturbed one. */
  open: Turn | null
}

/** Index of the bin that counts `wait`. */
export function turnBin(wait: Nanos): number {
  let edge = TURN_CUT.unit * 2 ** (TURN_CUT.least + 1)
  let bin = 0
  while (wait >= edge && bin < TURN_BINS - 1) {
    edge *= 2
    bin++
  }
  return bin
}
