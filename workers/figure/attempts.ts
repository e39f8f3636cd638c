/**
 * Transmissions over time, one lane per segment or connection. The scale is linear on purpose: a
 * retransmission timer that doubles (RFC 6298 §5.5) shows as distances that double.
 */
import type { AttemptsFigure } from '../model/figure'
import { AXIS, drawTimeAxis } from './axis'
import { countOf, formatDuration } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { centred, emptyDrawing, Row, Sheet, SMALL } from './sheet'
import { fitText, widthOf } from './text'

/** Lanes beyond this are counted, not drawn. */
const MOST_LANES = 12

const LANE = 74
const PAD = 10

type Lane = AttemptsFigure['lanes'][number]
type Place = (time: number) => number

export function layoutAttempts(figure: AttemptsFigure, width: number): Drawing {
  const count = figure.lanes.reduce((sum, lane) => sum + lane.points.length, 0)
  if (count === 0) return emptyDrawing(width, figure.title, 'No attempts to show')
  const sheet = new Sheet(width)
  const lanes = figure.lanes.slice(0, MOST_LANES)
  const last = Math.max(figure.until, ...lanes.flatMap((lane) => lane.points.map((p) => p.time)))
  const place = linear(0, last, PAD, sheet.width - PAD)
  lanes.forEach((lane, i) => drawLane(sheet, lane, i * LANE, place))
  let y = lanes.length * LANE + 4
  drawTimeAxis(sheet, { left: PAD, right: sheet.width - PAD, y, place }, last)
  y += AXIS
  if (lanes.length < figure.lanes.length) {
    const rest = countOf(figure.lanes.length - lanes.length, 'more lane')
    sheet.words(PAD, y + 12, `and ${rest}`, { size: SMALL, role: 'muted' })
    y += 18
  }
  return sheet.finish(y, figure.title, describe(figure, count))
}

/** Name, gaps between attempts, the attempts on their line, and what is said of each. */
function drawLane(sheet: Sheet, lane: Lane, top: number, place: Place): void {
  const y = top + 42
  sheet.words(PAD, top + 14, lane.label, {
    ...{ mono: true, role: lane.tone === 'plain' ? 'value' : lane.tone },
    room: sheet.width - 2 * PAD,
  })
  sheet.line(PAD, y, sheet.width - PAD, y, 'grid')
  const points = [...lane.points].sort((a, b) => a.time - b.time)
  nameGaps(sheet, points, y - 8, place)
  for (const point of points) {
    const x = place(point.time)
    const title = `frame ${String(point.frame)}, ${formatDuration(point.time)}: ${point.label}`
    const frame = point.frame > 0 ? { frame: point.frame } : undefined
    if (point.tone === 'bad') {
      sheet.circle(x, y, 5.5, 'bad-soft', title, frame)
      sheet.cross(x, y, 3.5, 'bad')
    } else sheet.circle(x, y, 4.5, point.tone, title, frame)
  }
  namePoints(sheet, points, y + 18, place)
}

/** `+1.02 s` between two attempts, where there is room for it. */
function nameGaps(sheet: Sheet, points: Lane['points'], y: number, place: Place): void {
  points.slice(1).forEach((point, i) => {
    const before = points[i]?.time ?? 0
    const text = `+${formatDuration(point.time - before)}`
    const from = place(before) + 7
    const to = place(point.time) - 7
    if (widthOf(text, { size: SMALL, mono: true }) > to - from) return
    sheet.words((from + to) / 2, y, text, {
      ...{ anchor: 'middle', size: SMALL, mono: true, role: 'muted' },
    })
  })
}

/** The first and the last attempt get their words before those between. */
function namePoints(sheet: Sheet, points: Lane['points'], y: number, place: Place): void {
  const row = new Row(8)
  const [first, ...others] = points
  const last = others.pop()
  for (const point of [first, last, ...others]) {
    if (point === undefined || point.label === '') continue
    const text = fitText(point.label, sheet.width / 2, { size: SMALL })
    const width = widthOf(text, { size: SMALL })
    const x = centred(place(point.time), width, 0, sheet.width)
    if (!row.take(x - width / 2, x + width / 2)) continue
    const role = point.tone === 'plain' ? 'label' : point.tone
    sheet.words(x, y, text, { size: SMALL, anchor: 'middle', role })
  }
}

function describe(figure: AttemptsFigure, count: number): string {
  const lanes = figure.lanes.slice(0, MOST_LANES).map((lane) => {
    const bad = lane.points.filter((point) => point.tone === 'bad').length
    return `${lane.label}: ${countOf(lane.points.length, 'attempt')}, ${String(bad)} of them failed`
  })
  const time = formatDuration(figure.until)
  return `${countOf(count, 'attempt')} over ${time}. ${lanes.join('; ')}.`
}
