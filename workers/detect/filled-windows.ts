/** Connections whose sender filled the window of its receiver and waited for room. */
import type { ReceiverFacts, WaitingConn } from './facts/receiver-waits'
import type { FilledConn, FilledFacts } from './facts/receiver-window-full'
import { sum } from './grouping'
import { ReceiverWaits } from './receiver-waits'

type Filled = Omit<FilledConn, keyof WaitingConn>

export function filledWindows(): ReceiverWaits<Filled> {
  return new ReceiverWaits<Filled>(
    ({ fullWindow: full }, { dataOctets: octets, rttMean }, { handshake: { latency } }) =>
      full && { full, octets, roundTrip: latency > 0 ? latency : rttMean },
    ({ full }) => full.time,
  )
}

export function filledFacts(facts: ReceiverFacts<FilledConn>): FilledFacts {
  return {
    ...facts,
    waits: sum(facts.conns.map(({ full }) => full.waits)),
    waited: sum(facts.conns.map(({ full }) => full.time)),
  }
}
