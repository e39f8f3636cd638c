/**
 * What is known of the rows of a chunk: `NO`, `MAYBE` where octets must be read to know, `YES`. With
 * these numbers "and" and "or" (Kleene's logic) are those of their bits, four rows at a time.
 */
export const NO = 0
export const MAYBE = 1
export const YES = 3

export type Mask = Uint8Array<ArrayBuffer>

/** Masks have a multiple of four rows. */
const words = (mask: Mask) => new Uint32Array(mask.buffer, mask.byteOffset, mask.length >>> 2)

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

/** Masks that are used again and again. */
export class MaskPool {
  private readonly free: Mask[] = []
  private readonly rows: number

  constructor(rows: number) {
    this.rows = Math.ceil(rows / 4) * 4
  }

  take(): Mask {
    return this.free.pop() ?? new Uint8Array(this.rows)
  }

  give(mask: Mask): void {
    this.free.push(mask)
  }
}
