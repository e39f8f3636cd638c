/** What `checksum-errors` found out about the damaged segments of one tap. */
import type { DamageSample, Tunnel } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'

/** One direction of a connection with damaged segments. */
export interface DamagedSide {
  from: string
  fromPort: number
  to: string
  toPort: number
  /** Its `src` is on the side of `from`. */
  tunnel: Tunnel | null
  stream: number
  firstFrame: FrameNumber
  first: Nanos
  last: Nanos
  frames: number
  checked: number
  wrong: number
  delivered: number
  repeated: number
  samples: readonly DamageSample[]
}

export interface DamageFacts {
  capture: number
  place: string
  /** Those with most repetitions first. */
  sides: readonly DamagedSide[]
  senders: readonly string[]
  receivers: readonly string[]
  /** Wrong and repeated; wrong and acknowledged all the same. */
  wrong: number
  repeated: number
  delivered: number
  /** Of all segments of these senders at this tap. */
  checked: number
  /** Segments of these senders whose checksum was right. */
  right: number
  /** Other taps that show segments of these connections, all of them right; empty: none. */
  cleanAt: string
}
