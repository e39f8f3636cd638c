/** Packets and octets over the time of a case, from the columns of its captures. */
import type { FrameColumns, Spine } from '../model/run'

/** About one bin for three pixels of a wide screen. */
const BINS = 400

export interface SpineInput {
  columns: FrameColumns
  /** Absolute time of the capture's first frame, ns since 1970; null: no frames with a time. */
  epochNs: bigint | null
}

export function buildSpine(captures: readonly SpineInput[]): Spine {
  const spans = captures.map(({ columns }) => span(columns))
  const starts = captures.map(
    ({ epochNs }, i) => (epochNs ?? 0n) + BigInt(Math.floor(spans[i]?.from ?? 0)),
  )
  const known = starts.filter((_, i) => (captures[i]?.columns.length ?? 0) > 0)
  const start = known.reduce((low, each) => (each < low ? each : low), known[0] ?? 0n)
  const captureStart = captures.map(({ epochNs }) => Number((epochNs ?? start) - start))
  const until = captures.reduce(
    (high, _, i) => Math.max(high, (captureStart[i] as number) + (spans[i]?.to ?? 0)),
    0,
  )
  const binNanos = Math.max(1, Math.ceil((until + 1) / BINS))
  const packets = new Uint32Array(BINS)
  const octets = new Float64Array(BINS)
  captures.forEach(({ columns }, i) => {
    const offset = captureStart[i] as number
    for (let row = 0; row < columns.length; row++) {
      // Years apart, nanoseconds are beyond 2^53: the last frame may fall behind the last bin.
      const bin = Math.min(
        Math.floor((offset + (columns.time[row] as number)) / binNanos),
        BINS - 1,
      )
      packets[bin] = (packets[bin] as number) + 1
      octets[bin] = (octets[bin] as number) + (columns.origLen[row] as number)
    }
  })
  return {
    startNs: known.length === 0 ? '' : String(start),
    binNanos,
    packets,
    octets,
    captureStart,
  }
}

function span(columns: FrameColumns): { from: number; to: number } {
  let from = 0
  let to = 0
  for (let row = 0; row < columns.length; row++) {
    const time = columns.time[row] as number
    if (time < from) from = time
    if (time > to) to = time
  }
  return { from, to }
}
