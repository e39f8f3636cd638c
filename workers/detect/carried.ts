/**
 * Holes that were seen twice: where the capture has a tap before a tunnel as well, at the interface of
 * a pod or behind address translation, packets that vanish in the tunnel are missed there, too. And
 * what one tap misses, another before the loss may have seen sent again and again.
 */
import type { BlackHole } from './black-holes'
import type { MissingSegments } from './missing-segments'
import type { LostSegment, WaySizes } from './size-loss'
import { hostsKey } from './way'

export class Carried {
  private readonly segments = new Set<string>()
  private readonly pings = new Set<string>()
  /** Where holes begin that were seen in tunnels, and segments that were repeated anywhere. */
  private readonly missing = new Set<string>()
  private readonly repeated = new Set<string>()

  /** `ways`: of all that lost something, whatever became of the suspicion. */
  constructor(holes: readonly BlackHole[], ways: readonly WaySizes[]) {
    for (const { lost } of ways) {
      for (const { segment } of lost) this.repeated.add(beginOf(segment.from, segment.seq))
    }
    for (const hole of holes) {
      if (hole.way.tunnel === null) continue
      for (const segment of lostIn(hole)) this.segments.add(keyOf(segment))
      for (const { from, hole: octets } of missingIn(hole)) {
        this.missing.add(beginOf(from, octets.seq))
      }
      if (hole.echo) this.pings.add(pingsOf(hole))
    }
  }

  /** Of any hole that only a tap behind the loss shows, and of others outside of tunnels: is it known? */
  has(hole: BlackHole): boolean {
    const lost = lostIn(hole)
    const begins = missingIn(hole).map(({ from, hole: { seq } }) => beginOf(from, seq))
    if (lost.length === 0 && begins.some((begin) => this.repeated.has(begin))) return true
    if (hole.way.tunnel !== null) return false
    if (lost.length === 0 && begins.length > 0) {
      return begins.some((begin) => this.missing.has(begin))
    }
    if (lost.length === 0) return hole.echo !== null && this.pings.has(pingsOf(hole))
    // Of many segments each tap keeps the first, which need not be the same ones.
    return 2 * lost.filter((segment) => this.segments.has(keyOf(segment))).length >= lost.length
  }
}

const lostIn = ({ sizes }: BlackHole): LostSegment[] => sizes.flatMap(({ lost }) => lost)

const missingIn = ({ sizes }: BlackHole): MissingSegments[] =>
  sizes.flatMap(({ missing }) => missing)

/** Sequence numbers survive tunnels and address translation. */
const beginOf = (from: string, seq: number): string => `${from} ${String(seq)}`

const keyOf = ({ segment: { seq, length, from } }: LostSegment): string =>
  `${beginOf(from, seq)} ${String(length)}`

const pingsOf = ({ way: { from, to }, echo }: BlackHole): string =>
  `${[from, to]
    .sort()
    .map((host) => hostsKey(host, ''))
    .join(' ')} ${String(echo?.lost ?? 0)}`
