/** Octets of a stream asked for by their number: for whoever walks headers and blocks. */
import { joinOctets } from '../model/join-octets'
import type { Chunks } from './octet-source'

export class OctetFeed {
  /** Offset in the stream of the next octet. */
  at = 0
  private readonly chunks: Chunks
  private rest: Uint8Array = new Uint8Array(0)
  private ended = false

  constructor(chunks: Chunks) {
    this.chunks = chunks
  }

  get octetsRead(): number {
    return this.chunks.octetsRead
  }

  get message(): string {
    return this.chunks.message
  }

  /** The next `count` octets, fewer where the stream ends; they stay unread. */
  async peek(count: number): Promise<Uint8Array> {
    if (this.rest.length < count) await this.gather(count)
    return this.rest.subarray(0, count)
  }

  /** As `peek`, and they are read. Valid until more is asked for. */
  async take(count: number): Promise<Uint8Array> {
    const taken = await this.peek(count)
    this.advance(taken.length)
    return taken
  }

  /** At most `count` octets, as many as are at hand; none where the stream ends. */
  async some(count: number): Promise<Uint8Array> {
    if (this.rest.length === 0 && count > 0) await this.refill()
    return this.take(Math.min(count, this.rest.length))
  }

  /** Passes over up to `count` octets. Returns how many there were. */
  async skip(count: number): Promise<number> {
    const from = this.at
    while (this.at - from < count) {
      const passed = await this.some(count - (this.at - from))
      if (passed.length === 0) break
    }
    return this.at - from
  }

  close(): Promise<void> {
    return this.chunks.close()
  }

  private advance(count: number): void {
    this.rest = this.rest.subarray(count)
    this.at += count
  }

  private async gather(count: number): Promise<void> {
    // A chunk is lost when the next one is asked for: it is copied before.
    const parts = [this.rest.slice()]
    let there = this.rest.length
    while (there < count) {
      await this.refill()
      if (this.rest.length === 0) break
      parts.push(this.rest.slice())
      there += this.rest.length
    }
    this.rest = joinOctets(parts)
  }

  private async refill(): Promise<void> {
    this.rest = new Uint8Array(0)
    while (!this.ended && this.rest.length === 0) {
      const chunk = await this.chunks.next()
      this.ended = chunk === null
      this.rest = chunk ?? this.rest
    }
  }
}
