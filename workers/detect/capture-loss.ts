/**
 * Is what a finding misses no more than what the capture lost? Only of findings that count packets
 * which nobody is sure to have sent again: a repetition is on the wire, whatever the capture lost
 * before. A name that is asked for again need not be one.
 */
import type { Finding } from '../model/finding'

/** Losses of a capture come in bursts: so many times their average may be meant for one kind of traffic. */
const IN_BURSTS = 3
/** So many are always within chance. */
const FEW = 3

/** By detector: names of the metrics that count what is missing and of how many, and those that must be 0. */
const MISSING: Readonly<
  Record<string, { missing: string; of: string; proves: readonly string[] }>
> = {
  'dns-latency': { missing: 'timedOut', of: 'lookups', proves: ['slowAnswers'] },
  'icmp-unanswered': { missing: 'unanswered', of: 'requests', proves: ['smallestLost'] },
  'lost-in-node': { missing: 'packetsLost', of: 'packetsSeen', proves: [] },
  'packet-loss': { missing: 'lostBetweenTaps', of: 'seenAtFirstTap', proves: ['lostSegments'] },
}

/** `share`: of all packets, those that the capturing system lost. */
export function isCaptureLoss({ detector, metrics }: Finding, share: number): boolean {
  const counted = MISSING[detector]
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  if (counted === undefined || counted.proves.some((name) => value(name) > 0)) return false
  const missing = value(counted.missing)
  // What a capturing system loses it does not choose by size.
  const passed = value('largestPassed')
  if (missing > FEW && passed > 0 && value('smallestLost') > passed) return false
  return missing > 0 && missing <= IN_BURSTS * share * value(counted.of) + FEW
}
