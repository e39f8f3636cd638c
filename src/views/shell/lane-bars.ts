/** A series as bars: boxes in pixels, wherever its bins lie on the axis. */
import type { Counted } from '../../state/time-graph.svelte'
import type { Axis } from './brush'
import { valueAt, type Unit } from './series'

/** A value above nothing is seen, however small. */
const LEAST = 1.5 // px
/** Bars this far apart have air between them. */
const AIRY = 3

/** Path of an SVG. `max`: the value as high as the plot. */
export function laneBars(
  { bins, window }: Counted,
  unit: Unit,
  max: number,
  { begin, span }: Axis,
  { width, height }: { width: number; height: number },
): string {
  if (max === 0 || span === 0) return ''
  const pitch = (window.binNanos / span) * width
  const thick = Math.max(1, pitch > AIRY ? pitch - 1.2 : pitch)
  const boxes: string[] = []
  for (let bin = 0; bin < bins.packets.length; bin++) {
    const value = valueAt(bins, bin, unit, window.binNanos)
    if (value === 0) continue
    const left = ((window.from + bin * window.binNanos - begin) / span) * width
    if (left + pitch < 0 || left > width) continue
    const high = Math.max(LEAST, (value / max) * height)
    const x = (left + (pitch - thick) / 2).toFixed(1)
    boxes.push(`M${x} ${height}h${thick.toFixed(1)}v${(-high).toFixed(1)}h-${thick.toFixed(1)}z`)
  }
  return boxes.join('')
}
