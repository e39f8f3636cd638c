/** What is known of every TCP stream, claimed or not: a few octets for each of its directions. */

/** Bits of a direction's state; the attempts to have it claimed stand above them. */
export const KNOWN = 1 // the next sequence number is known
export const REFUSED = 2 // nobody reads this direction
export const OPEN = 4 // the stream has an object, for both directions
const ATTEMPT = 16

export class StreamStates {
  state = new Uint8Array(2048)
  /** Sequence number expected next. */
  next = new Uint32Array(2048)

  /** Makes room for index `2 * stream + direction`. */
  reserve(at: number): void {
    if (at < this.state.length) return
    let capacity = this.state.length
    while (capacity <= at) capacity *= 2
    const state = new Uint8Array(capacity)
    state.set(this.state)
    const next = new Uint32Array(capacity)
    next.set(this.next)
    this.state = state
    this.next = next
  }

  has(at: number, bit: number): boolean {
    return ((this.state[at] as number) & bit) !== 0
  }

  set(at: number, bit: number): void {
    this.state[at] = (this.state[at] as number) | bit
  }

  clear(at: number, bit: number): void {
    this.state[at] = (this.state[at] as number) & ~bit
  }

  expect(at: number, seq: number): void {
    this.next[at] = seq
    this.set(at, KNOWN)
  }

  /** Counts an attempt that nobody claimed; true: it was the last one. */
  failed(at: number, most: number): boolean {
    this.state[at] = (this.state[at] as number) + ATTEMPT
    return this.state[at] >= most * ATTEMPT
  }

  /** The direction is wanted after all. What was passed over meanwhile is not known. */
  reopen(at: number): void {
    this.state[at] = (this.state[at] as number) & OPEN
  }
}
