/** What most of the lossy pairs of hosts share and most of the others do not. */
import type { CommonFactor } from './facts/packet-loss-spread'
import type { Way } from './way'

/** Where a pair of hosts was seen. */
export interface Spot {
  capture: number
  tap: number
  way: Way
}

const ENDS: readonly [CommonFactor['kind'], (spot: Spot) => readonly string[]][] = [
  ['source', ({ way }) => [way.from]],
  ['destination', ({ way }) => [way.to]],
  ['host', ({ way }) => [way.from, way.to]],
  ['tunnel end', ({ way: { tunnel } }) => (tunnel ? [tunnel.src, tunnel.dst] : [])],
  ['tap', ({ capture, tap }) => [`${String(capture)} ${String(tap)}`]],
]

/** Share of the lossy pairs that must have it, and of the others that may at most. */
const MOST = 0.8
const FEW = 0.25

/** The factor, with the lossy pairs that have it; null: none. `all` includes the lossy ones. */
export function commonFactor<S extends Spot>(
  lossy: readonly S[],
  all: () => Iterable<Spot>,
  nameOfTap: (spot: S) => string,
): { factor: CommonFactor; sharing: S[] } | null {
  for (const [kind, endsOf] of ENDS) {
    const name = mostFrequent(lossy.flatMap(endsOf))
    const has = (spot: Spot) => name !== undefined && endsOf(spot).includes(name)
    const sharing = lossy.filter(has)
    const [first] = sharing
    if (!first || sharing.length < MOST * lossy.length) continue
    let others = -lossy.length
    let alike = -sharing.length
    for (const spot of all()) {
      others++
      if (has(spot)) alike++
    }
    if (alike > FEW * others || others <= 0) continue
    return { factor: { kind, name: kind === 'tap' ? nameOfTap(first) : (name ?? '') }, sharing }
  }
  return null
}

function mostFrequent(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
