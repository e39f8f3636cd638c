/** Octets of one side on their way, and the window that the other one gives. */
import type { FlowSide, SegmentSeries } from '../../model/flow-trace'
import { StepColumns } from './density'
import { type Plot, type Span, Values, withRange } from './plot'
import { closesWindow, inView } from './segments'

export function windows(series: SegmentSeries, side: FlowSide, span: Span, width: number): Plot {
  const { from, to } = inView(series, span)
  const dense = to - from > 3 * width
  const columns = dense ? Math.max(1, Math.floor(width)) : 0
  const flight = new StepColumns(span, columns)
  const window = new StepColumns(span, columns)
  const zero = new Values()
  for (let i = from; i < to; i++) {
    const x = series.time[i] as number
    if (series.side[i] === side) {
      const octets = series.flight[i] as number
      if (octets >= 0) flight.add(x, octets)
    } else if ((series.ack[i] as number) >= 0) {
      const octets = series.window[i] as number
      window.add(x, octets)
      if (closesWindow(series.analysis[i] as number)) zero.add(x, octets)
    }
  }
  return withRange(
    {
      span,
      scale: 'linear',
      unit: 'octets',
      dense,
      layers: [
        { name: 'flight', kind: 'steps', values: flight.take() },
        { name: 'window', kind: 'steps', values: window.take() },
        { name: 'zeroWindow', kind: 'points', values: zero.take() },
      ],
    },
    { low: 0, high: 0 },
  )
}
