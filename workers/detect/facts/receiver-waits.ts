/** What is known of any receiver that kept its senders waiting: a service, or a host as client of one. */
import type { Endpoint, Tunnel } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'

/** One connection whose sender had to wait, at the tap that shows most of it. */
export interface WaitingConn {
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
  /** Of the sender: segments with data, and those sent again. */
  dataFrames: number
  retransmissions: number
}

export interface ReceiverFacts<Conn extends WaitingConn> {
  receiver: string
  /** Port of the service, and whether it is the receiver. */
  port: number
  isService: boolean
  /** Those that waited longest first. */
  conns: readonly Conn[]
  /** Time of these connections, from their first to their last segment. */
  lasted: Nanos
}
