/**
 * Holes in what a tap saw of one side: octets that were overtaken, or lost before the tap. Who fills
 * one sooner than the sender could know of it does not repeat: nobody answers a duplicate
 * acknowledgement faster than in the time from the tap to the sender and back. Who does it later
 * repeats: packets of one connection seldom overtake each other by a whole round trip.
 */
import { MAX_HOLES } from '../limits/limits'
import type { Nanos } from '../model/units'
import { after } from './sequence-numbers'
import type { Turnarounds } from './turnarounds'

/** Holes of one side that are remembered, the newest. */
const KEPT = 64

interface Hole {
  from: number
  to: number
  time: Nanos
}

export class Holes {
  /** Holes that found no room. */
  dropped = 0
  private readonly turnarounds: Pick<Turnarounds, 'of'>
  private readonly bySide = new Map<number, Hole[]>()
  private kept = 0

  constructor(turnarounds: Pick<Turnarounds, 'of'>) {
    this.turnarounds = turnarounds
  }

  /** Octets [from, to) of the side were left out. */
  open(side: number, from: number, to: number, time: Nanos): void {
    const holes = this.bySide.get(side)
    if (holes !== undefined && holes.length >= KEPT) holes.shift()
    else if (this.kept >= MAX_HOLES) {
      this.dropped++
      return
    } else this.kept++
    if (holes === undefined) this.bySide.set(side, [{ from, to, time }])
    else holes.push({ from, to, time })
  }

  /** What octets from `seq` on are that were never seen before. */
  filledBy(side: number, seq: number, time: Nanos): 'overtaken' | 'repeated' | 'unknown' {
    const hole = this.bySide.get(side)?.find(({ from, to }) => !after(from, seq) && after(to, seq))
    const least = this.turnarounds.of(side)
    if (hole === undefined || least === 0) return 'unknown'
    return time - hole.time < least ? 'overtaken' : 'repeated'
  }
}
