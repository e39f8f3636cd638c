/** The entries of a ZIP archive on the walk through a dropped file. */
import { MAX_INNER_ARCHIVE_OCTETS } from '../limits/limits'
import type { UnpackBudget } from './bounded-chunks'
import { OctetFeed } from './octet-feed'
import { placeOfBlob } from './place'
import { entryAt, otherAt, pathIn, type Part, type Spot } from './spot'
import { readZip, stepsOf } from './zip'
import type { ZipEntry } from './zip-entry'

const OVERLAPS =
  'lies where another entry of the ZIP archive lies, as in a decompression bomb: it was not read'

export async function* zipEntries(
  spot: Spot,
  budget: UnpackBudget,
): AsyncGenerator<Part | Spot, void> {
  const archive = spot.place.blob ?? (await gathered(spot.feed))
  if (archive === null) {
    const limit = MAX_INNER_ARCHIVE_OCTETS
    yield otherAt(spot, `is a ZIP archive of more than ${limit} octets in another: unpack it first`)
    return
  }
  // From here on, the archive is where its octets are, and the steps still begin at the file.
  const opened = { ...spot, place: placeOfBlob(archive), feed: null }
  const { entries, more, message } = await readZip(archive)
  const overlapping = overlappingOf(entries)
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue // a folder
    const steps = overlapping.has(entry) ? OVERLAPS : await stepsOf(entry, archive)
    if (typeof steps === 'string') yield otherAt(spot, steps, pathIn(spot, entry.name))
    else yield entryAt(opened, entry.name, steps, budget)
  }
  if (entries.length === 0) yield otherAt(spot, 'is a ZIP archive without files')
  if (more > 0) yield otherAt(spot, `has ${more} entries more, which were not looked at`)
  if (message !== '') yield otherAt(spot, `is a ZIP archive that is not whole: ${message}`)
}

/** Null: there are more octets than may be in memory. */
async function gathered(feed: OctetFeed | null): Promise<Blob | null> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  while (feed !== null) {
    const octets = await feed.some(Infinity)
    if (octets.length === 0) break
    if (feed.at > MAX_INNER_ARCHIVE_OCTETS) return null
    parts.push(octets.slice())
  }
  return new Blob(parts)
}

/** Entries that begin before the end of one that begins before them. */
function overlappingOf(entries: readonly ZipEntry[]): ReadonlySet<ZipEntry> {
  const found = new Set<ZipEntry>()
  let end = 0
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    if (entry.at < end) found.add(entry)
    end = Math.max(end, entry.at + entry.packedOctets)
  }
  return found
}
