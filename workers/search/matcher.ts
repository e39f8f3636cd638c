/** What is sought in the octets of frames, one after the other. */
import type { Encoding } from '../model/match-row'

/** Stands on the last match; nothing is allocated while it goes on. */
export interface Matcher {
  readonly at: number
  readonly length: number
  readonly encoding: Encoding
  /** A frame begins: it is [from, end) of `octets`. */
  begin(octets: Uint8Array, from: number, end: number): void
  /** To the next match in it, which begins behind the last one; false: there is none. */
  next(): boolean
}
