/**
 * A seeded source of chance: the same seed gives the same capture on every machine.
 * Generator: mulberry32 (32 bits of state, public domain), enough for traffic, not for secrets.
 */
import { type Bytes } from './fields'

export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `low` up to, not including, `high`. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low))
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return this.next() < p
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.integer(0, list.length)]
    if (chosen === undefined) throw new RangeError('nothing to pick from')
    return chosen
  }

  /** Waiting time until the next of events that come `mean` apart on average. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean
  }

  octets(length: number): Bytes {
    return new Uint8Array(length).map(() => this.integer(0, 256))
  }
}
