/** Reads frames again, by their place in the decompressed capture. */
import type { CaptureStep } from '../model/capture'
import type { Chunks } from './octet-source'
import { placeOf, unpackingSteps } from './place'

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
export async function openRanges(file: Blob, steps?: readonly CaptureStep[]): Promise<RangeCursor> {
  const { blob, open } = placeOf(file, steps ?? (await unpackingSteps(file)))
  if (blob === null) return new CompressedCursor(open)
  return { read: (ranges) => readPlain(blob, ranges), close: () => Promise.resolve() }
}

/** As a cursor reads them, at once. */
export async function readOctets(
  file: Blob,
  ranges: readonly OctetRange[],
  steps?: readonly CaptureStep[],
): Promise<Uint8Array[]> {
  const cursor = await openRanges(file, steps)
  const octets = await cursor.read(ranges)
  await cursor.close()
  return octets
}

async function readPlain(blob: Blob, ranges: readonly OctetRange[]): Promise<Uint8Array[]> {
  const octets = new Map<OctetRange, Uint8Array>()
  const read = async ({ at: from, end, ranges: within }: Stretch) => {
    const all = new Uint8Array(await blob.slice(from, end).arrayBuffer())
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

class CompressedCursor implements RangeCursor {
  private readonly open: () => Chunks
  private chunks: Chunks | null = null
  /** The chunk that was looked at last, and its offset in what is unpacked. */
  private chunk: Uint8Array = new Uint8Array(0)
  private at = 0

  constructor(open: () => Chunks) {
    this.open = open
  }

  async read(ranges: readonly OctetRange[]): Promise<Uint8Array[]> {
    const wanted = ranges.map(({ at, length }) => ({
      at,
      octets: new Uint8Array(length),
      filled: 0,
    }))
    const sorted = wanted.toSorted((a, b) => a.at - b.at)
    if ((sorted[0]?.at ?? Infinity) < this.at) await this.close()
    let first = 0
    while (first < sorted.length) {
      const { chunk, at: chunkAt } = this
      const chunkEnd = chunkAt + chunk.length
      for (let next = first; next < sorted.length; next++) {
        const range = sorted[next]
        if (range === undefined || range.at >= chunkEnd) break
        const from = Math.max(range.at, chunkAt)
        const to = Math.min(range.at + range.octets.length, chunkEnd)
        if (from >= to) continue
        range.octets.set(chunk.subarray(from - chunkAt, to - chunkAt), from - range.at)
        range.filled = to - range.at
      }
      while (isBefore(sorted[first], chunkEnd)) first++
      if (first < sorted.length && !(await this.nextChunk())) break
    }
    return wanted.map(({ octets, filled }) => octets.subarray(0, filled))
  }

  async close(): Promise<void> {
    await this.chunks?.close()
    this.chunks = null
    this.chunk = new Uint8Array(0)
    this.at = 0
  }

  private async nextChunk(): Promise<boolean> {
    this.chunks ??= this.open()
    const chunk = await this.chunks.next()
    if (chunk === null) return false
    this.at += this.chunk.length
    this.chunk = chunk
    return true
  }
}

/** Does the range end before `offset`, or there? */
function isBefore(range: { at: number; octets: Uint8Array } | undefined, offset: number): boolean {
  return range !== undefined && range.at + range.octets.length <= offset
}
