/**
 * What one end of a connection has received: what is in order, and what waits behind a hole.
 * Selective acknowledgements RFC 2018 §4, of duplicates RFC 2883 §4.
 */

/** Stream positions: SYN is 0, the first octet of data 1, FIN follows the last. End exclusive. */
export type Range = readonly [number, number]

const MAX_SACK_BLOCKS = 3 // beside timestamps

export class TcpReceiver {
  /** The next position expected. */
  next = 0
  #waiting: Range[] = []

  /** `ahead`: a hole precedes it; `again`: all of it was there before. */
  take([from, to]: Range): 'in-order' | 'ahead' | 'again' {
    if (to <= this.next) return 'again'
    if (from > this.next) {
      const known = this.#waiting.some(([left, right]) => left <= from && to <= right)
      this.#add([from, to])
      return known ? 'again' : 'ahead'
    }
    this.next = to
    for (const [left, right] of this.#waiting) {
      if (left <= this.next) this.next = Math.max(this.next, right)
    }
    this.#waiting = this.#waiting.filter(([left]) => left > this.next)
    return 'in-order'
  }

  /** Blocks to report, the newest first; `again` is a duplicate that has just come. */
  sackBlocks(again?: Range): Range[] {
    const blocks = again ? [again, ...this.#waiting] : this.#waiting
    return blocks.slice(0, MAX_SACK_BLOCKS)
  }

  /** Merges with what it touches; the block that holds the newest segment comes first. */
  #add(range: Range): void {
    const touching = this.#waiting.filter(([left, right]) => left <= range[1] && range[0] <= right)
    const rest = this.#waiting.filter((block) => !touching.includes(block))
    const all = [range, ...touching]
    this.#waiting = [
      [Math.min(...all.map(([left]) => left)), Math.max(...all.map(([, right]) => right))],
      ...rest,
    ]
  }
}
