/**
 * Holes in what a tap saw of one side: octets that were overtaken. Who fills one sooner than the
 * sender could know of it does not repeat: nobody answers a duplicate acknowledgement faster than in
 * the time from the tap to the sender and back.
 */
import { MAX_FLOWS } from '../limits/limits'
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
  private readonly turnarounds: Turnarounds
  private readonly bySide = new Map<number, Hole[]>()

  constructor(turnarounds: Turnarounds) {
    this.turnarounds = turnarounds
  }

  /** Octets [from, to) of the side were left out. */
  open(side: number, from: number, to: number, time: Nanos): void {
    const holes = this.bySide.get(side)
    if (holes === undefined) {
      if (this.bySide.size < MAX_FLOWS) this.bySide.set(side, [{ from, to, time }])
      return
    }
    if (holes.length >= KEPT) holes.shift()
    holes.push({ from, to, time })
  }

  /** Do octets from `seq` on come too soon for a repetition? False where that cannot be told. */
  isOvertaken(side: number, seq: number, time: Nanos): boolean {
    const hole = this.bySide.get(side)?.find(({ from, to }) => !after(from, seq) && after(to, seq))
    return hole !== undefined && time - hole.time < this.turnarounds.of(side)
  }
}
