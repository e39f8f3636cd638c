/** The stretch of time that the graphs show: zoomed and moved within the whole. */
import type { Span } from '../../../workers/figure/flow/plot'

/** Nothing is shown closer than this, ns. */
const CLOSEST = 1000

/** `factor` below 1 zooms in; the moment `at` stays where it is. */
export function zoomed(span: Span, whole: Span, at: number, factor: number): Span {
  const length = Math.max(CLOSEST, (span.to - span.from) * factor)
  const share = (at - span.from) / (span.to - span.from)
  const from = at - share * length
  return within({ from, to: from + length }, whole)
}

/** Moved by a share of what is seen. */
export function moved(span: Span, whole: Span, share: number): Span {
  const by = (span.to - span.from) * share
  return within({ from: span.from + by, to: span.to + by }, whole)
}

export function brushed(a: number, b: number, whole: Span): Span {
  const [from, to] = a < b ? [a, b] : [b, a]
  const middle = (from + to) / 2
  const half = Math.max(CLOSEST, to - from) / 2
  return within({ from: middle - half, to: middle + half }, whole)
}

function within({ from, to }: Span, whole: Span): Span {
  const length = Math.min(to - from, whole.to - whole.from)
  const start = Math.max(whole.from, Math.min(from, whole.to - length))
  return { from: start, to: start + length }
}
