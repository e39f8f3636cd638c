/** What the records of connections say of windows, for tests of detectors. */
import type { WindowRecord } from '../../workers/model/records'
import { MS } from './records'

/** Closed at these times, in milliseconds: from, to. */
export function closedWindow(
  stretches: readonly (readonly [number, number])[],
  changed: Partial<WindowRecord> = {},
): WindowRecord {
  return {
    filled: stretches.length,
    closures: stretches.length,
    closedTime: stretches.reduce((sum, [from, to]) => sum + (to - from) * MS, 0),
    probes: 0,
    longest: stretches.map(([from, to], index) => ({
      frame: 50 + 2 * index,
      time: from * MS,
      endFrame: 51 + 2 * index,
      endTime: to * MS,
      probes: 0,
    })),
    ...changed,
  }
}
