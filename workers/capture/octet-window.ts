/**
 * The part of a file that is in memory: one buffer, refilled again and again, whose unread rest is
 * moved to its front before each refill.
 */
import type { OctetSource } from './octet-source'

/** Octets of the buffer. Larger ones are read more slowly: they do not stay in the cache. */
export const WINDOW_OCTETS = 1024 * 1024

/** Sources that give little at a time are asked until this much is there. */
const WORTHWHILE = WINDOW_OCTETS / 2

export class OctetWindow {
  octets = new Uint8Array(WINDOW_OCTETS)
  view = new DataView(this.octets.buffer)
  /** Unread octets are [start, end). A `start` beyond `end`: octets to come that are to be skipped. */
  start = 0
  end = 0
  /** Offset in the file of the first octet of the window. */
  base = 0
  private ended = false
  private readonly source: OctetSource
  private readonly from: number

  /** `from`: offset in the file of the first octet that the source gives. */
  constructor(source: OctetSource, from = 0) {
    this.source = source
    this.from = from
    this.base = from
  }

  get octetsRead(): number {
    return this.from + this.source.octetsRead
  }

  get message(): string {
    return this.source.message
  }

  /** The window holds all the rest of the file. */
  get whole(): boolean {
    return this.ended
  }

  /** Refills the window. True when at least `count` octets, at most `WINDOW_OCTETS`, are unread. */
  async want(count: number): Promise<boolean> {
    while (!this.ended && this.end - this.start < count) {
      this.moveToFront()
      await this.refill(count)
    }
    return this.end - this.start >= count
  }

  /** Goes on in `fresh`, of `WINDOW_OCTETS`, with what is unread, and gives the old buffer away. */
  exchange(fresh: ArrayBuffer): ArrayBuffer {
    const { buffer } = this.octets
    const done = Math.min(this.start, this.end)
    const octets = new Uint8Array(fresh)
    octets.set(this.octets.subarray(done, this.end))
    this.octets = octets
    this.view = new DataView(fresh)
    this.base += done
    this.start -= done
    this.end -= done
    return buffer
  }

  close(): Promise<void> {
    return this.source.close()
  }

  private moveToFront(): void {
    const done = Math.min(this.start, this.end)
    this.octets.copyWithin(0, done, this.end)
    this.base += done
    this.start -= done
    this.end -= done
  }

  private async refill(count: number): Promise<void> {
    const least = Math.max(count, WORTHWHILE)
    while (!this.ended && this.end < least) {
      const { buffer, count: come } = await this.source.fill(this.octets.buffer, this.end)
      if (buffer !== this.octets.buffer) {
        this.octets = new Uint8Array(buffer)
        this.view = new DataView(buffer)
      }
      this.end += come
      this.ended = come <= 0
    }
  }
}
