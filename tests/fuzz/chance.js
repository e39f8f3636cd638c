/** A seeded source of chance: input `number` of a seed is the same on every machine. Mulberry32, public domain. */

export class Chance {
  /** @param {number} seed @param {number} number */
  constructor(seed, number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b)) >>> 0
  }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from 0 up to, not including, `end`; 0 when there is none. @param {number} end */
  below(end) {
    return Math.floor(this.next() * Math.max(1, end))
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return /** @type {T} */ (list[this.below(list.length)])
  }
}
