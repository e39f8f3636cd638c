/** Rows of a capture, ascending, one bit each. */
import { NO, words, type Mask } from './masks'

const BITS = 32
/** Words of a mask, four rows each, for a word of bits. */
const FOURS = BITS / 4
/** Words of bits between two sums of those before them. */
const BLOCK = 64

export class RowSet {
  /** Bit n of word w: row 32 w + n. */
  readonly bits: Uint32Array
  /** Rows before each block. */
  private readonly before: Uint32Array
  /** Rows of the capture. */
  readonly length: number
  count = 0

  constructor(length: number) {
    this.length = length
    const words = Math.ceil(length / BITS)
    this.bits = new Uint32Array(words)
    this.before = new Uint32Array(Math.ceil(words / BLOCK) + 1)
  }

  add(row: number): void {
    const word = row >>> 5
    this.bits[word] = (this.bits[word] as number) | (1 << (row & 31))
  }

  /** Rows from `first` on that a mask leaves: `first` is a multiple of 32. Returns how many. */
  addMask(mask: Mask, first: number, length: number): number {
    mask.fill(NO, length)
    const four = words(mask)
    const at = first >>> 5
    let added = 0
    for (let group = 0; group * BITS < length; group++) {
      const from = group * FOURS
      const end = Math.min(from + FOURS, four.length)
      let bits = 0
      for (let word = from; word < end; word++) {
        const value = four[word] as number
        if (value === 0) continue // most filters leave few
        const high = (value >>> 1) & 0x01010101
        bits |= ((high | (high >>> 7) | (high >>> 14) | (high >>> 21)) & 15) << ((word - from) * 4)
      }
      if (bits === 0) continue
      this.bits[at + group] = bits
      added += ones(bits)
    }
    return added
  }

  addAll(): void {
    this.bits.fill(0xffffffff)
    const rest = this.length % BITS
    if (rest > 0) this.bits[this.bits.length - 1] = 2 ** rest - 1
  }

  /** Once all rows were added. */
  close(): this {
    let count = 0
    for (let block = 0; block < this.before.length; block++) {
      this.before[block] = count
      const end = Math.min((block + 1) * BLOCK, this.bits.length)
      for (let word = block * BLOCK; word < end; word++) count += ones(this.bits[word] as number)
    }
    this.count = count
    return this
  }

  /** Rows number `from` up to before `from + count` of the set. */
  rows(from: number, count: number): Uint32Array<ArrayBuffer> {
    const start = Math.max(0, Math.floor(from))
    const found = new Uint32Array(Math.max(0, Math.min(count, this.count - start)))
    if (found.length === 0) return found
    const block = this.blockOf(start)
    let passed = this.before[block] as number
    let at = 0
    for (let word = block * BLOCK; at < found.length; word++) {
      let bits = this.bits[word] as number
      const here = ones(bits)
      if (passed + here <= start) {
        passed += here
        continue
      }
      for (; bits !== 0 && at < found.length; bits &= bits - 1) {
        if (passed++ >= start) found[at++] = word * BITS + 31 - Math.clz32(bits & -bits)
      }
    }
    return found
  }

  /** How many rows of the set stand before `row`. */
  rank(row: number): number {
    const end = Math.max(0, Math.min(row, this.length))
    const last = end >>> 5
    const block = Math.floor(last / BLOCK)
    let count = this.before[block] as number
    for (let word = block * BLOCK; word < last; word++) count += ones(this.bits[word] as number)
    const rest = end & 31
    return rest === 0 ? count : count + ones((this.bits[last] as number) & (2 ** rest - 1))
  }

  /** The last block before which there are no more than `count` rows. */
  private blockOf(count: number): number {
    let low = 0
    let high = this.before.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.before[middle] as number) <= count) low = middle
      else high = middle - 1
    }
    return low
  }
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
