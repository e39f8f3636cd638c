/** Connections whose receiver closed its window. */
import type { ReceiverFacts, WaitingConn } from './facts/receiver-waits'
import type { LimitedConn, WindowFacts } from './facts/receiver-window'
import { greatest, sum } from './grouping'
import { ReceiverWaits } from './receiver-waits'

type Limited = Omit<LimitedConn, keyof WaitingConn>

export function limitingWindows(): ReceiverWaits<Limited> {
  return new ReceiverWaits<Limited>(
    ({ window, zeroWindows }, { probes }) =>
      window && window.closures > 0
        ? { window, zeroWindows, answeredProbes: probes?.answered ?? 0 }
        : null,
    ({ window }) => window.closedTime,
  )
}

export function windowFacts(facts: ReceiverFacts<LimitedConn>): WindowFacts {
  const { conns } = facts
  const total = (count: (conn: LimitedConn) => number) => sum(conns.map(count))
  return {
    ...facts,
    closures: total(({ window }) => window.closures),
    closed: total(({ window }) => window.closedTime),
    longest: greatest(conns.map(longestOf)),
    probes: total(({ window }) => window.probes),
    zeroWindows: total(({ zeroWindows }) => zeroWindows),
    filled: total(({ window }) => window.filled),
  }
}

const longestOf = ({ window: { longest } }: LimitedConn) =>
  greatest(longest.map(({ time, endTime }) => endTime - time))
