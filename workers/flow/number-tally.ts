/** How often numbers were met, when few of them make up most: the latest are counted aside. */

import { MAX_TALLIED_NUMBERS } from '../limits/limits'

const SLOTS = 256

export class NumberTally {
  private readonly numbers = new Float64Array(SLOTS)
  private readonly pending = new Float64Array(SLOTS)
  private readonly map = new Map<number, number>()
  /** Times that a number beyond the bound was met. */
  beyond = 0

  /** Counts a whole number ≥ 0. */
  add(number: number): void {
    const slot = (number ^ (number >>> 8)) & (SLOTS - 1)
    if (this.numbers[slot] !== number) {
      this.flush(slot)
      this.numbers[slot] = number
    }
    this.pending[slot] = (this.pending[slot] as number) + 1
  }

  counts(): ReadonlyMap<number, number> {
    for (let slot = 0; slot < SLOTS; slot++) this.flush(slot)
    return this.map
  }

  private flush(slot: number): void {
    const count = this.pending[slot] as number
    if (count === 0) return
    const number = this.numbers[slot] as number
    this.pending[slot] = 0
    const known = this.map.get(number)
    if (known === undefined && this.map.size >= MAX_TALLIED_NUMBERS) this.beyond += count
    else this.map.set(number, (known ?? 0) + count)
  }
}
