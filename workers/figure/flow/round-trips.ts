/** Round trips over time: each point is an acknowledgement of data that was sent once. */
import type { SegmentSeries } from '../../model/flow-trace'
import { columnOf, PointCells } from './density'
import { type Plot, type Span, withRange } from './plot'
import { inView } from './segments'

/** Rows of a decade in which points that fall together are drawn once. */
const ROWS = 40

export function roundTrips(series: SegmentSeries, span: Span, width: number): Plot {
  const { from, to } = inView(series, span)
  const dense = to - from > width
  const columns = Math.max(1, Math.floor(width / 2))
  const cell = (x: number, y: number) =>
    dense ? columnOf(x, span, columns) * 1000 + Math.round(Math.log10(Math.max(1, y)) * ROWS) : -1
  const forth = new PointCells(cell)
  const back = new PointCells(cell)
  for (let i = from; i < to; i++) {
    const rtt = series.rtt[i] as number
    if (rtt < 0) continue
    // Who acknowledges is not whose data it was.
    const points = series.side[i] === 1 ? forth : back
    points.add(series.time[i] as number, Math.max(1, rtt))
  }
  return withRange({
    span,
    scale: 'logarithmic',
    unit: 'nanos',
    dense,
    layers: [
      { name: 'rttForth', kind: 'points', values: forth.take() },
      { name: 'rttBack', kind: 'points', values: back.take() },
    ],
  })
}
