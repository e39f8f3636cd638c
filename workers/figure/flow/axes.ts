/** Round values worth a tick, within a range that need not begin at 0. */
import type { Plot } from './plot'

const STEPS = [1, 2, 5, 10]

/** Multiples of 1, 2 or 5 · 10^n in [from, to], about `most` of them. */
export function ticksIn(from: number, to: number, most: number): number[] {
  const least = (to - from) / Math.max(1, most)
  if (!(least > 0)) return [from]
  const power = 10 ** Math.floor(Math.log10(least))
  const step = (STEPS.find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) =>
    Number(((first + n) * step).toPrecision(12)),
  )
}

/** Ticks of the y axis of a plot. */
export function ticksOf({ low, high, scale }: Plot, most: number): number[] {
  if (scale === 'linear') return ticksIn(low, high, most)
  const first = Math.round(Math.log10(low))
  const last = Math.round(Math.log10(high))
  const step = Math.max(1, Math.ceil((last - first) / most))
  const count = Math.floor((last - first) / step) + 1
  return Array.from({ length: count }, (_, n) => 10 ** (first + n * step))
}
