/** Reads single frames again, by their place in the decompressed capture. */
import type { CaptureStep } from '../model/capture'
import type { Chunks } from './octet-source'
import { placeOf, unpackingSteps } from './place'

interface OctetRange {
  at: number
  length: number
}

/**
 * The octets of each range, in the order asked for; shorter where the file ends before the range
 * does. `steps` lead from the file to a capture within it; without them, the file is the capture,
 * compressed or not. What is compressed is decompressed once, up to the end of the last range.
 * @throws the browser's error when a plain file cannot be read any more.
 */
export async function readOctets(
  file: Blob,
  ranges: readonly OctetRange[],
  steps?: readonly CaptureStep[],
): Promise<Uint8Array[]> {
  const { blob, open } = placeOf(file, steps ?? (await unpackingSteps(file)))
  if (blob === null) return readCompressed(open(), ranges)
  const octets = new Map<OctetRange, Uint8Array>()
  for (const stretch of stretches(ranges)) {
    const { at: from, end } = stretch
    const all = new Uint8Array(await blob.slice(from, end).arrayBuffer())
    for (const range of stretch.ranges) {
      octets.set(range, all.slice(range.at - from, range.at - from + range.length))
    }
  }
  return ranges.map((range) => octets.get(range) ?? new Uint8Array(0))
}

/** Octets between two ranges that are rather read along than asked for one by one. */
const NEAR = 64 * 1024
/** Octets read at once. */
const MAX_STRETCH = 4 * 1024 * 1024

interface Stretch {
  at: number
  end: number
  ranges: OctetRange[]
}

/** Ranges close together are read in one go: a slice of a blob costs more than its octets. */
function stretches(ranges: readonly OctetRange[]): Stretch[] {
  const found: Stretch[] = []
  for (const range of ranges.toSorted((a, b) => a.at - b.at)) {
    const end = range.at + range.length
    const last = found.at(-1)
    if (last !== undefined && range.at - last.end <= NEAR && end - last.at <= MAX_STRETCH) {
      last.end = Math.max(last.end, end)
      last.ranges.push(range)
    } else found.push({ at: range.at, end, ranges: [range] })
  }
  return found
}

async function readCompressed(
  chunks: Chunks,
  ranges: readonly OctetRange[],
): Promise<Uint8Array[]> {
  const wanted = ranges.map(({ at, length }) => ({ at, octets: new Uint8Array(length), filled: 0 }))
  const sorted = wanted.toSorted((a, b) => a.at - b.at)
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
