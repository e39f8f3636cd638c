/** Durations over time: time to the right, duration upwards on a logarithmic scale. */
import type { ScatterFigure } from '../model/figure'
import { AXIS, drawTimeAxis } from './axis'
import { countOf, formatDuration, formatTick } from './format'
import type { Drawing } from './marks'
import { decades, linear, logarithmic } from './scale'
import { centred, emptyDrawing, Row, SMALL, type Sheet } from './sheet'

const LEFT = 54 // px at least for the names of the decades
const RIGHT = 10
const TOP = 22
const PLOT = 170

/** Nothing is drawn below: 1 ns, the finest a capture tells. */
const SHORTEST = 1

/** Points that tell more are drawn over those that tell less. */
const PAINTING_ORDER = ['muted', 'plain', 'good', 'bad'] as const

export function layoutScatter(figure: ScatterFigure, sheet: Sheet): Drawing {
  if (figure.points.length === 0) return emptyDrawing(sheet, figure.title, 'Nothing was measured')
  const right = sheet.width - RIGHT
  const bottom = TOP + PLOT
  const values = figure.points.map((point) => Math.max(SHORTEST, point.value))
  if (figure.threshold > 0) values.push(Math.max(SHORTEST, figure.threshold))
  const scale = decades(Math.min(...values), Math.max(...values))
  const up = logarithmic(scale[0] ?? 1, scale.at(-1) ?? 10, bottom, TOP)
  const names = Math.max(...scale.map((value) => sheet.measure(formatTick(value), { size: SMALL })))
  const left = Math.max(LEFT, Math.ceil(names) + 10)
  const until = Math.max(figure.until, ...figure.points.map((point) => point.time))
  const place = linear(0, until, left, right)

  drawSpans(sheet, figure.spans, place, bottom)
  const rows = new Row(0)
  for (const value of scale) {
    const y = up(value)
    sheet.line(left, y, right, y, 'grid')
    if (!rows.take(y - SMALL / 2, y + SMALL / 2)) continue
    sheet.words(left - 8, y + 4, formatTick(value), {
      size: SMALL,
      role: 'muted',
      anchor: 'end',
    })
  }
  for (const tone of PAINTING_ORDER) {
    for (const point of figure.points) {
      if (point.tone !== tone) continue
      const { time, value, frame, capture } = point
      const when = `${formatDuration(value)} at ${formatDuration(time)}`
      const label = frame > 0 ? `${when}, frame ${String(frame)}` : when
      const role = tone === 'plain' ? 'accent' : tone
      const opens = capture === undefined ? { frame } : { frame, capture }
      sheet.circle(place(time), up(value), 2.4, role, label, frame > 0 ? opens : undefined)
    }
  }
  if (figure.threshold > 0)
    drawThreshold(sheet, up(figure.threshold), { left, right }, figure.threshold)
  drawTimeAxis(sheet, { left, right, y: bottom, place }, until)
  return sheet.finish(bottom + AXIS, figure.title, describe(figure))
}

/** Shaded ranges, each named above the plot where there is room. */
function drawSpans(
  sheet: Sheet,
  spans: ScatterFigure['spans'],
  place: (time: number) => number,
  bottom: number,
): void {
  const row = new Row()
  for (const span of spans) {
    const left = place(span.from)
    const right = Math.max(left + 2, place(span.to))
    sheet.rect(
      left,
      TOP - 4,
      Math.min(right, sheet.width) - left,
      bottom - TOP + 4,
      'span',
      span.label,
    )
    const width = sheet.measure(span.label, { size: SMALL })
    const x = centred((left + right) / 2, width, 0, sheet.width)
    if (width > sheet.width || !row.take(x - width / 2, x + width / 2)) continue
    sheet.words(x, TOP - 9, span.label, { size: SMALL, anchor: 'middle', role: 'label' })
  }
}

/** The line, with its name over its right end. */
function drawThreshold(
  sheet: Sheet,
  y: number,
  { left, right }: { left: number; right: number },
  threshold: number,
): void {
  sheet.line(left, y, right, y, 'limit', true)
  sheet.words(right, y < TOP + 16 ? y + 13 : y - 5, `threshold ${formatDuration(threshold)}`, {
    size: SMALL,
    strong: true,
    role: 'limit',
    anchor: 'end',
  })
}

function describe(figure: ScatterFigure): string {
  const slow = figure.points.filter((point) => point.value > figure.threshold).length
  const values = figure.points.map((point) => point.value)
  const shortest = formatDuration(Math.min(...values))
  const longest = formatDuration(Math.max(...values))
  const over =
    figure.threshold > 0
      ? `, ${String(slow)} above the threshold of ${formatDuration(figure.threshold)}`
      : ''
  const spans = figure.spans.length === 0 ? '' : `; ${countOf(figure.spans.length, 'shaded range')}`
  return (
    `${countOf(figure.points.length, 'event')} over ${formatDuration(figure.until)}, ` +
    `from ${shortest} to ${longest}${over}${spans}.`
  )
}
