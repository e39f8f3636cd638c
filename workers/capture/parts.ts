/**
 * What a dropped file holds: itself, or the entries of a bundle, however they are compressed. One
 * after the other, in one pass where the format allows; nothing is unpacked before it is read.
 */
import {
  MAX_BUNDLE_CAPTURES,
  MAX_LISTED_ENTRIES,
  MAX_NESTING,
  MAX_SIDECAR_OCTETS,
  SIDECAR_HEAD_OCTETS,
} from '../limits/limits'
import type { Packing } from '../model/capture'
import { UnpackBudget } from './bounded-chunks'
import { detectContent, HEAD_OCTETS, TEXT } from './detect-format'
import { OctetFeed } from './octet-feed'
import { ChunkSource, openBlob, unreadable, type OctetSource } from './octet-source'
import { notACapture, openReader, refused } from './open-reader'
import { packingOf, unpacked } from './packing'
import { placeOfBlob, wholeOf, within } from './place'
import type { OpenOutcome } from './reader'
import { headOf, otherAt, partAt, saidOf, type Part, type Spot } from './spot'
import { isTar } from './tar'
import { tarEntries } from './tar-entries'
import { isZip } from './zip'
import { zipEntries } from './zip-entries'

export type { Part } from './spot'

/** Is a text wanted that begins like this? */
export type WantsText = (head: Uint8Array) => boolean

/** `name` is for messages only. Texts that `wants` asks for are given as they are. */
export async function* openParts(
  file: Blob,
  name: string,
  wants: WantsText = () => false,
): AsyncGenerator<Part, void> {
  const place = placeOfBlob(file)
  const spot: Spot = {
    ...{ name, place, feed: null, size: file.size },
    ...{ steps: [], readBefore: 0, packed: [], depth: 0 },
  }
  let others = 0
  let said = 0
  try {
    for await (const part of new Walk(wants).open(spot)) {
      const other = part.outcome.kind === 'not-a-capture'
      const count = !other ? 0 : part.ofBundle ? ++said : ++others
      if (count <= MAX_LISTED_ENTRIES) yield part
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    yield otherAt(spot, `could not be opened: ${unreadable(error)}`)
  }
  const unlisted = others - MAX_LISTED_ENTRIES
  if (unlisted > 0) yield saidOf(spot, `holds ${unlisted} entries more that are no captures`)
}

class Walk {
  private readonly budget = new UnpackBudget()
  private captures = 0
  private readonly wants: WantsText

  constructor(wants: WantsText) {
    this.wants = wants
  }

  async *open(spot: Spot): AsyncGenerator<Part, void> {
    const head = await headOf(spot)
    const packing = packingOf(head)
    const entries = isZip(head) ? zipEntries : isTar(head) ? tarEntries : null
    if (packing === null && entries === null) {
      yield partAt(spot, await this.capture(spot, head))
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

  private async capture(spot: Spot, head: Uint8Array): Promise<OpenOutcome> {
    const { size, name, packed, depth } = spot
    const content = detectContent(head, head.length < HEAD_OCTETS)
    if (content.kind === 'text') {
      const text = await this.text(spot)
      return text ?? notACapture(name, packed, TEXT)
    }
    // Most entries of bundles are none. One without octets may be one that could not be read.
    const other = content.kind === 'other' && head.length > 0
    if (other) return notACapture(name, packed, content.what)
    const outcome = await openReader(this.source(spot), size, name, packed)
    if (outcome.kind === 'not-a-capture') return outcome
    this.captures++
    if (this.captures <= MAX_BUNDLE_CAPTURES || depth === 0) return outcome
    await outcome.reader.close()
    return refused(name, `was not read: the bundle holds more than ${MAX_BUNDLE_CAPTURES} captures`)
  }

  /** Null: nobody wants it. */
  private async text({ place, feed }: Spot): Promise<OpenOutcome | null> {
    const octets = feed ?? new OctetFeed(place.open())
    try {
      if (!this.wants(await octets.peek(SIDECAR_HEAD_OCTETS))) return null
      const there = await octets.peek(MAX_SIDECAR_OCTETS + 1)
      const cut = there.length > MAX_SIDECAR_OCTETS || octets.message !== ''
      return { kind: 'text', octets: there.slice(0, MAX_SIDECAR_OCTETS), cut }
    } finally {
      if (feed === null) await octets.close()
    }
  }

  private source({ place, feed }: Spot): OctetSource {
    if (feed !== null) return new ChunkSource(wholeOf(feed))
    if (place.blob === null) return new ChunkSource(place.open())
    return openBlob(place.blob)
  }
}
