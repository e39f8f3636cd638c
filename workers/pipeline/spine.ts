/** Packets and octets over the time of a case, from the columns of its captures. */
import type { FrameChunks } from '../model/frame-columns'
import type { Spine } from '../model/run'

/** About one bin for three pixels of a wide screen. */
const BINS = 400

export interface SpineInput {
  columns: FrameChunks
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
    for (const { length, time, origLen } of columns.chunks) {
      for (let row = 0; row < length; row++) {
        // Years apart, nanoseconds are beyond 2^53: the last frame may fall behind the last bin.
        const bin = Math.min(Math.floor((offset + (time[row] as number)) / binNanos), BINS - 1)
        packets[bin] = (packets[bin] as number) + 1
        octets[bin] = (octets[bin] as number) + (origLen[row] as number)
      }
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

function span({ chunks }: FrameChunks): { from: number; to: number } {
  let from = 0
  let to = 0
  for (const { length, time } of chunks) {
    for (let row = 0; row < length; row++) {
      const now = time[row] as number
      if (now < from) from = now
      if (now > to) to = now
    }
  }
  return { from, to }
}
