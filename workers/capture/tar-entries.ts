/** The entries of a tar archive on the walk through a dropped file: in one pass, as they come. */
import { MAX_BUNDLE_ENTRIES } from '../limits/limits'
import type { UnpackBudget } from './bounded-chunks'
import { OctetFeed } from './octet-feed'
import { openChunks } from './octet-source'
import { FeedChunks } from './place'
import { entryAt, otherAt, pathIn, type Part, type Spot } from './spot'
import { nextEntry, toBlocks } from './tar'

/** Octets that are rather passed over than read, where the archive is no stream. */
const FAR = 4 * 1024 * 1024

export async function* tarEntries(
  spot: Spot,
  budget: UnpackBudget,
): AsyncGenerator<Part | Spot, void> {
  const { blob } = spot.place
  let feed = spot.feed ?? new OctetFeed(spot.place.open())
  /** Offset in the archive where the feed begins. */
  let from = 0
  for (let count = 0; ; count++) {
    const entry = await nextEntry(feed)
    if (typeof entry === 'string') {
      const trouble = feed.message === '' ? entry : feed.message
      if (trouble !== '') yield otherAt(spot, `is a tar archive that is not whole: ${trouble}`)
      break
    }
    if (count === MAX_BUNDLE_ENTRIES) {
      yield otherAt(spot, `has more than ${count} entries: the rest was not looked at`)
      break
    }
    const { name, size, message } = entry
    const dataAt = feed.at
    const end = dataAt + toBlocks(size)
    if (message !== '') yield otherAt(spot, message, pathIn(spot, name))
    else {
      const step = { at: from + dataAt, length: size }
      const comes = blob ? null : new OctetFeed(new FeedChunks(feed, dataAt, size, false))
      yield entryAt(spot, name, [step], budget, comes)
    }
    if (blob !== null && end - feed.at > FAR) {
      await feed.close()
      from += end
      feed = new OctetFeed(openChunks(blob.slice(from)))
    } else await feed.skip(end - feed.at)
  }
  if (spot.feed === null) await feed.close()
}
