/**
 * Sequence numbers of one side over time, as tcptrace draws them: each segment as tall as its
 * octets, below it what was acknowledged, above it the edge of the receiver's window.
 */
import type { FlowSide, SegmentSeries } from '../../model/flow-trace'
import { BarColumns, StepColumns } from './density'
import { type Plot, type Span, Values, withRange } from './plot'
import { closesWindow, inView, isProbe, isReordered, isRepeated } from './segments'

/** Segments a pixel may show one by one. */
const PER_PIXEL = 3

export function timeSequence(
  series: SegmentSeries,
  side: FlowSide,
  span: Span,
  width: number,
): Plot {
  const { from, to } = inView(series, span)
  const dense = to - from > PER_PIXEL * width
  const columns = dense ? Math.max(1, Math.floor(width)) : 0
  const data = new BarColumns(span, columns)
  const repeated = new BarColumns(span, columns)
  const reordered = new BarColumns(span, columns)
  const sack = new BarColumns(span, columns)
  const ack = new StepColumns(span, columns)
  const window = new StepColumns(span, columns)
  const zero = new Values()
  let acked = -1
  for (let i = from; i < to; i++) {
    const x = series.time[i] as number
    const analysis = series.analysis[i] as number
    if (series.side[i] === side) {
      const size = series.size[i] as number
      if (size === 0 || isProbe(analysis)) continue
      const seq = series.seq[i] as number
      const bars = isRepeated(analysis) ? repeated : isReordered(analysis) ? reordered : data
      bars.add(x, seq, seq + size)
    } else {
      const acks = series.ack[i] as number
      if (acks < 0) continue
      if (acks > acked) acked = acks
      ack.add(x, acked)
      window.add(x, acks + (series.window[i] as number))
      if (closesWindow(analysis)) zero.add(x, acks)
      const blocks = series.sackStart[i + 1] as number
      for (let edge = series.sackStart[i] as number; edge < blocks; edge += 2) {
        sack.add(x, series.sack[edge] as number, series.sack[edge + 1] as number)
      }
    }
  }
  const plot: Plot = withRange({
    span,
    scale: 'linear',
    unit: 'octets',
    dense,
    layers: [
      { name: 'data', kind: 'bars', values: data.take() },
      { name: 'sack', kind: 'bars', values: sack.take() },
      { name: 'reordered', kind: 'bars', values: reordered.take() },
      { name: 'repeated', kind: 'bars', values: repeated.take() },
      { name: 'ack', kind: 'steps', values: ack.take() },
      { name: 'zeroWindow', kind: 'points', values: zero.take() },
    ],
  })
  // A wide window would press the segments flat: it is drawn where there is room, and sets none.
  const most = plot.high + (plot.high - plot.low) * 0.5
  const edge = window.take()
  const reach = highest(edge)
  const layers = [...plot.layers, { name: 'window' as const, kind: 'steps' as const, values: edge }]
  return { ...plot, layers, high: Math.max(plot.high, Math.min(reach, most)) }
}

function highest(steps: Float64Array): number {
  let most = -Infinity
  for (let at = 1; at < steps.length; at += 2) most = Math.max(most, steps[at] as number)
  return most
}
