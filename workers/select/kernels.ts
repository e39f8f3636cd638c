/**
 * Passes over columns: one comparison, one loop. All that can be said beforehand (of a value, of the
 * headers of a frame) stands in small tables.
 */
import { MAYBE, NO, YES, type Mask } from './masks'

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
  /** By value: `YES` where it passes, else `NO`. */
  readonly passing: Uint8Array
}

/** `every`: all values must pass, and there is one; else one of them. */
export function byLevel(levels: Levels, every: boolean, into: Mask, length: number): void {
  const { presence, header, outer, inner, passing } = levels
  for (let row = 0; row < length; row++) {
    const counts = presence[header[row] as number] as number
    if (counts === OUTER_COUNTS) {
      into[row] = passing[outer[row] as number] as number
    } else if (counts === NO) {
      into[row] = NO
    } else if (counts === UNKNOWN) {
      into[row] = MAYBE
    } else {
      const inside = passing[inner[row] as number] as number
      if (counts === INNER_COUNTS) into[row] = inside
      else {
        const outside = passing[outer[row] as number] as number
        into[row] = every ? inside & outside : inside | outside
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
  column: Uint32Array | Float64Array,
  interval: Interval,
  add: boolean,
  into: Mask,
  length: number,
): void {
  // One loop for each kind of column: in a shared one every access would ask for its kind
  if (column instanceof Uint32Array) ofWords(column, interval, add, into, length)
  else ofDoubles(column, interval, add, into, length)
}

function ofWords(
  column: Uint32Array,
  { low, high }: Interval,
  add: boolean,
  into: Mask,
  length: number,
): void {
  const kept = add ? YES : NO
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    into[row] = value >= low && value <= high ? YES : (into[row] as number) & kept
  }
}

function ofDoubles(
  column: Float64Array,
  { low, high }: Interval,
  add: boolean,
  into: Mask,
  length: number,
): void {
  const kept = add ? YES : NO
  for (let row = 0; row < length; row++) {
    const value = column[row] as number
    into[row] = value >= low && value <= high ? YES : (into[row] as number) & kept
  }
}

/** Leaves no row without a number. */
export function withoutNaN(column: Float64Array, into: Mask, length: number): void {
  for (let row = 0; row < length; row++) if (Number.isNaN(column[row])) into[row] = NO
}

/** Leaves no row whose number is zero. */
export function withoutZero(column: Uint32Array, into: Mask, length: number): void {
  for (let row = 0; row < length; row++) if (column[row] === 0) into[row] = NO
}
