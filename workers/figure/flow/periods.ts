/** The graphs as numbers: what happened in equal stretches of the time in view. */
import type { SegmentSeries } from '../../model/flow-trace'
import type { Nanos, OctetCount } from '../../model/units'
import type { Span } from './plot'
import { firstAt, isProbe, isRepeated } from './segments'

export interface Period {
  from: Nanos
  to: Nanos
  segments: number
  /** Of payload, from who began and from the other. */
  octets: [OctetCount, OctetCount]
  repeated: [number, number]
  /** −1: nothing was measured. */
  rttMin: Nanos
  rttMedian: Nanos
  rttMax: Nanos
  /** Most octets of either side on their way; −1: not known. */
  flight: [OctetCount, OctetCount]
  /** Smallest window that each side gave; −1: none. */
  window: [OctetCount, OctetCount]
}

export function periods(series: SegmentSeries, span: Span, count: number): Period[] {
  const length = (span.to - span.from) / count
  return Array.from({ length: count }, (_, n) => {
    const from = span.from + n * length
    return periodOf(
      series,
      { from, to: n === count - 1 ? span.to : from + length },
      n === count - 1,
    )
  })
}

/** `last`: its end is part of it. */
export function periodOf(series: SegmentSeries, { from, to }: Span, last: boolean): Period {
  const period: Period = {
    from,
    to,
    segments: 0,
    octets: [0, 0],
    repeated: [0, 0],
    rttMin: -1,
    rttMedian: -1,
    rttMax: -1,
    flight: [-1, -1],
    window: [-1, -1],
  }
  const rtts: number[] = []
  for (let i = firstAt(series.time, series.length, from); i < series.length; i++) {
    const time = series.time[i] as number
    if (time > to || (time === to && !last)) break
    const side = series.side[i] === 0 ? 0 : 1
    const analysis = series.analysis[i] as number
    period.segments++
    if (!isProbe(analysis)) period.octets[side] += series.size[i] as number
    if (isRepeated(analysis)) period.repeated[side]++
    const rtt = series.rtt[i] as number
    if (rtt >= 0) rtts.push(rtt)
    period.flight[side] = Math.max(period.flight[side], series.flight[i] as number)
    const window = series.window[i] as number
    const before = period.window[side]
    if ((series.ack[i] as number) >= 0)
      period.window[side] = before < 0 ? window : Math.min(before, window)
  }
  if (rtts.length === 0) return period
  const sorted = Float64Array.from(rtts).sort()
  return {
    ...period,
    rttMin: sorted[0] as number,
    rttMedian: sorted[Math.floor(sorted.length / 2)] as number,
    rttMax: sorted[sorted.length - 1] as number,
  }
}
