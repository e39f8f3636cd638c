/** One kind of latency as figures. */
import type { HistogramFigure, ScatterFigure } from '../../../workers/model/figure'
import type { LatencySummary } from '../../../workers/model/latency'
import { BIN_CUT } from '../../../workers/model/latency-bins'
import type { CaseResult } from '../../../workers/model/run'
import { text } from '../../text'

/** Points that open their frame, at most: each is a stop of the keyboard. */
const OPENING = 10

export function histogramOf({ kind, bins }: LatencySummary): HistogramFigure {
  const { histogram } = text.latency.titles[kind]
  return { kind: 'histogram', title: histogram, unit: 'ns', bins, cut: BIN_CUT, threshold: 0 }
}

export function scatterOf(
  { kind, points, slowest }: LatencySummary,
  { spine }: CaseResult,
): ScatterFigure {
  const opening = new Set(
    slowest.slice(0, OPENING).map(({ capture, frame }) => `${capture} ${frame}`),
  )
  return {
    kind: 'scatter',
    title: text.latency.titles[kind].scatter,
    points: points.map(({ capture, frame, time, latency }) => {
      const opens = opening.has(`${capture} ${frame}`)
      const tone = opens ? ('plain' as const) : ('muted' as const)
      return { time, value: latency, frame: opens ? frame : 0, tone, capture }
    }),
    threshold: 0,
    until: spine.firstBin + spine.binNanos * spine.packets.length,
    spans: [],
  }
}

/** What the colours of `scatterOf` mean; empty: there is only one. */
export function legendOf({ points }: LatencySummary) {
  if (points.length <= OPENING) return []
  const { slowestDrawn, othersDrawn } = text.latency
  return [
    { name: slowestDrawn(OPENING), role: 'accent' as const },
    { name: othersDrawn, role: 'muted' as const },
  ]
}
