/** What several places tell together, in the analysis document: clocks, and ways from place to place. */
import type { ClockRecord, PassageRecord, Place } from '../model/journey'

export function clockDocument(record: ClockRecord) {
  const { reference, capture, matched, offset, uncertainty, driftPpm, refused } = record
  return { reference, capture, matched, offset, uncertainty, driftPpm, refused }
}

export function passageDocument(record: PassageRecord) {
  const { from, to, sent, passed, lost, missed, resegmented } = record
  const { largestPassed, smallestLost, delayMin, delayMedian, delayMax } = record
  return {
    from: placeDocument(from),
    to: placeDocument(to),
    ...{ sent, passed, lost, missed, resegmented, largestPassed, smallestLost },
    ...{ delayMin, delayMedian, delayMax },
  }
}

/** `tunnel`: null outside of one. */
function placeDocument({ capture, tap, tunnel, src, dst }: Place) {
  const outer = tunnel && { kind: tunnel.kind, src: tunnel.src, dst: tunnel.dst, vni: tunnel.vni }
  return { capture, tap, tunnel: outer, src, dst }
}
