/**
 * Holes that were seen twice: where the capture has a tap before a tunnel as well, at the interface of
 * a pod or behind address translation, packets that vanish in the tunnel are missed there, too.
 */
import type { BlackHole } from './black-holes'
import type { MissingSegments } from './missing-segments'
import type { LostSegment } from './size-loss'
import { hostsKey } from './way'

export class Carried {
  private readonly segments = new Set<string>()
  /** Where what is lost begins, however many segments it is. */
  private readonly begins = new Set<string>()
  private readonly pings = new Set<string>()

  constructor(holes: readonly BlackHole[]) {
    for (const hole of holes) {
      if (hole.way.tunnel === null) continue
      for (const segment of lostIn(hole)) {
        this.segments.add(keyOf(segment))
        this.begins.add(beginOf(segment.segment))
      }
      for (const { from, hole: octets } of missingIn(hole)) {
        this.begins.add(beginOf({ from, seq: octets.seq }))
      }
      if (hole.echo) this.pings.add(pingsOf(hole))
    }
  }

  /** Of a hole outside of tunnels: is it one of those that are known from inside of one? */
  has(hole: BlackHole): boolean {
    if (hole.way.tunnel !== null) return false
    const lost = lostIn(hole)
    const missing = missingIn(hole)
    if (lost.length === 0 && missing.length > 0) {
      return missing.some(({ from, hole: { seq } }) => this.begins.has(beginOf({ from, seq })))
    }
    if (lost.length === 0) return hole.echo !== null && this.pings.has(pingsOf(hole))
    // Of many segments each tap keeps the first, which need not be the same ones.
    return 2 * lost.filter((segment) => this.segments.has(keyOf(segment))).length >= lost.length
  }
}

const lostIn = ({ sizes }: BlackHole): LostSegment[] => sizes.flatMap(({ lost }) => lost)

const missingIn = ({ sizes }: BlackHole): MissingSegments[] =>
  sizes.flatMap(({ missing }) => missing)

const beginOf = ({ from, seq }: { from: string; seq: number }): string => `${from} ${String(seq)}`

/** Sequence numbers survive tunnels and address translation. */
const keyOf = ({ segment: { seq, length, from } }: LostSegment): string =>
  `${from} ${String(seq)} ${String(length)}`

const pingsOf = ({ way: { from, to }, echo }: BlackHole): string =>
  `${[from, to]
    .sort()
    .map((host) => hostsKey(host, ''))
    .join(' ')} ${String(echo?.lost ?? 0)}`
