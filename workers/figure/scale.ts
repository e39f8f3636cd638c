/** From values to places on the paper, and the round values worth a tick. */
import type { Nanos } from '../model/units'

/** A straight map of [from, to] to [start, end]; clamped, and at the start when there is no range. */
export function linear(from: number, to: number, start: number, end: number) {
  const range = to - from
  return (value: number): number => {
    if (!(range > 0)) return start
    return start + Math.min(1, Math.max(0, (value - from) / range)) * (end - start)
  }
}

/** The same on a logarithmic scale; all values above 0. */
export function logarithmic(from: number, to: number, start: number, end: number) {
  const place = linear(Math.log10(from), Math.log10(to), start, end)
  return (value: number): number => place(Math.log10(Math.max(value, from)))
}

/** No step is finer: amounts and nanoseconds are not. */
const FINEST = 1e-6

const DECIMAL_STEPS = [1, 2, 5]
/** Seconds of the steps that clocks have, from one minute to a year. */
const CLOCK_STEPS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200]
  .concat([1, 2, 7, 14, 30, 90, 365].map((days) => days * 86_400))
  .map((seconds) => seconds * 1e9)

/** Multiples of 1, 2 or 5 · 10^n from 0 up to `to`, at most `most` + 1 of them. */
export function ticks(to: number, most: number): number[] {
  return multiples(decimalStep(to / Math.max(1, most)), to)
}

/** Round moments from 0 to `until`: decimal up to half a minute, then as clocks divide time. */
export function timeTicks(until: Nanos, most: number): number[] {
  const atLeast = until / Math.max(1, most)
  const clock = atLeast > 30e9 ? CLOCK_STEPS.find((step) => step >= atLeast) : undefined
  return multiples(clock ?? decimalStep(atLeast), until)
}

/** Powers of ten from the last one not above `from` to the first one not below `to`. */
export function decades(from: number, to: number): number[] {
  const first = Math.floor(Math.log10(from) + 1e-9)
  const last = Math.max(first + 1, Math.ceil(Math.log10(to) - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
}

function decimalStep(atLeast: number): number {
  if (!(atLeast > FINEST)) return 1
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const factor = DECIMAL_STEPS.find((step) => step * power >= atLeast * (1 - 1e-9)) ?? 10
  return factor * power
}

function multiples(step: number, to: number): number[] {
  const count = Math.floor(to / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(12)))
}
