/** How long a side of a connection takes to answer at least, as its tap sees it. */
import type { Nanos } from '../model/units'
import * as at from './conn-rows'
import type { Rows } from './rows'

export class Turnarounds {
  private readonly conns: Rows
  private readonly sides: Rows

  constructor(conns: Rows, sides: Rows) {
    this.conns = conns
    this.sides = sides
  }

  /** Shortest time known from the tap to the side and back; 0: unknown, as without a handshake. */
  of(side: number): Nanos {
    const { u, f } = this.sides
    const asking = side ^ 1
    const handshake = this.handshake(side)
    if (u[asking * at.SIDE_WORDS + at.RTT_SAMPLES] === 0 || handshake === 0) return handshake
    return Math.min(handshake, f[asking * at.SIDE_DOUBLES + at.RTT_MIN] as number)
  }

  /** What the side took for its part of the handshake; 0: not captured, or not asked once only. */
  private handshake(side: number): Nanos {
    const { u, f } = this.conns
    const c = (side >>> 1) * at.CONN_WORDS
    const d = (side >>> 1) * at.CONN_DOUBLES
    if (u[c + at.SYN_TOTAL] !== 1 || u[c + at.SYN_ACK_TOTAL] !== 1) return 0
    const began = (side & 1) === u[c + at.ORIG]
    const [asked, answered] = began
      ? [at.SYN_ACK_TIME, at.ACK_TIME]
      : [at.SYN_TIME, at.SYN_ACK_TIME]
    const [from, to] = [f[d + asked] as number, f[d + answered] as number]
    return from < 0 || to < 0 ? 0 : to - from
  }
}
