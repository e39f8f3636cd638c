/** Packets over a stretch of a case, from its columns: finer than the spine that was counted while reading. */
import type { TimeBins } from '../api/packet-rows'
import { MAX_TIME_BINS } from '../limits/workspace-limits'
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import type { CaptureAccess } from '../select/capture-access'

export interface Window {
  /** Of the case, ns. */
  from: number
  to: number
  bins: number
}

/** A capture, and when it begins, ns of the case. */
export interface Placed {
  access: Pick<CaptureAccess, 'rows' | 'chunk'>
  start: number
}

/** null: there are no frames with an index, or not all of it can be read. */
export async function timeBins(
  captures: readonly Placed[],
  window: Window,
): Promise<TimeBins | null> {
  const bins = Math.max(1, Math.min(window.bins, MAX_TIME_BINS))
  const into = { packets: new Uint32Array(bins), octets: new Float64Array(bins) }
  let rows = 0
  for (const { access, start } of captures) {
    rows += access.rows
    for (let chunk = 0; chunk * CHUNK_ROWS < access.rows; chunk++) {
      const columns = await access.chunk(chunk)
      if (columns === null) return null
      count(columns, window.from - start, window.to - start, into)
    }
  }
  return rows === 0 ? null : into
}

function count({ time, origLen, length }: FrameColumns, from: number, to: number, into: TimeBins) {
  const { packets, octets } = into
  const perNano = packets.length / (to - from)
  for (let row = 0; row < length; row++) {
    const at = time[row] as number
    if (at < from || at >= to) continue
    const bin = Math.min(packets.length - 1, Math.floor((at - from) * perNano))
    packets[bin] = (packets[bin] as number) + 1
    octets[bin] = (octets[bin] as number) + (origLen[row] as number)
  }
}
