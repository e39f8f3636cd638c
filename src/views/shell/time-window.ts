/** What is seen of the time of a case, and the bins that it is counted in. */
import type { BinWindow, TimeView } from '../../state/time-graph.svelte'
import type { Spine } from '../../../workers/model/run'
import type { Query } from '../../state/selection.svelte'

/** Bins begin at a multiple of their width after the start of the case. */
export type Window = Omit<BinWindow, 'starts'>

const SECOND = 1e9
const DAY = 86_400 * SECOND
/** Widths that read well, from ten seconds on; ns. */
const LONG_WIDTHS = [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200]
  .map((seconds) => seconds * SECOND)
  .concat(DAY)
/** Less than a microsecond would say nothing of most captures. */
const LEAST_WIDTH = 1000
/** Nothing is seen closer than this. */
const CLOSEST = 20 * LEAST_WIDTH

/** The least width of a bin that reads well: `at least` this many nanoseconds. */
export function widthOf(atLeast: number): number {
  const least = Math.max(LEAST_WIDTH, atLeast)
  const long = least > 5 * SECOND ? LONG_WIDTHS.find((width) => width >= least) : undefined
  if (long !== undefined) return long
  const unit = least > DAY ? DAY : 1
  const power = 10 ** Math.floor(Math.log10(least / unit) + 1e-9)
  const factor = [1, 2, 5, 10].find((step) => step * power * unit >= least * (1 - 1e-9)) ?? 10
  return Math.round(factor * power) * unit
}

/** About `most` bins that hold the view, whose end is exclusive. */
export function windowOf({ from, to }: TimeView, most: number): Window {
  const binNanos = widthOf((to - from) / Math.max(1, most))
  const first = Math.floor(from / binNanos)
  const bins = Math.max(1, Math.ceil(to / binNanos) - first)
  return { from: first * binNanos, binNanos, bins }
}

export function wholeOf({ firstBin, binNanos, packets }: Spine): TimeView {
  return { from: Math.max(0, firstBin), to: firstBin + binNanos * packets.length }
}

/** `factor` below 1 sees less; the moment `at` stays where it is. Null: the whole case is seen. */
export function zoomed(
  { from, to }: TimeView,
  whole: TimeView,
  at: number,
  factor: number,
): TimeView | null {
  const length = Math.max(CLOSEST, (to - from) * factor)
  const start = at - ((at - from) / (to - from)) * length
  return within({ from: start, to: start + length }, whole)
}

/** Moved by a share of what is seen. */
export function moved({ from, to }: TimeView, whole: TimeView, share: number): TimeView | null {
  const by = (to - from) * share
  return within({ from: from + by, to: to + by }, whole)
}

export function within({ from, to }: TimeView, whole: TimeView): TimeView | null {
  const length = Math.max(CLOSEST, to - from)
  if (length >= whole.to - whole.from) return null
  const start = Math.round(Math.max(whole.from, Math.min(from, whole.to - length)))
  return { from: start, to: Math.round(start + length) }
}

/** As it stands in the address: `from-to`, nanoseconds of the case. */
export function viewOf({ zoom = '' }: Query, whole: TimeView): TimeView | null {
  const [, from, to] = /^(\d{1,18})-(\d{1,18})$/.exec(zoom) ?? []
  if (from === undefined || to === undefined || Number(to) <= Number(from)) return null
  return within({ from: Number(from), to: Number(to) }, whole)
}

export function zoomText(view: TimeView | null): string {
  return view === null ? '' : `${view.from}-${view.to}`
}
