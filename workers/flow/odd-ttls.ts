/**
 * TTLs of a side's segments that differ from that of its first. Nearly all sides have none; where
 * routes change or another machine speaks in a host's name there are a few.
 */
import { MAX_TTL_SIDES } from '../limits/limits'

/** So many, an octet each, fit into one number; 0 is none. */
const KEPT = 4

export class OddTtls {
  private readonly bySide = new Map<number, number>()
  /** Sides with more TTLs than are kept. */
  private readonly many = new Set<number>()
  /** Segments of sides beyond the bound. */
  dropped = 0

  add(side: number, ttl: number): void {
    const known = this.bySide.get(side)
    if (known === undefined && this.bySide.size >= MAX_TTL_SIDES) {
      this.dropped++
      return
    }
    let free = 0
    for (; free < KEPT; free++) {
      const here = ((known ?? 0) >>> (8 * free)) & 255
      if (here === ttl) return
      if (here === 0) break
    }
    if (free === KEPT) this.many.add(side)
    else this.bySide.set(side, ((known ?? 0) | (ttl << (8 * free))) >>> 0)
  }

  /** null: they are not all known. */
  of(side: number): number[] | null {
    const known = this.bySide.get(side)
    if (this.many.has(side) || (known === undefined && this.dropped > 0)) return null
    const ttls: number[] = []
    for (let rest = known ?? 0; rest !== 0; rest >>>= 8) ttls.push(rest & 255)
    return ttls
  }
}
