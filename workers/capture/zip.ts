/**
 * The directory of a ZIP archive. PKWARE APPNOTE 6.3.10 §4.3 (records), §4.4 (fields), §4.5.3
 * (zip64). The archive is never unpacked: its directory, at its end, tells where each entry lies.
 */
import { MAX_BUNDLE_ENTRIES } from '../limits/limits'
import type { CaptureStep } from '../model/capture'
import { OctetFeed } from './octet-feed'
import { openChunks } from './octet-source'
import { readEntry, ZIP, type ZipEntry } from './zip-entry'

/** Octets: end of directory (without comment), its zip64 locator and record; the longest comment. */
const END = 22
const END64_LOCATOR = 20
const END64 = 56
const MAX_COMMENT = 65_535

const DIRECTORY_HEADER = 46
const LOCAL_HEADER = 30

const METHOD_NAMES: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  95: 'xz',
  98: 'PPMd',
}

export interface ZipDirectory {
  entries: ZipEntry[]
  /** Entries that the archive holds beyond those. */
  more: number
  /** What is wrong with the archive; empty when nothing is. */
  message: string
}

export function isZip(head: Uint8Array): boolean {
  if (head.length < 4) return false
  const magic = viewOf(head).getUint32(0, true)
  return magic === ZIP.local || magic === ZIP.end
}

export async function readZip(archive: Blob): Promise<ZipDirectory> {
  const end = await findEnd(archive)
  const directory = end === null ? null : await readDirectory(archive, end)
  return directory ?? walkLocals(archive)
}

/** Where the data of an entry lies in its archive; a text says why it cannot be had. */
export async function stepsOf(entry: ZipEntry, archive: Blob): Promise<CaptureStep[] | string> {
  if (entry.encrypted) return 'is encrypted: unpack it with its password first'
  const header = await octetsAt(archive, entry.at, LOCAL_HEADER)
  if (header.length < LOCAL_HEADER || viewOf(header).getUint32(0, true) !== ZIP.local) {
    return `is damaged: no entry begins at offset ${entry.at} of the ZIP archive`
  }
  const view = viewOf(header)
  const at = entry.at + LOCAL_HEADER + view.getUint16(26, true) + view.getUint16(28, true)
  const part = { at, length: Math.min(entry.packedOctets, Math.max(0, archive.size - at)) }
  switch (entry.method) {
    case 0:
      return [part]
    case 8:
      return [part, { packing: 'deflate' }]
    case 93:
      return [part, { packing: 'zstd' }]
    default: {
      const name = METHOD_NAMES[entry.method] ?? `method ${entry.method}`
      return `is compressed with ${name}, which is not read: unpack it first`
    }
  }
}

interface DirectoryPlace {
  at: number
  length: number
  entries: number
  /** Octets before the archive, as in one that unpacks itself: offsets do not count them. */
  before: number
}

/** Null: the archive has no end. */
async function findEnd(archive: Blob): Promise<DirectoryPlace | null> {
  const from = Math.max(0, archive.size - END - MAX_COMMENT - END64_LOCATOR)
  const tail = await octetsAt(archive, from, archive.size - from)
  const view = viewOf(tail)
  for (let at = tail.length - END; at >= 0; at--) {
    if (view.getUint32(at, true) !== ZIP.end) continue
    if (at + END + view.getUint16(at + 20, true) > tail.length) continue
    const length = view.getUint32(at + 12, true)
    const offset = view.getUint32(at + 16, true)
    const entries = view.getUint16(at + 10, true)
    const wide = at >= END64_LOCATOR ? await findEnd64(archive, view, at - END64_LOCATOR) : null
    if (wide !== null) return wide
    const before = from + at - length - offset
    return before < 0 ? null : { at: offset + before, length, entries, before }
  }
  return null
}

async function findEnd64(
  archive: Blob,
  tail: DataView,
  locatorAt: number,
): Promise<DirectoryPlace | null> {
  if (tail.getUint32(locatorAt, true) !== ZIP.end64Locator) return null
  const offset = Number(tail.getBigUint64(locatorAt + 8, true))
  const record = await octetsAt(archive, offset, END64)
  const view = viewOf(record)
  if (record.length < END64 || view.getUint32(0, true) !== ZIP.end64) return null
  const entries = Number(view.getBigUint64(32, true))
  const length = Number(view.getBigUint64(40, true))
  const at = Number(view.getBigUint64(48, true))
  return at + length > archive.size ? null : { at, length, entries, before: 0 }
}

/** Null: not even its first entry is there. */
async function readDirectory(archive: Blob, place: DirectoryPlace): Promise<ZipDirectory | null> {
  const feed = new OctetFeed(openChunks(archive.slice(place.at, place.at + place.length)))
  const entries: ZipEntry[] = []
  while (entries.length < MAX_BUNDLE_ENTRIES) {
    const header = await feed.peek(DIRECTORY_HEADER)
    if (header.length < DIRECTORY_HEADER) break
    const view = viewOf(header)
    if (view.getUint32(0, true) !== ZIP.directory) break
    const lengths = [28, 30, 32].map((at) => view.getUint16(at, true))
    const whole = DIRECTORY_HEADER + lengths.reduce((sum, length) => sum + length, 0)
    const octets = await feed.take(whole)
    if (octets.length < whole) break
    const entry = readEntry(octets, DIRECTORY_HEADER)
    entries.push({ ...entry, at: entry.at + place.before })
  }
  await feed.close()
  const missing = place.entries - entries.length
  if (entries.length === 0 && missing > 0) return null
  const capped = entries.length === MAX_BUNDLE_ENTRIES
  const message = missing > 0 && !capped ? `its directory is damaged after ${entries.length}` : ''
  return { entries, more: capped ? Math.max(0, missing) : 0, message }
}

/**
 * The entries of an archive without directory, from the first on. One whose length is written
 * behind it is the last: only what it unpacks to tells where it ends.
 */
async function walkLocals(archive: Blob): Promise<ZipDirectory> {
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < MAX_BUNDLE_ENTRIES && at < archive.size) {
    const head = await octetsAt(archive, at, LOCAL_HEADER)
    if (head.length < LOCAL_HEADER || viewOf(head).getUint32(0, true) !== ZIP.local) break
    const names = viewOf(head).getUint16(26, true) + viewOf(head).getUint16(28, true)
    const entry = readEntry(await octetsAt(archive, at, LOCAL_HEADER + names), LOCAL_HEADER)
    const dataAt = at + LOCAL_HEADER + names
    const unknown = entry.lengthBehind && entry.packedOctets === 0
    const packedOctets = unknown ? Math.max(0, archive.size - dataAt) : entry.packedOctets
    entries.push({ ...entry, at, packedOctets })
    at = dataAt + packedOctets
  }
  const message = 'its directory is missing: it was cut off, or is damaged'
  return { entries, more: 0, message }
}

async function octetsAt(archive: Blob, at: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await archive.slice(at, at + length).arrayBuffer())
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
}
