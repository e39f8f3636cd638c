/** Octets of a side that this tap missed for long, as the record that detectors read. */
import type { MissingOctets } from '../model/records'
import * as at from './conn-rows'
import type { Conns } from './conns'

/** Shared by all sides that miss nothing. */
const NONE: MissingOctets[] = []

export function missingOf(conns: Conns, side: number): MissingOctets[] {
  const { u, f } = conns.sides
  const s = side * at.SIDE_WORDS
  if (u[s + at.GAPS] === 0) return NONE
  const holes = conns.delivery.holes.missing(side)
  if (holes.length === 0) return NONE
  const base = conns.baseSeq(side)
  return holes.map((hole) => {
    const { from, to, frame, time, behind, filled, largestPiece, filledFrame, filledTime } = hole
    const sacked = u[s + at.SACK_HOLE] === from && u[s + at.SACK_LEFT] === to
    return {
      seq: from,
      relativeSeq: (from - base) >>> 0,
      length: (to - from) >>> 0,
      ...{ frame, time, behind, filled, largestPiece, filledFrame, filledTime },
      sackFrame: sacked ? (u[s + at.SACK_FRAME] as number) : 0,
      sackTime: sacked ? (f[side * at.SIDE_DOUBLES + at.SACK_TIME] as number) : -1,
    }
  })
}
