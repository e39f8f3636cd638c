/**
 * Graphs over the time of one connection, as numbers: what is drawn where, in the units of the axes.
 * The page paints them; how dense a graph may be depends on its width in pixels.
 */
import type { LayerName } from '../../model/flow-trace'
import type { Nanos } from '../../model/units'

export interface Span {
  from: Nanos
  to: Nanos
}

export interface Layer {
  name: LayerName
  /**
   * bars: from (x, y0) to (x, y1), three numbers each; steps: a value that holds until the next, two
   * numbers each; points: two numbers each.
   */
  kind: 'bars' | 'steps' | 'points'
  values: Float64Array
}

export interface Plot {
  span: Span
  /** Range of the y axis; `low` above 0 on a logarithmic one. */
  low: number
  high: number
  scale: 'linear' | 'logarithmic'
  unit: 'octets' | 'nanos' | 'bitsPerSecond'
  layers: Layer[]
  /** Segments in view are more than pixels: what falls on one column of pixels is drawn as its extent. */
  dense: boolean
}

/** Numbers that come one by one. */
export class Values {
  length = 0
  private numbers = new Float64Array(256)

  add(...numbers: number[]): void {
    if (this.length + numbers.length > this.numbers.length) {
      const larger = new Float64Array(4 * this.numbers.length)
      larger.set(this.numbers)
      this.numbers = larger
    }
    for (const number of numbers) this.numbers[this.length++] = number
  }

  take(): Float64Array {
    return this.numbers.slice(0, this.length)
  }
}

/** First and last time of a connection; never empty. */
export function wholeSpan(time: Float64Array): Span {
  const from = time[0] ?? 0
  let to = from
  for (const moment of time) if (moment > to) to = moment
  return { from, to: to > from ? to : from + 1 }
}

/** Grows to what the layers show, with some air above. */
export function withRange(
  plot: Omit<Plot, 'low' | 'high'>,
  least: { low: number; high: number } | null = null,
): Plot {
  let low = least?.low ?? Infinity
  let high = least?.high ?? -Infinity
  for (const { kind, values } of plot.layers) {
    const stride = kind === 'bars' ? 3 : 2
    for (let at = 0; at < values.length; at += stride) {
      for (let y = 1; y < stride; y++) {
        const value = values[at + y] as number
        if (value < low) low = value
        if (value > high) high = value
      }
    }
  }
  if (low > high) return { ...plot, low: plot.scale === 'linear' ? 0 : 1, high: 1 }
  if (plot.scale === 'logarithmic') {
    const first = 10 ** Math.floor(Math.log10(Math.max(low, 1)))
    return { ...plot, low: first, high: Math.max(first * 10, 10 ** Math.ceil(Math.log10(high))) }
  }
  return { ...plot, low, high: high > low ? high + (high - low) * 0.04 : low + 1 }
}
