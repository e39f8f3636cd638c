/**
 * Open-addressing index from fixed-width keys of 32-bit words to row numbers 0, 1, 2, …
 * Keys and slots are typed arrays: 18 ns a look-up where a `Map` of strings takes 440.
 *
 * The hash can be computed by anybody, so a hostile capture may bring keys that all lead to one slot: after
 * `MAX_PROBES` slots a key is looked for in a `Map` instead, whose hashes nobody outside knows. Who
 * inserts bounds the rows.
 */
import { MAX_PROBES } from '../limits/limits'
import { enlarged } from '../model/enlarged'
import { hash } from '../model/word-hash'

const FIRST_SLOTS = 1024
const EMPTY = 0
const SEED = 0x9747b28c

export class HashIndex {
  /** Rows in use. */
  size = 0
  /** Fill this, then call `find` or `insert`. */
  readonly key: Uint32Array
  private readonly width: number
  private slots = new Uint32Array(FIRST_SLOTS) // row + 1; 0: empty
  /** A row: its hash, then its key. */
  private rows: Uint32Array
  /** Rows, by their keys as text, that found no slot near the one of their hash. */
  private readonly crowded = new Map<string, number>()

  constructor(width: number) {
    this.width = width
    this.key = new Uint32Array(width)
    this.rows = new Uint32Array((FIRST_SLOTS / 2) * (width + 1))
  }

  /** Row of `key`, −1 when there is none. */
  find(): number {
    return this.probe(hash(this.key, this.width, SEED))
  }

  /** Row of `key`; a new one, equal to the old `size`, when there was none. */
  insert(): number {
    const code = hash(this.key, this.width, SEED)
    const found = this.probe(code)
    if (found >= 0) return found
    if (this.size * 2 >= this.slots.length) this.grow()
    const row = this.size++
    const { rows, key, width } = this
    const at = row * (width + 1)
    rows[at] = code
    for (let i = 0; i < width; i++) rows[at + 1 + i] = key[i] as number
    this.place(code, row)
    return row
  }

  /** Word `index` of the key of `row`. */
  word(row: number, index: number): number {
    return this.rows[row * (this.width + 1) + 1 + index] as number
  }

  private probe(code: number): number {
    const { slots, rows, key, width } = this
    const mask = slots.length - 1
    let slot = code & mask
    for (let probe = 0; probe < MAX_PROBES; probe++, slot = (slot + 1) & mask) {
      const entry = slots[slot] as number
      if (entry === EMPTY) return -1
      const at = (entry - 1) * (width + 1)
      if (rows[at] !== code) continue
      let same = true
      for (let i = 0; i < width; i++) {
        if (rows[at + 1 + i] !== key[i]) {
          same = false
          break
        }
      }
      if (same) return entry - 1
    }
    return this.crowded.get(key.join()) ?? -1
  }

  private place(code: number, row: number): void {
    const { slots } = this
    const mask = slots.length - 1
    let slot = code & mask
    for (let probe = 0; probe < MAX_PROBES; probe++, slot = (slot + 1) & mask) {
      if (slots[slot] !== EMPTY) continue
      slots[slot] = row + 1
      return
    }
    const at = row * (this.width + 1) + 1
    this.crowded.set(this.rows.subarray(at, at + this.width).join(), row)
  }

  /** Those in the crowd are placed again as well: there may be slots for them now. */
  private grow(): void {
    const rows = this.slots.length // twice as many slots, so as many rows as there were slots
    this.slots = new Uint32Array(rows * 2)
    this.crowded.clear()
    const width = this.width + 1
    this.rows = enlarged(this.rows, rows * width)
    for (let row = 0; row < this.size; row++) this.place(this.rows[row * width] as number, row)
  }
}
