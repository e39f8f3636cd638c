/**
 * Different headers of a capture: frames refer to them by number. Bounded: frames whose headers are
 * beyond have number 0, and must be looked at one by one.
 */
import { MAX_HEADER_KINDS, MAX_HEADER_TABLE_WORDS } from '../limits/workspace-limits'
import { enlarged } from '../model/enlarged'
import { hash } from '../model/word-hash'
import type { HeaderWords } from './header-words'

/** Bits of `shapes`: IP version of the outermost header, and of the inner one of two; */
export const OUTER_IPV4 = 1
export const OUTER_IPV6 = 2
export const INNER_IPV4 = 4
export const INNER_IPV6 = 8
/** a TCP header, a UDP header behind the last IP header; */
export const HAS_TCP = 16
/** what must be read from the octets: see `HeaderWords.intricate`. */
export const INTRICATE = 32

const FIRST_ROWS = 1024
const SEED = 0x51ab7e19

export class HeaderTable {
  /** Where the words of each kind begin; kind 0 has none. */
  private starts = new Uint32Array(FIRST_ROWS + 1)
  private words = new Uint32Array(16 * FIRST_ROWS)
  private hashes = new Uint32Array(FIRST_ROWS)
  private shapeOf = new Uint8Array(FIRST_ROWS)
  /** Open addressing; 0: free. A power of two, at least twice the kinds. */
  private slots = new Uint32Array(4 * FIRST_ROWS)
  private readonly most: number
  /** Kinds, and kind 0. */
  size = 1

  /** `frames` of the capture: the table may be a part of what they take. */
  constructor(frames: number) {
    this.most = Math.min(MAX_HEADER_KINDS, Math.max(65_536, Math.ceil(frames / 8)))
    this.shapeOf[0] = INTRICATE
  }

  /** By kind. Valid until the next one is added. */
  get shapes(): Uint8Array {
    return this.shapeOf
  }

  /** The words of a kind. Valid until the next one is added. */
  of(kind: number): Uint32Array {
    return this.words.subarray(this.starts[kind], this.starts[kind + 1])
  }

  /** Number of these headers; 0: there is no room. `shape`: of a new kind. */
  numberOf(header: HeaderWords, shape: number): number {
    const code = hash(header.words, header.length, SEED ^ shape)
    const mask = this.slots.length - 1
    for (let slot = code & mask; ; slot = (slot + 1) & mask) {
      const kind = this.slots[slot] as number
      if (kind === 0) return this.add(header, shape, code, slot)
      if (this.hashes[kind] === code && this.isSame(kind, header, shape)) return kind
    }
  }

  private isSame(kind: number, { words, length }: HeaderWords, shape: number): boolean {
    const start = this.starts[kind] as number
    if ((this.starts[kind + 1] as number) - start !== length) return false
    for (let i = 0; i < length; i++) if (this.words[start + i] !== words[i]) return false
    return this.shapeOf[kind] === shape
  }

  private add(header: HeaderWords, shape: number, code: number, slot: number): number {
    const start = this.starts[this.size] as number
    const end = start + header.length
    if (header.overflown || this.size >= this.most || end > MAX_HEADER_TABLE_WORDS) return 0
    this.reserve(end)
    const kind = this.size++
    this.words.set(header.words.subarray(0, header.length), start)
    this.starts[kind + 1] = end
    this.hashes[kind] = code
    this.shapeOf[kind] = shape
    if (2 * this.size > this.slots.length) this.rehash()
    else this.slots[slot] = kind
    return kind
  }

  private reserve(words: number): void {
    if (words > this.words.length) this.words = enlarged(this.words, 2 * words)
    if (this.size + 2 <= this.hashes.length) return
    const rows = 2 * this.hashes.length
    this.starts = enlarged(this.starts, rows + 1)
    this.hashes = enlarged(this.hashes, rows)
    const shapes = new Uint8Array(rows)
    shapes.set(this.shapeOf)
    this.shapeOf = shapes
  }

  private rehash(): void {
    this.slots = new Uint32Array(2 * this.slots.length)
    const mask = this.slots.length - 1
    for (let kind = 1; kind < this.size; kind++) {
      let slot = (this.hashes[kind] as number) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = kind
    }
  }
}
