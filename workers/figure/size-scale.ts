/** Sizes from 0 to the largest, stretched around a bracket that would otherwise be a hair. */
import { linear } from './scale'

const NARROW = 36 // px: a bracket that takes less is stretched
const LENS = 0.35 // of the width: what the bracket and its surroundings get

/** `stretched`: equal distances are not equal amounts, which the figure has to say. */
interface SizeScale {
  place: (size: number) => number
  stretched: boolean
}

export function sizeScale(
  bracket: { from: number; to: number } | null,
  largest: number,
  left: number,
  right: number,
): SizeScale {
  const straight = { place: linear(0, largest, left, right), stretched: false }
  if (bracket === null) return straight
  if (straight.place(bracket.to) - straight.place(bracket.from) >= NARROW) return straight
  const margin = Math.max(1, bracket.to - bracket.from) * 2
  const from = Math.max(0, bracket.from - margin)
  const to = Math.min(largest, bracket.to + margin)
  if (to <= from) return straight

  // What the lens leaves of the width is shared by the sizes below and above it.
  const rest = (right - left) * (1 - LENS)
  const outside = from + largest - to
  const start = outside === 0 ? left : left + (rest * from) / outside
  const end = largest === to ? right : start + (right - left) * LENS
  const below = linear(0, from, left, start)
  const inside = linear(from, to, start, end)
  const above = linear(to, largest, end, right)
  const place = (size: number) =>
    size < from ? below(size) : size <= to ? inside(size) : above(size)
  return { place, stretched: true }
}
