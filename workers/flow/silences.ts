/**
 * Connections on which both sides were silent for a while: the segment that broke the silence, and
 * whether the other side answered it. Devices on the way forget connections that are silent.
 */
import { MAX_SILENT_CONNS } from '../limits/limits'
import { firstDouble, Rows, strideOf } from './rows'

/** From here on it is one, ns: shorter than any timer that forgets connections in earnest. */
export const LONG_SILENCE = 1e9

/** Words of a row: the last silence, broken by a side with a frame; frames of both before that. */
const FROM = 0
/** 0: no silence waits for its answer. */
const FRAME = 1
const OWN = 2
const OTHER = 3
const WITH_FIN = 4
/** Doubles. */
const TIME = firstDouble(5)
const LENGTH = TIME + 1
const SURVIVED = TIME + 2
const WORDS = strideOf(5, 3)
const DOUBLES = WORDS / 2

/** A segment at the end of a silence. */
export interface Break {
  conn: number
  direction: 0 | 1
  frame: number
  time: number
  length: number
  fin: boolean
  rst: boolean
}

export interface Pending {
  direction: 0 | 1
  frame: number
  time: number
  length: number
  fin: boolean
  sent: number
}

export class Silences {
  private readonly rows = new Rows(WORDS)
  private readonly byConn = new Map<number, number>()
  private readonly framesOf: (side: number) => number
  /** Silences of connections beyond the bound. */
  dropped = 0

  /** `framesOf` gives the frames of a side so far, without the one at hand. */
  constructor(framesOf: (side: number) => number) {
    this.framesOf = framesOf
  }

  broken({ conn, direction, frame, time, length, fin, rst }: Break): void {
    const own = this.framesOf(2 * conn + direction)
    const other = this.framesOf(2 * conn + 1 - direction)
    // Until both have spoken there is no connection yet.
    if (own === 0 || other === 0) return
    const row = this.rowOf(conn)
    if (row < 0) return
    this.settle(conn, row)
    const { u, f } = this.rows
    const at = row * WORDS
    const d = row * DOUBLES
    if (u[at + FRAME] !== 0) {
      // Sent again, or given up, or reset in answer: the silence that waits remains the one.
      if (rst || u[at + FROM] === direction) return
      this.survive(row)
    }
    u[at + FROM] = direction
    u[at + FRAME] = frame
    u[at + OWN] = own
    u[at + OTHER] = other
    u[at + WITH_FIN] = fin ? 1 : 0
    f[d + TIME] = time
    f[d + LENGTH] = length
  }

  /** The silence whose end was not answered so far; it is forgotten. */
  take(conn: number): Pending | null {
    const row = this.byConn.get(conn)
    if (row === undefined) return null
    this.settle(conn, row)
    const { u, f } = this.rows
    const at = row * WORDS
    const frame = u[at + FRAME] as number
    if (frame === 0) return null
    u[at + FRAME] = 0
    const direction = u[at + FROM] === 0 ? 0 : 1
    return {
      direction,
      frame,
      time: f[row * DOUBLES + TIME] as number,
      length: f[row * DOUBLES + LENGTH] as number,
      fin: u[at + WITH_FIN] === 1,
      sent: this.framesOf(2 * conn + direction) - (u[at + OWN] as number),
    }
  }

  /** Longest silence whose end was answered; 0: none. */
  survived(conn: number): number {
    const row = this.byConn.get(conn)
    if (row === undefined) return 0
    this.settle(conn, row)
    return this.rows.f[row * DOUBLES + SURVIVED] as number
  }

  /** Was anything heard of the other side since the silence was broken? */
  private settle(conn: number, row: number): void {
    const { u } = this.rows
    const at = row * WORDS
    if (u[at + FRAME] === 0) return
    const other = this.framesOf(2 * conn + 1 - (u[at + FROM] as number))
    if (other > (u[at + OTHER] as number)) this.survive(row)
  }

  private survive(row: number): void {
    const { u, f } = this.rows
    const d = row * DOUBLES
    f[d + SURVIVED] = Math.max(f[d + SURVIVED] as number, f[d + LENGTH] as number)
    u[row * WORDS + FRAME] = 0
  }

  private rowOf(conn: number): number {
    const known = this.byConn.get(conn)
    if (known !== undefined) return known
    const row = this.byConn.size
    if (row >= MAX_SILENT_CONNS) {
      this.dropped++
      return -1
    }
    this.byConn.set(conn, row)
    this.rows.reserve(row)
    return row
  }
}
