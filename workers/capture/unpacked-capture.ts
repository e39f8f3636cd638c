/**
 * A compressed capture whose octets are kept as they are unpacked, from the first on and as far as
 * somebody asked. Compressed data can be read from its start alone: what may not be kept is unpacked
 * anew whenever somebody goes back in it.
 */
import { UNPACKED_PART_OCTETS } from '../limits/workspace-limits'
import { OctetFeed } from './octet-feed'
import type { Place } from './place'

export class UnpackedCapture {
  /** Octets that are kept. */
  kept = 0
  private readonly open: Place['open']
  /** May one part more be kept? */
  private readonly mayKeep: (capture: UnpackedCapture) => boolean
  /** Of `UNPACKED_PART_OCTETS` each, but for the last. Browsers keep large blobs outside of the memory of the page. */
  private parts: Blob[] = []
  /** There is no more; `broken`: or no more could be read. */
  private complete = false
  private broken = false
  private feed: OctetFeed | null = null
  private last: Promise<unknown> = Promise.resolve()

  constructor(open: Place['open'], mayKeep: (capture: UnpackedCapture) => boolean) {
    this.open = open
    this.mayKeep = mayKeep
  }

  slice(from: number, to: number): Promise<ArrayBuffer> {
    if (to <= this.kept) return this.fromParts(from, to)
    // There is one stream for all: one after the other, in the order in which they were asked for.
    const answer = this.last.then(() => this.read(from, to))
    this.last = answer.catch(() => undefined)
    return answer
  }

  close(): Promise<void> {
    return this.rewind()
  }

  /** Keeps nothing of it any more. */
  drop(): void {
    this.last = this.last.then(async () => {
      this.parts = []
      this.kept = 0
      this.complete = false
      this.broken = false
      await this.rewind()
    })
  }

  private async read(from: number, to: number): Promise<ArrayBuffer> {
    if (this.broken && to > this.kept) await this.tryAgain()
    while (this.kept < to && !this.complete && this.mayKeep(this)) await this.keepPart()
    if (to <= this.kept || this.complete) return this.fromParts(from, Math.min(to, this.kept))
    const feed = await this.feedAt(from)
    const octets = feed.at < from ? new Uint8Array(0) : await feed.take(to - from)
    return octets.slice().buffer
  }

  private async keepPart(): Promise<void> {
    const feed = await this.feedAt(this.kept)
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    while (length < UNPACKED_PART_OCTETS && feed.at >= this.kept) {
      const piece = await feed.some(UNPACKED_PART_OCTETS - length)
      if (piece.length === 0) break
      pieces.push(piece.slice())
      length += piece.length
    }
    if (length > 0) this.parts.push(new Blob(pieces))
    this.kept += length
    this.complete = length < UNPACKED_PART_OCTETS
    this.broken = this.complete && feed.message !== ''
  }

  /** A file that could not be read on may be readable again. */
  private async tryAgain(): Promise<void> {
    await this.rewind()
    this.parts = this.parts.filter(({ size }) => size === UNPACKED_PART_OCTETS)
    this.kept = this.parts.length * UNPACKED_PART_OCTETS
    this.complete = false
    this.broken = false
  }

  private async feedAt(at: number): Promise<OctetFeed> {
    if (this.feed !== null && this.feed.at > at) await this.rewind()
    this.feed ??= new OctetFeed(this.open())
    await this.feed.skip(at - this.feed.at)
    return this.feed
  }

  private async rewind(): Promise<void> {
    const { feed } = this
    this.feed = null
    await feed?.close()
  }

  private fromParts(from: number, to: number): Promise<ArrayBuffer> {
    const first = Math.floor(from / UNPACKED_PART_OCTETS)
    const parts = this.parts.slice(first, Math.ceil(to / UNPACKED_PART_OCTETS))
    const start = first * UNPACKED_PART_OCTETS
    return new Blob(parts).slice(from - start, Math.max(from, to) - start).arrayBuffer()
  }
}
