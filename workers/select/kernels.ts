/**
 * Passes over columns: one comparison, one loop. All that can be said beforehand (of a value, of the
 * headers of a frame) stands in small tables.
 */
import { MAYBE, NO, YES, type Mask } from './masks'

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** Of frames with the same headers the same is known. `table`: by number of headers. */
export function byHeader(header: Uint32Array, table: Mask, into: Mask, length: number): void {
  for (let row = 0; row < length; row++) into[row] = table[header[row] as number] as number
}

/** Bits of a table for `byLevel`: the outer value counts, the inner one does, nobody knows. */
export const OUTER_COUNTS = 1
export const INNER_COUNTS = 2
export const UNKNOWN = 4

export interface Levels {
  /** By number of headers: which of the two columns hold values. */
  readonly presence: Uint8Array
  readonly header: Uint32Array
  readonly outer: Uint8Array | Uint16Array
  readonly inner: Uint8Array | Uint16Array
  /** By value: 1 where it passes, else 0. */
  readonly passing: Uint8Array
}

/** `every`: all values must pass, and there is one; else one of them. */
export function byLevel(levels: Levels, every: boolean, into: Mask, length: number): void {
  const { presence, header, outer, inner, passing } = levels
  for (let row = 0; row < length; row++) {
    const counts = presence[header[row] as number] as number
    if (counts === OUTER_COUNTS) {
      into[row] = (passing[outer[row] as number] as number) << 1
    } else if (counts === NO) {
      into[row] = NO
    } else if (counts === UNKNOWN) {
      into[row] = MAYBE
    } else {
      const inside = passing[inner[row] as number] as number
      if (counts === INNER_COUNTS) into[row] = inside << 1
      else {
        const outside = passing[outer[row] as number] as number
        into[row] = (every ? inside & outside : inside | outside) << 1
      }
    }
  }
}

/** A few bits of a column. `table`: by their value. */
export function byBits(
  column: Uint16Array | Uint32Array,
  shift: number,
  bits: number,
  table: Mask,
  into: Mask,
  length: number,
): void {
  for (let row = 0; row < length; row++) {
    into[row] = table[((column[row] as number) >>> shift) & bits] as number
  }
}

/** Numbers from `low` to `high`, both inclusive. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Rows whose number lies in an interval; `add`: beside those that are marked already. */
export function byInterval(
  column: Numbers,
  { low, high }: Interval,
  add: boolean,
  into: Mask,
  length: number,
): void {
  if (add) {
    for (let row = 0; row < length; row++) {
      const value = column[row] as number
      if (value >= low && value <= high) into[row] = YES
    }
    return
  }
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    into[row] = value >= low && value <= high ? YES : NO
  }
}

/** Leaves no row whose number is zero. */
export function withoutZero(column: Uint32Array, into: Mask, length: number): void {
  for (let row = 0; row < length; row++) if (column[row] === 0) into[row] = NO
}
