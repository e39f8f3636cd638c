/**
 * Which legs carry the same packets: those of one conversation under the same addresses, and those
 * whose addresses were translated on the way (RFC 3022), which only the packets themselves tell.
 */
import type { Leg, Legs } from './legs'
import { sameAddresses, type LegPair, type Meetings } from './meetings'
import { TCP } from './sightings'

/** Segments that two legs with different addresses must share, unless the SYN is among them. */
const MIN_TRANSLATED = 3

export class Kinship {
  /** Pairs of legs with the same packets. */
  readonly pairs: LegPair[] = []
  /** Those of them with different addresses. */
  readonly translated: LegPair[] = []
  private readonly parent: Int32Array

  constructor(legs: Legs, meetings: Meetings) {
    this.parent = Int32Array.from(legs.list, ({ number }) => number)
    const candidates: LegPair[] = []
    for (const pair of meetings.pairs.values()) {
      const [a, b] = [legs.list[pair.a] as Leg, legs.list[pair.b] as Leg]
      if (a.kind !== b.kind) continue
      if (sameAddresses(a, b)) this.join(pair)
      else if (a.kind === TCP && isTranslation(a, b, pair)) candidates.push(pair)
    }
    const best = bestPartners(legs, candidates)
    for (const pair of candidates) {
      const [a, b] = [legs.list[pair.a] as Leg, legs.list[pair.b] as Leg]
      if (best.get(partnerKey(a, b)) !== pair || best.get(partnerKey(b, a)) !== pair) continue
      this.join(pair)
      this.translated.push(pair)
    }
  }

  /** Number of the class of legs that carry the same packets. */
  of(leg: number): number {
    let at = leg
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at] as number] as number
      at = this.parent[at] as number
    }
    return at
  }

  private join(pair: LegPair): void {
    this.pairs.push(pair)
    const [a, b] = [this.of(pair.a), this.of(pair.b)]
    if (a !== b) this.parent[Math.max(a, b)] = Math.min(a, b)
  }
}

/** Connections that begin with the same numbers, as simple senders choose them, are not enough. */
function isTranslation(a: Leg, b: Leg, { matched, syn }: LegPair): boolean {
  if (matched < MIN_TRANSLATED && !syn) return false
  // At one tap a packet comes again only if a router passed it on.
  return a.where !== b.where || a.ttl !== b.ttl
}

const partnerKey = (leg: Leg, other: Leg): string => `${String(leg.number)} ${String(other.where)}`

/** For each leg and place, the pair that shares most packets; none when two share as many. */
function bestPartners(legs: Legs, candidates: readonly LegPair[]): Map<string, LegPair | null> {
  const best = new Map<string, LegPair | null>()
  const most = new Map<string, number>()
  const offer = (key: string, pair: LegPair) => {
    const known = most.get(key) ?? 0
    if (pair.matched > known) {
      best.set(key, pair)
      most.set(key, pair.matched)
    } else if (pair.matched === known) best.set(key, null)
  }
  for (const pair of candidates) {
    const [a, b] = [legs.list[pair.a] as Leg, legs.list[pair.b] as Leg]
    offer(partnerKey(a, b), pair)
    offer(partnerKey(b, a), pair)
  }
  return best
}
