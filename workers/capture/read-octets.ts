/** Reads single frames again, by their place in the decompressed file. */
import { GunzipChunks, isGzip } from './gunzip'

interface OctetRange {
  at: number
  length: number
}

/**
 * The octets of each range, in the order asked for; shorter where the file ends before the range
 * does. A compressed file is decompressed once, up to the end of the last range.
 * @throws the browser's error when a plain file cannot be read any more.
 */
export async function readOctets(blob: Blob, ranges: readonly OctetRange[]): Promise<Uint8Array[]> {
  const head = new Uint8Array(await blob.slice(0, 4).arrayBuffer())
  if (isGzip(head)) return readCompressed(blob, ranges)
  return Promise.all(
    ranges.map(async ({ at, length }) => {
      return new Uint8Array(await blob.slice(at, at + length).arrayBuffer())
    }),
  )
}

async function readCompressed(blob: Blob, ranges: readonly OctetRange[]): Promise<Uint8Array[]> {
  const wanted = ranges.map(({ at, length }) => ({ at, octets: new Uint8Array(length), filled: 0 }))
  const sorted = wanted.toSorted((a, b) => a.at - b.at)
  const chunks = new GunzipChunks(blob)
  let chunkAt = 0
  let first = 0
  while (first < sorted.length) {
    const chunk = await chunks.next()
    if (chunk === null) break
    const chunkEnd = chunkAt + chunk.length
    for (const range of sorted.slice(first)) {
      if (range.at >= chunkEnd) break
      const from = Math.max(range.at, chunkAt)
      const to = Math.min(range.at + range.octets.length, chunkEnd)
      if (from >= to) continue
      range.octets.set(chunk.subarray(from - chunkAt, to - chunkAt), from - range.at)
      range.filled = to - range.at
    }
    while (isBefore(sorted[first], chunkEnd)) first++
    chunkAt = chunkEnd
  }
  await chunks.close()
  return wanted.map(({ octets, filled }) => octets.subarray(0, filled))
}

/** Does the range end before `offset`, or there? */
function isBefore(range: { at: number; octets: Uint8Array } | undefined, offset: number): boolean {
  return range !== undefined && range.at + range.octets.length <= offset
}
