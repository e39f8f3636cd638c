/**
 * Rows of numbers, each in one stretch of memory: 32-bit words first, then doubles. `u` and `f`
 * see the same buffer, so that a packet touches one page for a row instead of one for every
 * column: what costs here is memory that is far apart, not arithmetic.
 *
 * Word `w` of row `r` is `u[r * stride + w]`, double `d` is `f[r * stride / 2 + first + d]`, where
 * `strideOf` gives the stride and `firstDouble` the place of the first double.
 */
/**
 * Memory costs when it is touched, not when it is asked for, and a page that is touched for the first
 * time costs more than a thousand that are there: so growing goes in large steps, which copy little.
 */
export const GROWTH = 8

export class Rows {
  u: Uint32Array
  f: Float64Array
  private capacity = 256
  private readonly stride: number

  /** `stride` as `strideOf` gives it. */
  constructor(stride: number) {
    this.stride = stride
    this.u = new Uint32Array(this.capacity * stride)
    this.f = new Float64Array(this.u.buffer)
  }

  /** Makes room for rows up to and including `row`; new ones are zero. */
  reserve(row: number): void {
    if (row < this.capacity) return
    while (this.capacity <= row) this.capacity *= GROWTH
    const u = new Uint32Array(this.capacity * this.stride)
    u.set(this.u)
    this.u = u
    this.f = new Float64Array(u.buffer)
  }
}

/** Words that a row of so many words and doubles takes; even. */
export function strideOf(words: number, doubles: number): number {
  return 2 * (firstDouble(words) + doubles)
}

/** Where the doubles of a row begin, in doubles. */
export function firstDouble(words: number): number {
  return Math.ceil(words / 2)
}

export function bump(words: Uint32Array, index: number): void {
  words[index] = (words[index] as number) + 1
}
