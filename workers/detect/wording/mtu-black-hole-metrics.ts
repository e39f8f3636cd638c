/** Numbers of holes for large packets. A size that nobody saw, but SYNs allow, is an estimate. */
import type { Metric } from '../../model/finding'
import { mayCarryPods } from '../../model/tunnel'
import { NANOS_PER_SECOND } from '../../model/units'
import type { MissingFacts } from '../facts/missing-segments'
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import { rounded } from '../format'
import { estimated, measured } from '../said'

export function blackHoleMetrics(facts: BlackHoleFacts): Metric[] {
  const { largestDelivered, smallestLost, largestDeliveredOuter, smallestLostOuter } = facts
  const { way, missing } = facts
  const lost = missing ? estimated : measured
  const outer = [
    measured('largestDeliveredOuter', 'largest delivered, outer', largestDeliveredOuter, 'octets'),
    lost('smallestLostOuter', 'smallest lost, outer', smallestLostOuter, 'octets'),
  ]
  return [
    measured('largestDelivered', 'largest delivered', largestDelivered, 'octets'),
    lost('smallestLost', 'smallest lost', smallestLost, 'octets'),
    ...(way.tunnel ? outer : []),
    ...lostMetrics(facts),
    ...safeMetrics(facts),
  ]
}

/** Segments that were repeated in vain, or the holes that they left, and pings. */
export function lostMetrics(facts: BlackHoleFacts): Metric[] {
  const { echo } = facts.proofs
  return [
    ...(facts.missing ? holeMetrics(facts.missing) : segmentMetrics(facts)),
    measured('connections', 'connections hit', facts.connections, 'connections'),
    ...(echo ? [measured('pingsLost', 'large pings lost', echo.lostRequests, 'packets')] : []),
  ]
}

const segmentMetrics = ({ segments, transmissions }: BlackHoleFacts): Metric[] => [
  measured('segmentsLost', 'segments repeated in vain', segments, 'segments'),
  measured('transmissions', 'transmissions of them', transmissions, 'packets'),
]

function holeMetrics({ holes, segments, longestOpen }: MissingFacts): Metric[] {
  const longest = rounded(longestOpen / NANOS_PER_SECOND)
  return [
    measured('holes', 'holes seen behind the loss', holes.length, 'holes'),
    estimated('segmentsMissing', 'full segments missing', segments, 'segments'),
    measured('longestOpenSeconds', 'longest time without them', longest, 's'),
  ]
}

function safeMetrics({ way, safeMtu, largestDelivered, goodputCost }: BlackHoleFacts): Metric[] {
  const { tunnel } = way
  const carries = tunnel !== null && mayCarryPods(tunnel) ? 'safe pod MTU' : 'safe inner MTU'
  const safe = safeMtu === largestDelivered ? measured : estimated
  return [
    safe('safeMtu', tunnel === null ? 'safe route MTU' : carries, safeMtu, 'octets'),
    estimated('goodputCost', 'goodput cost of that MTU', rounded(goodputCost), '%'),
  ]
}
