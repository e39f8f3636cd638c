/**
 * Transmissions over time, one lane per segment or connection. Every lane begins with its own first
 * attempt, so that lanes compare; the scale is linear on purpose: a retransmission timer that
 * doubles (RFC 6298 §5.5) shows as distances that double.
 */
import type { AttemptsFigure, Tone } from '../model/figure'
import type { Nanos } from '../model/units'
import { AXIS, drawTimeAxis } from './axis'
import { countOf, formatDuration } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { centred, emptyDrawing, furtherLines, LINE, Row, type Sheet, SMALL } from './sheet'

/** Lanes beyond this are counted, not drawn. */
const MOST_LANES = 12

const LANE = 74
const PAD = 10

/** Silence after the last attempt is drawn up to this share of the time before. */
const SILENCE = 0.25

type Points = AttemptsFigure['lanes'][number]['points']
type Place = (time: number) => number

/** A lane in the order of time, its times counted from its first attempt. */
interface Lane {
  label: string
  tone: Tone
  first: Nanos
  points: Points
}

export function layoutAttempts(figure: AttemptsFigure, sheet: Sheet): Drawing {
  const all = figure.lanes.filter((lane) => lane.points.length > 0).map(fromFirst)
  if (all.length === 0) return emptyDrawing(sheet, figure.title, 'No attempts to show')
  const lanes = all.slice(0, MOST_LANES)
  const end = endOf(lanes, figure.until)
  const place = linear(0, end, PAD, sheet.width - PAD)
  let y = 4
  for (const lane of lanes) y += drawLane(sheet, lane, y - 4, place)
  drawTimeAxis(sheet, { left: PAD, right: sheet.width - PAD, y, place }, end)
  y += AXIS + 14
  const each = lanes.length > 1 ? ' of each lane' : ''
  const rest =
    all.length > lanes.length ? `, ${countOf(all.length - lanes.length, 'more lane')}` : ''
  const foot = `time since the first attempt${each}${rest}`
  const { lines } = sheet.words(PAD, y, foot, { size: SMALL, role: 'muted' })
  return sheet.finish(y + 6 + furtherLines(lines), figure.title, describe(lanes))
}

function fromFirst({ label, tone, points }: AttemptsFigure['lanes'][number]): Lane {
  const sorted = [...points].sort((a, b) => a.time - b.time)
  const first = sorted[0]?.time ?? 0
  const shifted = sorted.map((point) => ({ ...point, time: point.time - first }))
  return { label, tone, first, points: shifted }
}

function endOf(lanes: readonly Lane[], until: Nanos): Nanos {
  const longest = Math.max(...lanes.map((lane) => lane.points.at(-1)?.time ?? 0))
  const watched = Math.max(longest, ...lanes.map((lane) => until - lane.first))
  return longest === 0 ? watched : Math.min(watched, longest * (1 + SILENCE))
}

/**
 * Name, gaps between attempts, the attempts on their line, and what is said of each. Says how high it is:
 * where name and moment do not fit on a line, the moment stands below.
 */
function drawLane(
  sheet: Sheet,
  { label, tone, first, points }: Lane,
  top: number,
  place: Place,
): number {
  const moment = `first at ${formatDuration(first)}`
  const beside = sheet.width - 2 * PAD - 12 - sheet.measure(moment, { size: SMALL })
  const alone = sheet.measure(label, { mono: true }) > beside
  const room = alone ? sheet.width - 2 * PAD : beside
  const role = tone === 'plain' ? 'value' : tone
  const { lines } = sheet.words(PAD, top + 14, label, { mono: true, role, room })
  const more = alone ? LINE * lines : 0
  const y = top + more + 42
  sheet.words(sheet.width - PAD, top + more + 14, moment, {
    size: SMALL,
    anchor: 'end',
    role: 'muted',
  })
  sheet.line(PAD, y, sheet.width - PAD, y, 'grid')
  nameGaps(sheet, points, y - 8, place)
  for (const point of points) {
    const x = place(point.time)
    const title = `frame ${String(point.frame)}, +${formatDuration(point.time)}: ${point.label}`
    const frame = point.frame > 0 ? { frame: point.frame } : undefined
    if (point.tone === 'bad') sheet.circle(x, y, 5.5, 'bad-soft', title, frame)
    else sheet.circle(x, y, 4.5, point.tone, title, frame)
  }
  // Above all discs: the disc of one attempt must not cover the cross of the one before.
  for (const { tone, time } of points) if (tone === 'bad') sheet.cross(place(time), y, 3.5, 'bad')
  namePoints(sheet, points, y + 18, place)
  return LANE + more
}

/** `+1.02 s` between two attempts, where there is room for it. */
function nameGaps(sheet: Sheet, points: Points, y: number, place: Place): void {
  points.slice(1).forEach((point, i) => {
    const before = points[i]?.time ?? 0
    const text = `+${formatDuration(point.time - before)}`
    const from = place(before) + 7
    const to = place(point.time) - 7
    if (sheet.measure(text, { size: SMALL, mono: true }) > to - from) return
    sheet.words((from + to) / 2, y, text, {
      anchor: 'middle',
      size: SMALL,
      mono: true,
      role: 'muted',
    })
  })
}

/** The first and the last attempt get their words before those between. */
function namePoints(sheet: Sheet, points: Points, y: number, place: Place): void {
  const row = new Row(8)
  const [first, ...others] = points
  const last = others.pop()
  for (const point of [first, last, ...others]) {
    if (point === undefined || point.label === '') continue
    const width = sheet.measure(point.label, { size: SMALL })
    const x = centred(place(point.time), width, 0, sheet.width)
    if (width > sheet.width || !row.take(x - width / 2, x + width / 2)) continue
    const role = point.tone === 'plain' ? 'label' : point.tone
    sheet.words(x, y, point.label, { size: SMALL, anchor: 'middle', role })
  }
}

function describe(lanes: readonly Lane[]): string {
  const told = lanes.map(({ label, points }) => {
    const bad = points.filter((point) => point.tone === 'bad').length
    const span = formatDuration(points.at(-1)?.time ?? 0)
    return `${label}: ${countOf(points.length, 'attempt')} over ${span}, ${String(bad)} failed`
  })
  return `${told.join('; ')}.`
}
