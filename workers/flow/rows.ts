/**
 * Rows of numbers, side by side in memory: `u` holds the 32-bit words of a row, `f` its doubles.
 * A packet touches one or two cache lines instead of one for every column.
 */
export class Rows {
  u: Uint32Array
  f: Float64Array
  private capacity = 256
  readonly words: number
  readonly doubles: number

  constructor(words: number, doubles: number) {
    this.words = words
    this.doubles = doubles
    this.u = new Uint32Array(this.capacity * words)
    this.f = new Float64Array(this.capacity * doubles)
  }

  /** Makes room for rows up to and including `row`; new ones are zero. */
  reserve(row: number): void {
    if (row < this.capacity) return
    while (this.capacity <= row) this.capacity *= 2
    const u = new Uint32Array(this.capacity * this.words)
    u.set(this.u)
    this.u = u
    const f = new Float64Array(this.capacity * this.doubles)
    f.set(this.f)
    this.f = f
  }
}

export function bump(words: Uint32Array, index: number): void {
  words[index] = (words[index] as number) + 1
}
