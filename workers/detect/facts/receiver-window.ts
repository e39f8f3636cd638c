/** What `receiver-window` found out about one receiver: a service, or a host as client of one. */
import type { Endpoint, Tunnel, WindowRecord } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'

/** One connection whose sender had to wait, at the tap that shows most of it. */
export interface LimitedConn {
  capture: number
  tap: number
  place: string
  sender: Endpoint
  receiver: Endpoint
  tunnel: Tunnel | null
  stream: number
  firstFrame: FrameNumber
  first: Nanos
  last: Nanos
  window: WindowRecord
  /** Segments with a window of zero. */
  zeroWindows: number
  /** Of the sender: segments with data, and those sent again. */
  dataFrames: number
  retransmissions: number
  /** Probes of the sender that the receiver answered. */
  answeredProbes: number
}

export interface WindowFacts {
  receiver: string
  /** Port of the service, and whether it is the receiver. */
  port: number
  isService: boolean
  /** Those that waited longest first. */
  conns: readonly LimitedConn[]
  closures: number
  closed: Nanos
  longest: Nanos
  probes: number
  zeroWindows: number
  filled: number
  /** Time of these connections, from their first to their last segment. */
  lasted: Nanos
}
