/** A file, or what lies within one: reached by the same steps whenever its octets are read again. */
import { MAX_NESTING } from '../limits/limits'
import type { CaptureStep } from '../model/capture'
import { UnpackBudget } from './bounded-chunks'
import { HEAD_OCTETS } from './detect-format'
import { OctetFeed } from './octet-feed'
import { openChunks, type Chunks } from './octet-source'
import { packingOf, unpacked } from './packing'

export interface Place {
  /** These very octets, to be read in any order; null: they come one after the other. */
  readonly blob: Blob | null
  /** The octets from the first on; may be called again. */
  readonly open: () => Chunks
}

export function placeOfBlob(blob: Blob): Place {
  return { blob, open: () => openChunks(blob) }
}

export function placeOf(file: Blob, steps: readonly CaptureStep[]): Place {
  const budget = new UnpackBudget()
  return steps.reduce((place, step) => within(place, step, budget), placeOfBlob(file))
}

export function within(place: Place, step: CaptureStep, budget: UnpackBudget): Place {
  if ('packing' in step) {
    const { packing } = step
    return { blob: null, open: () => unpacked(packing, place.open(), place.open, budget) }
  }
  if (place.blob !== null) return placeOfBlob(place.blob.slice(step.at, step.at + step.length))
  const open = () => {
    const feed = new OctetFeed(place.open())
    return new FeedChunks(feed, step.at, step.length, true)
  }
  return { blob: null, open }
}

/** The steps through compression to what a dropped file holds, for one that is no bundle. */
export async function unpackingSteps(file: Blob): Promise<CaptureStep[]> {
  const steps: CaptureStep[] = []
  while (steps.length < MAX_NESTING) {
    const packing = packingOf(await headOf(placeOf(file, steps)))
    if (packing === null) break
    steps.push({ packing })
  }
  return steps
}

async function headOf({ blob, open }: Place): Promise<Uint8Array> {
  if (blob !== null) return new Uint8Array(await blob.slice(0, HEAD_OCTETS).arrayBuffer())
  const feed = new OctetFeed(open())
  const head = await feed.peek(HEAD_OCTETS)
  await feed.close()
  return head
}

/** All that a feed still gives; it is closed with it. */
export function wholeOf(feed: OctetFeed): Chunks {
  return new FeedChunks(feed, feed.at, Infinity, true)
}

/** A stretch of a feed as chunks. */
export class FeedChunks implements Chunks {
  private readonly feed: OctetFeed
  private readonly at: number
  private readonly end: number
  private readonly owned: boolean

  /** `owned`: the feed is closed with it. */
  constructor(feed: OctetFeed, at: number, length: number, owned: boolean) {
    this.feed = feed
    this.at = at
    this.end = at + length
    this.owned = owned
  }

  get octetsRead(): number {
    return this.feed.octetsRead
  }

  get message(): string {
    return this.feed.message
  }

  async next(): Promise<Uint8Array | null> {
    await this.feed.skip(Math.max(0, this.at - this.feed.at))
    const chunk = await this.feed.some(this.end - this.feed.at)
    return chunk.length === 0 ? null : chunk
  }

  close(): Promise<void> {
    return this.owned ? this.feed.close() : Promise.resolve()
  }
}
