/** A stretch of time, as it is drawn on the time spine. */
import type { Query } from '../../state/selection.svelte'

/** Nanoseconds of the case, both inclusive. */
export interface Stretch {
  from: number
  to: number
}

/** What is seen of the case. */
export interface Axis {
  begin: number
  span: number
}

/** Less than this is a click. */
export const LEAST_DRAG = 4 // px

export function stretchOf({ from = '', to = '' }: Query): Stretch | null {
  const [begin, end] = [Number.parseFloat(from), Number.parseFloat(to)]
  return Number.isFinite(begin) && Number.isFinite(end) && end > begin
    ? { from: begin, to: end }
    : null
}

/** The query with this stretch, or without any. */
export function withStretch(query: Query, stretch: Stretch | null): Query {
  const [from, to] = stretch === null ? ['', ''] : [String(stretch.from), String(stretch.to)]
  return { ...query, from, to }
}

/** From one place to another, in any order, as shares of the axis. */
export function stretchBetween(a: number, b: number, { begin, span }: Axis): Stretch {
  const within = (share: number) => Math.max(0, Math.min(1, share))
  const at = (share: number) => Math.round(begin + within(share) * span)
  return { from: at(Math.min(a, b)), to: at(Math.max(a, b)) }
}

/** Percent of the axis; null: out of sight. */
export function shadeOf(
  { from, to }: Stretch,
  { begin, span }: Axis,
): { left: number; width: number } | null {
  if (span === 0 || to < begin || from > begin + span) return null
  const left = Math.max(0, (from - begin) / span)
  const right = Math.min(1, (to - begin) / span)
  return { left: left * 100, width: Math.max(0.2, (right - left) * 100) }
}
