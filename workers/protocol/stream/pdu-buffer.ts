/** Octets of one direction, in order, that wait for more behind them. */
import type { Octets } from '../../wire/octets'
import { newPage, PAGE_OCTETS, type HeldOctets } from './held-octets'

const EMPTY = newPage(0)

export class PduBuffer {
  length = 0
  private start = 0
  /** Borrowed while there is something in it. */
  private page = EMPTY
  private readonly held: HeldOctets
  private readonly most: number
  private readonly missed: boolean

  /** Keeps at most `most` octets; what is beyond counts as given up when it is `missed`. */
  constructor(held: HeldOctets, most: number, missed: boolean) {
    this.held = held
    this.most = most
    this.missed = missed
  }

  /** Copies what was captured of `octets`, from `skip` on. False: no room; nothing was copied. */
  append(octets: Octets, skip = 0): boolean {
    const count = octets.captured - skip
    if (count <= 0) return true
    if (this.length + count > this.most) {
      if (this.missed) this.held.refuse(count)
      return false
    }
    if (!this.held.take(count)) return false
    this.reserve(count)
    const { buffer, byteOffset } = octets.view
    const from = new Uint8Array(buffer, byteOffset + octets.base + skip, count)
    this.page.octets.set(from, this.start + this.length)
    this.length += count
    return true
  }

  /** Aims `octets` at everything here; `missing` octets behind it were not captured. */
  aim(octets: Octets, missing: number): void {
    octets.aim(this.page.view, this.start, this.length, this.length + missing)
  }

  /** Takes the first `count` octets out. */
  drop(count: number): void {
    this.held.release(count)
    this.length -= count
    this.start += count
    if (this.length > 0) return
    this.start = 0
    this.held.putBack(this.page)
    this.page = EMPTY
  }

  clear(): void {
    this.drop(this.length)
  }

  private reserve(count: number): void {
    const needed = this.length + count
    const { page } = this
    if (this.start + needed <= page.octets.length) return
    if (needed * 2 > page.octets.length) {
      this.page = needed * 2 > PAGE_OCTETS ? newPage(needed * 2) : this.held.page()
    }
    this.page.octets.set(page.octets.subarray(this.start, this.start + this.length))
    this.start = 0
    if (page !== this.page) this.held.putBack(page)
  }
}
