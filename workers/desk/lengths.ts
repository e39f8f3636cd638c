/** Packets by length, from the columns of the index: the ranges are those of Wireshark's statistics. */
import type { LengthBucket } from '../api/views'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import type { TimeRange } from '../model/time-scope'
import type { CaseStore } from '../store/case-store'

/** Beginnings of the ranges; the last is open. */
const STARTS = [0, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120] as const

/** `rows`: frames of the capture that have an index. */
export async function lengthBuckets(
  store: CaseStore,
  id: string,
  capture: number,
  rows: number,
  range: TimeRange = { from: -Infinity, to: Infinity },
): Promise<LengthBucket[]> {
  const buckets = STARTS.map((from, index): LengthBucket => {
    const to = (STARTS[index + 1] ?? Infinity) - 1
    return { from, to, frames: 0, octets: 0, least: 0, most: 0 }
  })
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const columns = await store.columns(id, capture, from, Math.min(rows, from + CHUNK_ROWS))
    if (columns === null) break
    count(columns, buckets, range)
  }
  return buckets
}

function count(
  { length, origLen, time }: FrameColumns,
  buckets: LengthBucket[],
  { from, to }: TimeRange,
): void {
  for (let row = 0; row < length; row++) {
    const at = time[row] as number
    if (at < from || at > to) continue
    const octets = origLen[row] as number
    const bucket = buckets[bucketOf(octets)] as LengthBucket
    bucket.least = bucket.frames === 0 ? octets : Math.min(bucket.least, octets)
    bucket.most = Math.max(bucket.most, octets)
    bucket.frames++
    bucket.octets += octets
  }
}

function bucketOf(octets: number): number {
  let index = STARTS.length - 1
  while (octets < (STARTS[index] as number)) index--
  return index
}
