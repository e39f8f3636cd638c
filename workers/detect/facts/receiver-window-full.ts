/** What `receiver-window` found out about one receiver whose window was open, but full. */
import type { FullWindowRecord } from '../../model/records'
import type { Nanos, OctetCount } from '../../model/units'
import type { ReceiverFacts, WaitingConn } from './receiver-waits'

/** One connection whose sender waited for room. */
export interface FilledConn extends WaitingConn {
  full: FullWindowRecord
  /** Payload of the sender. */
  octets: OctetCount
  /** SYN to the ACK that completes, else the mean of data and its ACK; 0: unknown. */
  roundTrip: Nanos
}

export interface FilledFacts extends ReceiverFacts<FilledConn> {
  waits: number
  waited: Nanos
}
