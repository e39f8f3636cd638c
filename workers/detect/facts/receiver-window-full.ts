/** What `receiver-window` found out about one receiver whose window was open, but full. */
import type { Endpoint, FullWindowRecord, Tunnel } from '../../model/records'
import type { FrameNumber, Nanos, OctetCount } from '../../model/units'

/** One connection whose sender waited for room, at the tap that shows most of it. */
export interface FilledConn {
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
  full: FullWindowRecord
  /** Payload of the sender. */
  octets: OctetCount
  retransmissions: number
  dataFrames: number
  /** SYN to the ACK that completes, else the mean of data and its ACK; 0: unknown. */
  roundTrip: Nanos
}

export interface FilledFacts {
  receiver: string
  /** Port of the service, and whether it is the receiver. */
  port: number
  isService: boolean
  /** Those that waited longest first. */
  conns: readonly FilledConn[]
  waits: number
  waited: Nanos
  lasted: Nanos
}
