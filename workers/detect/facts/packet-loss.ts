/** What `packet-loss` counted from one host to another, at one tap. */
import type { LateSegment, PassageRecord, RepeatedSegment } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'
import type { Way } from '../way'

export interface LossFacts {
  capture: number
  tap: number
  way: Way
  place: string
  dataSegments: number
  /** Repetitions of what got through in the end. */
  lost: number
  retransmissions: number
  fast: number
  /** Repetitions of data that had already been acknowledged: not lost. */
  spurious: number
  /** Repetitions of segments acknowledged never or after many attempts: a stall, no loss. */
  stalled: number
  /** Repetitions of segments that ICMP told to be too big. */
  tooBig: number
  /** Jumps in the sequence numbers: lost before they reached this tap. */
  gaps: number
  /** Segments that others of their connection overtook. */
  outOfOrder: number
  ackedUnseen: number
  connections: number
  lossyConnections: number
  /** Those with most losses. */
  worst: {
    label: string
    lost: number
    dataSegments: number
    firstFrame: FrameNumber
    firstTime: Nanos
  }[]
  /** From all taps that saw these hosts. */
  examples: { capture: number; label: string; segment: RepeatedSegment }[]
  /** The same, where the first transmission was lost before the tap. */
  late: { capture: number; label: string; segment: LateSegment }[]
  echo: { requests: number; unanswered: number }
  first: Nanos
  last: Nanos
  /** The same hosts at other taps. */
  elsewhere: { place: string; lost: number; dataSegments: number }[]
  /** The same way between two captures that both saw it; null: there are no two. */
  between: BetweenTaps | null
}

/** What two captures tell of the same packets. */
export interface BetweenTaps {
  passage: PassageRecord
  /** Mere acknowledgements too: nobody can say whether they were repeated. */
  lost: number
  fromPlace: string
  toPlace: string
}
