/** Segments of a connection one below the other, with the silences between them. */
import type { SegmentSeries } from '../../model/flow-trace'
import type { Nanos } from '../../model/units'
import { isRepeated } from './segments'

/** Shorter pauses have no line of their own. */
const LEAST_SILENCE = 200e6
/** A pause so many times longer than most. */
const UNUSUAL = 10

export interface FlowLadder {
  /** Lines: a segment by its index, or −1 − n for silence n. */
  lines: Int32Array
  silences: Nanos[]
  /** Frame in which the octets of a segment were sent again; 0: they were not. */
  sentAgain: Uint32Array
}

/** `sampled`: segments are left out, and what looks like a silence may be none. */
export function flowLadder(series: SegmentSeries, sampled: boolean): FlowLadder {
  const least = sampled ? Infinity : leastSilence(series)
  const lines = new Int32Array(2 * series.length)
  const silences: number[] = []
  let count = 0
  for (let i = 0; i < series.length; i++) {
    const pause = i === 0 ? 0 : (series.time[i] as number) - (series.time[i - 1] as number)
    if (pause >= least) {
      lines[count++] = -1 - silences.length
      silences.push(pause)
    }
    lines[count++] = i
  }
  return { lines: lines.slice(0, count), silences, sentAgain: repetitions(series) }
}

function leastSilence({ time, length }: SegmentSeries): Nanos {
  if (length < 2) return Infinity
  const pauses = new Float64Array(length - 1)
  for (let i = 1; i < length; i++) pauses[i - 1] = (time[i] as number) - (time[i - 1] as number)
  pauses.sort()
  return Math.max(LEAST_SILENCE, UNUSUAL * (pauses[pauses.length >>> 1] as number))
}

/** Of each transmission the next one that begins with the same octet. */
function repetitions(series: SegmentSeries): Uint32Array {
  const again = new Uint32Array(series.length)
  const last = [new Map<number, number>(), new Map<number, number>()] as const
  for (let i = 0; i < series.length; i++) {
    if (series.size[i] === 0) continue
    const starts = last[series.side[i] === 0 ? 0 : 1]
    const seq = series.seq[i] as number
    if (isRepeated(series.analysis[i] as number)) {
      const before = starts.get(seq)
      if (before !== undefined) again[before] = series.frame[i] as number
    }
    starts.set(seq, i)
  }
  return again
}
