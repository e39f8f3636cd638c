/** What the graphs say in words: of what is in view, and of one segment. */
import { periodOf } from '../../../workers/figure/flow/periods'
import type { Span } from '../../../workers/figure/flow/plot'
import type { FlowSide, SegmentSeries } from '../../../workers/model/flow-trace'
import { text } from '../../text'
import { formatLarge, formatOctets, formatSpan } from '../../text/format'
import { analysisNames } from '../../../workers/figure/flow/segments'
import { flagNames } from './segment-words'

export interface Summaries {
  sequence: string
  rtt: string
  window: string
  throughput: string
}

export function summaries(series: SegmentSeries, side: FlowSide, span: Span): Summaries {
  const all = periodOf(series, span, true)
  const seconds = Math.max(1e-9, (span.to - span.from) / 1e9)
  const rate = (octets: number) => text.flow.rate((octets * 8) / seconds)
  const { summary } = text.flow
  return {
    sequence: summary.sequence(all.segments, all.octets[side], all.repeated[side]),
    rtt: all.rttMin < 0 ? text.flow.nothing : summary.rtt(all.rttMin, all.rttMedian, all.rttMax),
    window: summary.window(all.flight[side], all.window[side === 0 ? 1 : 0]),
    throughput: summary.throughput(rate(all.octets[0]), rate(all.octets[1])),
  }
}

/** Segment `index` in a line. */
export function readout(
  series: SegmentSeries,
  index: number,
  sides: readonly [string, string],
): string {
  const { frame, time, side, seq, size, ack, window, rtt, flight, tcpFlags, analysis } = series
  const words = text.flow.readout
  const at = (column: ArrayLike<number>) => column[index] ?? 0
  const first = series.time[0] ?? 0
  const names = analysisNames(at(analysis)).map((name) => text.standing.names[name])
  return [
    words.frame(at(frame), ((at(time) - first) / 1e9).toFixed(6)),
    words.segment(sides[at(side) === 0 ? 0 : 1], flagNames(at(tcpFlags)), at(seq), at(size)),
    at(ack) < 0 ? '' : words.ack(at(ack)),
    words.window(at(window)),
    at(rtt) < 0 ? '' : words.rtt(at(rtt)),
    at(flight) < 0 ? '' : words.flight(at(flight)),
    ...names,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

export const tickOf = {
  octets: (value: number) => formatLarge(value),
  nanos: (value: number) => formatSpan(value),
  bitsPerSecond: (value: number) => text.flow.rate(value),
}

export const octetsOr = (value: number) => (value < 0 ? '–' : formatOctets(value))
