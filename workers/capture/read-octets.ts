/** Reads frames again, by their place in the decompressed capture. */
import type { CaptureStep } from '../model/capture'
import { openSlices, type Slices } from './slices'

interface OctetRange {
  at: number
  length: number
}

/** Reads a capture in pieces; what is compressed is decompressed once as long as it goes forwards. */
export interface RangeCursor {
  /**
   * The octets of each range, in the order asked for; shorter where the file ends before the range
   * does.
   * @throws the browser's error when a plain file cannot be read any more.
   */
  read(ranges: readonly OctetRange[]): Promise<Uint8Array[]>
  close(): Promise<void>
}

/**
 * `steps` lead from the file to a capture within it; without them, the file is the capture,
 * compressed or not.
 */
export async function openRanges(
  file: Blob,
  steps?: readonly CaptureStep[],
  open = openSlices,
): Promise<RangeCursor> {
  const slices = await open(file, steps)
  return { read: (ranges) => readRanges(slices, ranges), close: () => slices.close() }
}

/** As a cursor reads them, at once. */
export async function readOctets(
  file: Blob,
  ranges: readonly OctetRange[],
  steps?: readonly CaptureStep[],
  open = openSlices,
): Promise<Uint8Array[]> {
  const cursor = await openRanges(file, steps, open)
  try {
    return await cursor.read(ranges)
  } finally {
    await cursor.close()
  }
}

async function readRanges(slices: Slices, ranges: readonly OctetRange[]): Promise<Uint8Array[]> {
  const octets = new Map<OctetRange, Uint8Array>()
  const read = async ({ at: from, end, ranges: within }: Stretch) => {
    const all = new Uint8Array(await slices.slice(from, end))
    for (const range of within) {
      octets.set(range, all.slice(range.at - from, range.at - from + range.length))
    }
  }
  // Several at once: most of the time of a read is the way to the browser and back.
  const queue = stretches(ranges).values()
  const work = async () => {
    for (const stretch of queue) await read(stretch)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return ranges.map((range) => octets.get(range) ?? new Uint8Array(0))
}

/** Octets between two ranges that are rather read along than asked for one by one. */
const NEAR = 64 * 1024
/** Stretches on their way at once. */
const AT_ONCE = 8
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
