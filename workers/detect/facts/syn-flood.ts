/** What `syn-flood` found out about handshakes with one address and port that nobody completes. */
import type { FrameNumber, Nanos, Port } from '../../model/units'
import type { OverlayKind } from '../overlay'

/** Of some handshakes, by what became of them. */
export interface Fates {
  /** SYNs and nothing else, and no SYN-ACK in return. */
  silent: number
  /** SYN-ACK, and nothing more from whoever asked. */
  halfOpen: number
  /** The originator sent RST instead of ACK. */
  reset: number
  completed: number
  refused: number
}

export interface AttemptSample {
  frame: FrameNumber
  time: Nanos
  source: string
  sourcePort: Port
  /** 0: none. */
  synAckFrame: FrameNumber
  synAckTime: Nanos
}

/** SYN to SYN-ACK of handshakes that were completed. */
export interface AnswerTimes {
  median: Nanos
  longest: Nanos
}

export interface SynFloodFacts {
  address: string
  port: Port
  capture: number
  place: string
  /** Other taps that show the same. */
  alsoAt: readonly string[]
  /** First and last handshake of the flood that was never completed. */
  first: Nanos
  last: Nanos
  /** Seconds of it that are flooded. */
  seconds: number
  /** Handshakes begun in them, and of those the ones old enough to be judged. */
  begun: number
  judged: number
  patience: Nanos
  fates: Fates
  /** Judged and never completed. */
  left: number
  /** Handshakes begun in the busiest second. */
  peak: number
  /** Addresses that left them, what each and what the busiest left: as far as was counted. */
  addresses: number
  moreAddresses: boolean
  perAddress: number
  busiest: { address: string; left: number }
  /** Share of the SYNs without MSS; −1: not known, frames are cut. */
  bare: number
  /** The commonest TTL, and its share. */
  ttl: { value: number; share: number }
  /** Left without answer although they repeated their SYN, or came through at another time. */
  turnedAway: number
  /** Handshakes of the same seconds, and of other times; null: none. */
  answers: AnswerTimes | null
  answersElse: AnswerTimes | null
  /** The tap shows packets of the target's port. */
  heard: boolean
  /** The tap shows more of TCP than handshakes that are not completed. */
  seesMore: boolean
  /** More connections than are followed: all numbers are the least. */
  cut: boolean
  overlay: OverlayKind
  /** Over time, as far as can be judged. */
  slices: readonly { from: Nanos; judged: number; left: number }[]
  samples: readonly AttemptSample[]
}
