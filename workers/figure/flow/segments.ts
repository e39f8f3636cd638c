/** What the bits of a segment's analysis mean to a graph, and which segments are in view. */
import type { SegmentSeries } from '../../model/flow-trace'
import { ANALYSIS_NAMES, type AnalysisName } from '../../model/frame-flags'
import type { Span } from './plot'

const bit = (name: AnalysisName) => 1 << ANALYSIS_NAMES.indexOf(name)

const REPEATED = bit('retransmission') | bit('fast_retransmission') | bit('spurious_retransmission')
const REORDERED = bit('out_of_order')
const PROBE = bit('keep_alive') | bit('zero_window_probe')
const LOST_BEFORE = bit('lost_segment')
const ACKED_UNSEEN = bit('ack_lost_segment')
const ZERO_WINDOW = bit('zero_window')

export const isRepeated = (analysis: number) => (analysis & REPEATED) !== 0
export const isReordered = (analysis: number) => (analysis & (REORDERED | REPEATED)) === REORDERED
export const isProbe = (analysis: number) => (analysis & PROBE) !== 0
/** Octets before it, or acknowledged by it, are not in the capture. */
export const tellsOfHole = (analysis: number) => (analysis & (LOST_BEFORE | ACKED_UNSEEN)) !== 0
export const closesWindow = (analysis: number) => (analysis & ZERO_WINDOW) !== 0

/** Names of the bits, in their order. */
export function analysisNames(analysis: number): AnalysisName[] {
  return ANALYSIS_NAMES.filter((_, index) => (analysis & (1 << index)) !== 0)
}

/**
 * Segments [from, to) of the span, and one before and behind it, so that lines go on to the edge.
 * Times that step back are in view as far as they stand between others that are.
 */
export function inView({ time, length }: SegmentSeries, span: Span): { from: number; to: number } {
  const from = firstAt(time, length, span.from)
  const to = firstAt(time, length, span.to)
  return { from: Math.max(0, from - 1), to: Math.min(length, to + 1) }
}

/** The first segment at `moment` or later; `length`: none. */
export function firstAt(time: Float64Array, length: number, moment: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] as number) < moment) low = middle + 1
    else high = middle
  }
  return low
}

/** The segment nearest to `moment`; −1: there is none. */
export function nearest(time: Float64Array, length: number, moment: number): number {
  const after = firstAt(time, length, moment)
  if (after === 0) return length === 0 ? -1 : 0
  if (after === length) return length - 1
  const gap = (time[after] as number) - moment
  return gap < moment - (time[after - 1] as number) ? after : after - 1
}
