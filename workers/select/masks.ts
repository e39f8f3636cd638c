/**
 * What is known of the rows of a chunk: `NO`, `MAYBE` where octets must be read to know, `YES`. In this
 * order "and" is the smaller, "or" the larger of two, "not" the other end (Kleene's logic).
 */
export const NO = 0
export const MAYBE = 1
export const YES = 2

export type Mask = Uint8Array<ArrayBuffer>

export function both(into: Mask, other: Mask, length: number): void {
  for (let row = 0; row < length; row++) {
    const value = other[row] as number
    if (value < (into[row] as number)) into[row] = value
  }
}

export function either(into: Mask, other: Mask, length: number): void {
  for (let row = 0; row < length; row++) {
    const value = other[row] as number
    if (value > (into[row] as number)) into[row] = value
  }
}

export function opposite(into: Mask, length: number): void {
  for (let row = 0; row < length; row++) into[row] = YES - (into[row] as number)
}

/** Masks that are used again and again. */
export class MaskPool {
  private readonly free: Mask[] = []
  private readonly rows: number

  constructor(rows: number) {
    this.rows = rows
  }

  take(): Mask {
    return this.free.pop() ?? new Uint8Array(this.rows)
  }

  give(mask: Mask): void {
    this.free.push(mask)
  }
}
