/** Octets that come bit by bit; room grows by doubling, so that many small pieces stay cheap. */
const FIRST_CAPACITY = 512
const NONE = new Uint8Array(0)

export class GrowingOctets {
  length = 0
  private octets = NONE

  append(more: Uint8Array): void {
    const length = this.length + more.length
    if (length > this.octets.length) this.grow(length)
    this.octets.set(more, this.length)
    this.length = length
  }

  /** All of them; valid until the next change. */
  view(): Uint8Array {
    return this.octets.subarray(0, this.length)
  }

  /** Keeps what stands behind the first `count`. */
  drop(count: number): void {
    this.octets.copyWithin(0, count, this.length)
    this.length -= count
    if (this.length === 0) this.octets = NONE
  }

  private grow(length: number): void {
    const grown = new Uint8Array(Math.max(length, 2 * this.octets.length, FIRST_CAPACITY))
    grown.set(this.view())
    this.octets = grown
  }
}
