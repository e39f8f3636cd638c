/** What `receiver-window` found out about one receiver that closed its window. */
import type { WindowRecord } from '../../model/records'
import type { Nanos } from '../../model/units'
import type { ReceiverFacts, WaitingConn } from './receiver-waits'

/** One connection whose sender had to wait until the window opened. */
export interface LimitedConn extends WaitingConn {
  window: WindowRecord
  /** Segments with a window of zero. */
  zeroWindows: number
  /** Probes of the sender that the receiver answered. */
  answeredProbes: number
}

export interface WindowFacts extends ReceiverFacts<LimitedConn> {
  closures: number
  closed: Nanos
  longest: Nanos
  probes: number
  zeroWindows: number
  filled: number
}
