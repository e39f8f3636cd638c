/**
 * Finds a needle by its last octets (R. N. Horspool, "Practical fast searching in strings", 1980): most
 * octets of a frame are never looked at.
 */
import type { Encoding } from '../model/match-row'
import type { Matcher } from './matcher'
import type { Needle } from './needle'

export class NeedleMatcher implements Matcher {
  at = 0
  readonly length: number
  readonly encoding: Encoding
  private readonly needle: Needle
  /** Position of the octet that is looked at. */
  private readonly tail: number
  /** By octet at the tail: how far on a match may end next; 0: perhaps here. */
  private readonly skip: Uint16Array
  /** The same, when there is none here. */
  private readonly again: Uint16Array
  /** Too short for skipping to be worth the while. */
  private readonly short: boolean
  private octets = new Uint8Array(0)
  private from = 0
  private stop = 0

  constructor(needle: Needle) {
    this.needle = needle
    this.length = needle.length
    this.encoding = needle.encoding
    const { first, length } = longestRun(needle)
    this.tail = first + length - 1
    this.short = length < 3
    this.skip = new Uint16Array(256).fill(length)
    this.again = new Uint16Array(256).fill(length)
    for (let position = first; position <= this.tail; position++) {
      for (let octet = 0; octet < 256; octet++) {
        if (needle.accepts[position * 256 + octet] !== 1) continue
        this.skip[octet] = this.tail - position
        if (position < this.tail) this.again[octet] = this.tail - position
      }
    }
  }

  begin(octets: Uint8Array, from: number, end: number): void {
    this.octets = octets as Uint8Array<ArrayBuffer>
    this.from = from
    this.stop = end - this.length + this.tail
  }

  next(): boolean {
    const { octets, skip, tail, stop, short } = this
    let at = this.from + tail
    while (at <= stop) {
      const octet = octets[at] as number
      const by = skip[octet] as number
      if (by > 0) {
        at += by
        if (!short) continue
        // Steps of one do not wait for each other
        while (at <= stop && skip[octets[at] as number] !== 0) at++
        continue
      }
      if (this.stands(at - tail)) {
        this.at = at - tail
        this.from = this.at + this.length
        return true
      }
      at += this.again[octet] as number
    }
    this.from = stop - tail + 1
    return false
  }

  private stands(at: number): boolean {
    const { octets, length } = this
    const { accepts, confirm } = this.needle
    for (let i = 0; i < length; i++) {
      if (accepts[(i << 8) | (octets[at + i] as number)] === 0) return false
    }
    return confirm === null || confirm(octets, at)
  }
}

/** Positions one after the other at which not every octet may stand. */
function longestRun({ length, accepts }: Needle): { first: number; length: number } {
  let best = { first: 0, length: 0 }
  let first = 0
  for (let position = 0; position < length; position++) {
    const any = !accepts.subarray(position * 256, position * 256 + 256).includes(0)
    if (any) first = position + 1
    else if (position + 1 - first > best.length) best = { first, length: position + 1 - first }
  }
  return best
}
