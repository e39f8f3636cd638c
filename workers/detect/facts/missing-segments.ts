/** What a tap behind a loss shows of segments that it never saw. */
import type { FrameNumber, Nanos } from '../../model/units'
import type { MissingSegments } from '../missing-segments'

export interface MissingFacts {
  /** Holes of full-sized segments; those with most segments first. */
  holes: readonly MissingSegments[]
  /** Full segments in all of them, and connections hit. */
  segments: number
  connections: number
  /** The longest time that one stayed open, and how many nobody ever filled. */
  longestOpen: Nanos
  unfilled: number
  /** Whole multiples of a full segment. */
  exact: number
  /** Holes that the receiver tells of as well. */
  told: number
  /** When the last packet in the direction of the loss was seen. */
  heardUntil: Nanos
  heardFrame: FrameNumber
}
