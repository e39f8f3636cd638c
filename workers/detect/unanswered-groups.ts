/** Silent destinations that have one cause in common: a dead node, a dead host, a cut-off source. */
import type { UnansweredFacts, UnansweredGroup } from './facts/connect-unanswered'
import { append } from './grouping'

/** What destinations may share, most telling first; empty: this one has no such thing. */
const SHARED: readonly [UnansweredGroup['kind'], (facts: UnansweredFacts) => string][] = [
  ['tunnel end', ({ tunnelTo }) => tunnelTo],
  ['address', ({ address }) => address],
  ['source', ({ sources }) => (sources.length === 1 ? (sources[0] ?? '') : '')],
  ['many', () => 'all'],
]

/** Up to `maxSeparate` destinations with the same thing in common stay alone. */
export function groupsOf(
  destinations: readonly UnansweredFacts[],
  maxSeparate: number,
): { alone: readonly UnansweredFacts[]; groups: UnansweredGroup[] } {
  let alone = destinations
  const groups: UnansweredGroup[] = []
  for (const [kind, nameOf] of SHARED) {
    if (alone.length <= maxSeparate) break
    const byName = new Map<string, UnansweredFacts[]>()
    for (const facts of alone) append(byName, nameOf(facts), facts)
    const rest: UnansweredFacts[] = []
    for (const [name, members] of byName) {
      if (name !== '' && members.length > maxSeparate) groups.push({ kind, name, members })
      else rest.push(...members)
    }
    alone = rest
  }
  return { alone, groups }
}
