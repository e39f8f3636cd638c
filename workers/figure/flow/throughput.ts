/** Octets of payload per time, each way. What was sent again counts again: it took its place. */
import type { SegmentSeries } from '../../model/flow-trace'
import { type Plot, type Span, Values, withRange } from './plot'
import { firstAt } from './segments'

/** Bins are round, and about so many. */
const BINS = 120
const STEPS = [1, 2, 5, 10]
const SECOND = 1e9

/** Width of a bin, ns: 1, 2 or 5 · 10^n. */
export function binOf({ from, to }: Span): number {
  const least = Math.max(1, (to - from) / BINS)
  const power = 10 ** Math.floor(Math.log10(least))
  return (STEPS.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power
}

export function throughput(series: SegmentSeries, span: Span): Plot {
  const bin = binOf(span)
  const bins = Math.ceil((span.to - span.from) / bin) || 1
  const sums = [new Float64Array(bins), new Float64Array(bins)] as const
  const to = firstAt(series.time, series.length, span.to)
  for (let i = firstAt(series.time, series.length, span.from); i <= to && i < series.length; i++) {
    const at = Math.min(bins - 1, Math.floor(((series.time[i] as number) - span.from) / bin))
    const ofSide = sums[series.side[i] === 0 ? 0 : 1]
    if (at >= 0) ofSide[at] = (ofSide[at] as number) + (series.size[i] as number)
  }
  const steps = (octets: Float64Array) => {
    const values = new Values()
    octets.forEach((sum, at) => values.add(span.from + at * bin, (sum * 8 * SECOND) / bin))
    values.add(span.to, ((octets[bins - 1] ?? 0) * 8 * SECOND) / bin)
    return values.take()
  }
  return withRange(
    {
      span,
      scale: 'linear',
      unit: 'bitsPerSecond',
      dense: false,
      layers: [
        { name: 'forth', kind: 'steps', values: steps(sums[0]) },
        { name: 'back', kind: 'steps', values: steps(sums[1]) },
      ],
    },
    { low: 0, high: 0 },
  )
}
