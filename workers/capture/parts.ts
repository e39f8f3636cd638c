/**
 * What a dropped file holds: itself, or the entries of a bundle, however they are compressed. One
 * after the other, in one pass where the format allows; nothing is unpacked before it is read.
 */
import { MAX_BUNDLE_CAPTURES, MAX_LISTED_ENTRIES, MAX_NESTING } from '../limits/limits'
import type { Packing } from '../model/capture'
import { UnpackBudget } from './bounded-chunks'
import { OctetFeed } from './octet-feed'
import { ChunkSource, openBlob, unreadable, type OctetSource } from './octet-source'
import { openReader, refused } from './open-reader'
import { packingOf, unpacked } from './packing'
import { placeOfBlob, wholeOf, within } from './place'
import type { OpenOutcome } from './reader'
import type { ReadingThread } from './reading-thread'
import { headOf, otherAt, partAt, type Part, type Spot } from './spot'
import { isTar } from './tar'
import { tarEntries } from './tar-entries'
import { isZip } from './zip'
import { zipEntries } from './zip-entries'

export type { Part } from './spot'

/** `name` is for messages only. With a `thread`, what is not compressed is read there. */
export async function* openParts(
  file: Blob,
  name: string,
  thread: ReadingThread | null,
): AsyncGenerator<Part, void> {
  const place = placeOfBlob(file)
  const spot: Spot = {
    ...{ name, place, feed: null, size: file.size },
    ...{ steps: [], readBefore: 0, packed: [], depth: 0 },
  }
  let others = 0
  try {
    for await (const part of new Walk(thread).open(spot)) {
      if (part.outcome.kind === 'capture' || ++others <= MAX_LISTED_ENTRIES) yield part
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    yield otherAt(spot, `could not be opened: ${unreadable(error)}`)
  }
  const unlisted = others - MAX_LISTED_ENTRIES
  if (unlisted > 0) yield otherAt(spot, `holds ${unlisted} entries more that are no captures`)
}

class Walk {
  private readonly thread: ReadingThread | null
  private readonly budget = new UnpackBudget()
  private captures = 0

  constructor(thread: ReadingThread | null) {
    this.thread = thread
  }

  async *open(spot: Spot): AsyncGenerator<Part, void> {
    const head = await headOf(spot)
    const packing = packingOf(head)
    const entries = isZip(head) ? zipEntries : isTar(head) ? tarEntries : null
    if (packing === null && entries === null) {
      yield partAt(spot, await this.capture(spot))
    } else if (spot.depth === MAX_NESTING) {
      yield otherAt(spot, `is packed more than ${MAX_NESTING} times: unpack it first`)
    } else if (packing !== null) {
      yield* this.unpack(spot, packing)
    } else if (entries !== null) {
      for await (const entry of entries(spot, this.budget)) {
        if ('outcome' in entry) yield entry
        else {
          yield* this.open(entry)
          await entry.feed?.close()
        }
      }
    }
  }

  private async *unpack(spot: Spot, packing: Packing): AsyncGenerator<Part, void> {
    const { place, feed, steps, packed, depth } = spot
    const octets = feed === null ? place.open() : wholeOf(feed)
    const inner = new OctetFeed(unpacked(packing, octets, place.open, this.budget))
    yield* this.open({
      ...spot,
      place: within(place, { packing }, this.budget),
      feed: inner,
      size: -1,
      steps: [...steps, { packing }],
      packed: [...packed, packing],
      depth: depth + 1,
    })
    await inner.close()
  }

  private async capture(spot: Spot): Promise<OpenOutcome> {
    const { size, name, packed, depth } = spot
    const outcome = await openReader(this.source(spot), size, name, packed)
    if (outcome.kind === 'not-a-capture') return outcome
    this.captures++
    if (this.captures <= MAX_BUNDLE_CAPTURES || depth === 0) return outcome
    await outcome.reader.close()
    return refused(name, `was not read: the bundle holds more than ${MAX_BUNDLE_CAPTURES} captures`)
  }

  private source({ place, feed }: Spot): OctetSource {
    if (feed !== null) return new ChunkSource(wholeOf(feed))
    if (place.blob === null) return new ChunkSource(place.open())
    return this.thread ? new ChunkSource(this.thread.open(place.blob)) : openBlob(place.blob)
  }
}
