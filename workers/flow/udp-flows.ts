/** UDP conversations, numbered in order of appearance by five-tuple alone, as `udp.stream`. */
import { STREAM_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'

export class UdpFlows {
  readonly tuples: FiveTuples
  /** Conversations so far. */
  count = 0

  constructor(tuples: FiveTuples) {
    this.tuples = tuples
  }

  /** Number of the tuple's conversation; a new one at the first call. */
  stream(tuple: number): number {
    const { words } = this.tuples
    const cell = tuple * TUPLE_WORDS + STREAM_CELL
    const known = words[cell] as number
    if (known > 0) return known - 1
    words[cell] = this.count + 1
    return this.count++
  }
}
