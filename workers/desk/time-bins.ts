/** Frames of a capture over time, from its columns: in bins, or the first one of a stretch. */
import type { SeriesBins } from '../api/time-series'
import { CHUNK_ROWS, type ColumnName, type FrameColumns } from '../model/frame-columns'
import { ANALYSIS_BITS } from '../model/frame-flags'
import type { CaptureAccess } from '../select/capture-access'
import { chunksAhead } from '../select/chunks-ahead'
import type { RowSet } from '../select/row-set'

/** Frames of one capture; `rows` null: all that have an index. */
export interface Chosen {
  access: Pick<CaptureAccess, 'rows' | 'chunk'>
  rows: Pick<RowSet, 'bits'> | null
  /** First and last time of each chunk that was looked at: others need not be read again. */
  times: ChunkTimes
}

export type ChunkTimes = ({ first: number; last: number } | undefined)[]

/** Bit of a row, from the first row of its chunk on. */
type Bits = Uint32Array | null

export function newSeriesBins(bins: number): SeriesBins {
  return {
    packets: new Uint32Array(bins),
    octets: new Float64Array(bins),
    events: new Uint32Array(bins),
  }
}

/**
 * Adds the frames from `from` on, nanoseconds since the first frame of the capture.
 * @throws Unreadable the index is gone
 */
export async function addToBins(
  chosen: Chosen,
  from: number,
  binNanos: number,
  into: SeriesBins,
): Promise<void> {
  const to = from + binNanos * into.packets.length
  for await (const { columns, bits } of chunksWithin(chosen, from, to, COUNTED)) {
    count(columns, bits, from, binNanos, into)
  }
}

/**
 * The earliest frame in [from, to), and when it came.
 * @throws Unreadable the index is gone
 */
export async function firstWithin(
  chosen: Chosen,
  from: number,
  to: number,
): Promise<{ frame: number; time: number } | null> {
  let found: { frame: number; time: number } | null = null
  for await (const { columns, bits, first } of chunksWithin(chosen, from, to, ['time'])) {
    const { time, length } = columns
    for (let row = 0; row < length; row++) {
      const at = time[row] as number
      if (!(at >= from && at < to) || !has(bits, row)) continue
      if (found === null || at < found.time) found = { frame: first + row + 1, time: at }
    }
  }
  return found
}

/** What is counted: see `count`. */
const COUNTED: readonly ColumnName[] = ['time', 'origLen', 'flags']

async function* chunksWithin(
  { access, rows, times }: Chosen,
  from: number,
  to: number,
  wanted: readonly ColumnName[],
) {
  const bitsOf = (chunk: number) => rows?.bits.subarray((chunk * CHUNK_ROWS) >>> 5) ?? null
  const isNeeded = (chunk: number) => {
    const known = times[chunk]
    if (known !== undefined && (known.last < from || known.first >= to)) return false
    return hasAny(bitsOf(chunk))
  }
  for await (const { chunk, columns } of chunksAhead(access, wanted, isNeeded)) {
    times[chunk] ??= timesOf(columns)
    yield { columns, first: chunk * CHUNK_ROWS, bits: bitsOf(chunk) }
  }
}

/** Is a row of its chunk among them? */
function hasAny(bits: Bits): boolean {
  return bits === null || bits.subarray(0, CHUNK_ROWS / 32).some((word) => word !== 0)
}

/** Frames need not stand in the order of time. */
function timesOf({ time, length }: FrameColumns): { first: number; last: number } {
  let first = Infinity
  let last = -Infinity
  for (let row = 0; row < length; row++) {
    const at = time[row] as number
    if (at < first) first = at
    if (at > last) last = at
  }
  return { first, last }
}

const has = (bits: Bits, row: number) =>
  bits === null || (((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1

function count(
  { time, origLen, flags, length }: FrameColumns,
  bits: Bits,
  from: number,
  binNanos: number,
  { packets, octets, events }: SeriesBins,
): void {
  const span = packets.length * binNanos
  let bin = 0
  let begin = 0
  let end = 0
  for (let row = 0; row < length; row++) {
    if (bits !== null) {
      const word = bits[row >>> 5] as number
      if (word === 0) {
        row |= 31 // most filters leave few
        continue
      }
      if (((word >>> (row & 31)) & 1) === 0) continue
    }
    const after = (time[row] as number) - from
    // Most frames fall into the bin of the one before
    if (!(after >= begin && after < end)) {
      if (!(after >= 0 && after < span)) continue
      // A product with 1 / binNanos would put some moments at a border into the bin before
      bin = (after / binNanos) | 0
      begin = bin * binNanos
      end = begin + binNanos
    }
    packets[bin] = (packets[bin] as number) + 1
    octets[bin] = (octets[bin] as number) + (origLen[row] as number)
    const own = (flags[row] as number) & ANALYSIS_BITS
    if (own !== 0) events[bin] = (events[bin] as number) + ones(own)
  }
}

function ones(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count++
  return count
}
