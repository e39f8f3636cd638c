/** Both directions of conversations of one kind, by key. */
import { HashIndex } from '../flow/hash-index'
import { firstDouble, Rows, strideOf } from '../flow/rows'
import { MAX_COUNTED_CONVERSATIONS } from '../limits/flow-limits'

/** Words of a row: frames of the lower end and of the higher, which of them was seen first. */
const FRAMES = 0
const HIGHER_FIRST = 2
const WORDS = 3
/** Doubles: octets, first and last time. */
const OCTETS = 0
const FIRST = 2
const LAST = 3
const STRIDE = strideOf(WORDS, 4)
const HALF = STRIDE / 2
const DOUBLES = firstDouble(WORDS)

export class ConversationTable {
  /** Fill its `key` with both ends, the lower one first, before `count`. */
  readonly index: HashIndex
  private readonly rows = new Rows(STRIDE)
  /** Frames of conversations beyond the bound. */
  beyond = 0

  constructor(width: number) {
    this.index = new HashIndex(width)
  }

  /** Row of the conversation in `key`; −1: there are too many. */
  row(swapped: boolean): number {
    const { index, rows } = this
    const known = index.size
    const row = known < MAX_COUNTED_CONVERSATIONS ? index.insert() : index.find()
    if (row < known) return row
    rows.reserve(row)
    rows.u[row * STRIDE + HIGHER_FIRST] = swapped ? 1 : 0
    const at = row * HALF + DOUBLES
    rows.f[at + FIRST] = Infinity
    rows.f[at + LAST] = -Infinity
    return row
  }

  /** A frame of `octets` from the lower end to the higher; `swapped`: the other way. */
  count(swapped: boolean, octets: number, time: number): void {
    const row = this.row(swapped)
    if (row < 0) {
      this.beyond++
      return
    }
    const { u, f } = this.rows
    const side = swapped ? 1 : 0
    const frames = row * STRIDE + FRAMES + side
    const at = row * HALF + DOUBLES
    u[frames] = (u[frames] as number) + 1
    f[at + OCTETS + side] = (f[at + OCTETS + side] as number) + octets
    if (time < (f[at + FIRST] as number)) f[at + FIRST] = time
    if (time > (f[at + LAST] as number)) f[at + LAST] = time
  }

  higherFirst(row: number): boolean {
    return this.rows.u[row * STRIDE + HIGHER_FIRST] === 1
  }

  frames(row: number, side: 0 | 1): number {
    return this.rows.u[row * STRIDE + FRAMES + side] as number
  }

  octets(row: number, side: 0 | 1): number {
    return this.rows.f[row * HALF + DOUBLES + OCTETS + side] as number
  }

  first(row: number): number {
    return this.rows.f[row * HALF + DOUBLES + FIRST] as number
  }

  last(row: number): number {
    return this.rows.f[row * HALF + DOUBLES + LAST] as number
  }
}
