/** From holes that a tap behind a loss shows to facts, and how grave and sure they are. */
import type { Confidence, Severity } from '../model/finding'
import type { SizeProofs } from './facts/mtu-black-hole'
import type { MissingFacts } from './facts/missing-segments'
import { greatest, sum } from './grouping'
import type { MissingSegments } from './missing-segments'
import type { SizeLoss, WaySizes } from './size-loss'

export const connsOf = (missing: readonly MissingSegments[]): number =>
  new Set(missing.map(({ record }) => record)).size

/** `missing`: at one tap, of all `sizes`. */
export function missingFacts(
  missing: readonly MissingSegments[],
  sizes: readonly WaySizes[],
  losses: SizeLoss,
): MissingFacts {
  const last = sizes
    .map((entry) => losses.heard(entry).last)
    .reduce((latest, each) => (each.lastTime > latest.lastTime ? each : latest))
  const heardUntil = last.lastTime
  const open = missing.map(({ hole: { time, filledTime } }) =>
    Math.max(0, (filledTime < 0 ? heardUntil : filledTime) - time),
  )
  return {
    holes: [...missing].sort((a, b) => b.segments - a.segments || a.hole.time - b.hole.time),
    segments: sum(missing.map(({ segments }) => segments)),
    connections: connsOf(missing),
    longestOpen: greatest(open),
    unfilled: missing.filter(({ hole }) => hole.filledTime < 0).length,
    exact: missing.filter(({ rest }) => rest === 0).length,
    told: missing.filter(({ told }) => told !== null).length,
    heardUntil,
    heardFrame: last.lastFrame,
  }
}

/** What is known of smaller packets: otherwise the holes would not be believed. */
export const behindProofs = (
  missing: readonly MissingSegments[],
): Pick<SizeProofs, 'sackHole' | 'during' | 'later'> => ({
  sackHole: missing.some(({ told }) => told === 'sack'),
  during: false,
  later: true,
})

/**
 * Never certain, as nobody saw the segments. Two different signs are likely no chance: only full ones
 * are missing, the receiver says so, it struck again, smaller ones came through, pings agree.
 */
export function gravityBehind(
  { holes, exact, told, connections, unfilled }: MissingFacts,
  pings: boolean,
): [Severity, Confidence] | null {
  const signs = [exact > 0, told > 0, connections > 1, unfilled < holes.length, pings]
  const found = signs.filter(Boolean).length
  if (found === 0) return null
  if (found === 1) return ['warning', 'possible']
  return [unfilled > 0 ? 'critical' : 'warning', 'likely']
}
