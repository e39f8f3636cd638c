/** Silent or refusing destinations with one cause in common: a dead node or host, a cut-off source. */
import type { UnansweredGroup } from './facts/connect-unanswered'
import { append } from './grouping'

interface Destination {
  address: string
  sources: readonly string[]
  tunnelTo: string
}

interface Group<D> {
  kind: UnansweredGroup['kind']
  name: string
  members: readonly D[]
}

/** What destinations may share, most telling first; empty: this one has no such thing. */
const SHARED: readonly [UnansweredGroup['kind'], (destination: Destination) => string][] = [
  ['tunnel end', ({ tunnelTo }) => tunnelTo],
  ['address', ({ address }) => address],
  ['source', ({ sources }) => (sources.length === 1 ? (sources[0] ?? '') : '')],
  ['many', () => 'all'],
]

/** Up to `maxSeparate` destinations with the same thing in common stay alone. */
export function groupsOf<D extends Destination>(
  destinations: readonly D[],
  maxSeparate: number,
): { alone: readonly D[]; groups: Group<D>[] } {
  let alone = destinations
  const groups: Group<D>[] = []
  for (const [kind, nameOf] of SHARED) {
    if (alone.length <= maxSeparate) break
    const byName = new Map<string, D[]>()
    for (const facts of alone) append(byName, nameOf(facts), facts)
    const rest: D[] = []
    for (const [name, members] of byName) {
      if (name !== '' && members.length > maxSeparate) groups.push({ kind, name, members })
      else rest.push(...members)
    }
    alone = rest
  }
  return { alone, groups }
}
