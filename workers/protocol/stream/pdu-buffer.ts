/** Octets of one direction, in order, that wait for more behind them. */
import type { Octets } from '../../wire/octets'
import type { HeldOctets } from './held-octets'

const FIRST_CAPACITY = 4096
const EMPTY = new Uint8Array(0)
const EMPTY_VIEW = new DataView(EMPTY.buffer)

export class PduBuffer {
  length = 0
  private start = 0
  private octets = EMPTY
  private view = EMPTY_VIEW
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
    this.octets.set(from, this.start + this.length)
    this.length += count
    return true
  }

  /** Aims `octets` at everything here; `missing` octets behind it were not captured. */
  aim(octets: Octets, missing: number): void {
    octets.aim(this.view, this.start, this.length, this.length + missing)
  }

  /** Takes the first `count` octets out. */
  drop(count: number): void {
    this.held.release(count)
    this.length -= count
    this.start = this.length === 0 ? 0 : this.start + count
    if (this.length === 0 && this.octets.length > FIRST_CAPACITY) this.allocate(0)
  }

  clear(): void {
    this.drop(this.length)
  }

  private reserve(count: number): void {
    const needed = this.length + count
    if (this.start + needed <= this.octets.length) return
    const old = this.octets.subarray(this.start, this.start + this.length)
    if (needed * 2 > this.octets.length) this.allocate(Math.max(FIRST_CAPACITY, needed * 2))
    this.octets.set(old)
    this.start = 0
  }

  private allocate(capacity: number): void {
    this.octets = new Uint8Array(capacity)
    this.view = new DataView(this.octets.buffer)
  }
}
