/**
 * What is known of the rows of a chunk: `NO`, `MAYBE` where octets must be read to know, `YES`. With
 * these numbers "and" and "or" (Kleene's logic) are those of their bits, four rows at a time.
 */
export const NO = 0
export const MAYBE = 1
export const YES = 3

export type Mask = Uint8Array<ArrayBuffer>

/** Four rows each, the first one in the lowest octet. Masks have a multiple of four rows. */
export const words = (mask: Mask) =>
  new Uint32Array(mask.buffer, mask.byteOffset, mask.length >>> 2)

export function both(into: Mask, other: Mask): void {
  const a = words(into)
  const b = words(other)
  for (let word = 0; word < a.length; word++) a[word] = (a[word] as number) & (b[word] as number)
}

export function either(into: Mask, other: Mask): void {
  const a = words(into)
  const b = words(other)
  for (let word = 0; word < a.length; word++) a[word] = (a[word] as number) | (b[word] as number)
}

const OPPOSITE = Uint8Array.of(YES, MAYBE, NO, NO)

export function opposite(into: Mask, length: number): void {
  for (let row = 0; row < length; row++) into[row] = OPPOSITE[into[row] as number] as number
}

/** All rows of a mask. */
export const filled = (rows: number, value: number): Mask =>
  new Uint8Array(Math.ceil(rows / 4) * 4).fill(value)

/** Of the first `length` rows. */
export function countMaybe(mask: Mask, length: number): number {
  const four = words(mask)
  const whole = length >>> 2
  let count = 0
  for (let word = 0; word < whole; word++) {
    const value = four[word] as number
    if (value === 0) continue
    for (let low = value & ~(value >>> 1) & 0x01010101; low !== 0; low &= low - 1) count++
  }
  for (let row = whole * 4; row < length; row++) if (mask[row] === MAYBE) count++
  return count
}

/** Masks that are used again and again. */
export class MaskPool {
  private readonly free: Mask[] = []
  private readonly rows: number

  constructor(rows: number) {
    this.rows = rows
  }

  take(): Mask {
    return this.free.pop() ?? filled(this.rows, NO)
  }

  give(mask: Mask): void {
    this.free.push(mask)
  }
}
