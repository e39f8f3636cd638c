/**
 * Packets by size: delivered ones stand above the line, lost ones hang below it, and the gap
 * between the largest that came through and the smallest that did not holds the hidden limit.
 */
import type { SizesFigure } from '../model/figure'
import { AXIS, drawNumberAxis } from './axis'
import { countOf, formatNumber } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { centred, emptyDrawing, furtherLines, LINE, Row, type Sheet, SMALL } from './sheet'
import { sizeScale } from './size-scale'

const PAD = 10
const PLOT = 44 // px: two rows of words above
const UP = 92
const DOWN = 70
const COUNT = 14 // px kept free for the numbers at the tips

type Sizes = SizesFigure['delivered']

export function layoutSizes(figure: SizesFigure, sheet: Sheet): Drawing {
  const delivered = figure.delivered.filter((entry) => entry.count > 0)
  const lost = figure.lost.filter((entry) => entry.count > 0)
  const all = [...delivered, ...lost]
  if (all.length === 0) return emptyDrawing(sheet, figure.title, 'No packets to compare')
  const largest = Math.max(...all.map((entry) => entry.size), figure.bracket?.to ?? 0, 1)
  const { place, stretched } = sizeScale(figure.bracket, largest, PAD, sheet.width - PAD)
  const most = Math.max(...all.map((entry) => entry.count))
  const edges = figure.bracket === null ? [] : [figure.bracket.from, figure.bracket.to]
  const strong = true
  const head = sheet.words(PAD, 13, deliveredText(delivered), { strong, role: 'good' })
  const limit = figure.bracket === null ? '' : limitText(figure.bracket)
  const above = head.lines + sheet.linesIn(sheet.width, limit, { strong })
  const plot = PLOT + LINE * Math.max(0, above - 2)
  const middle = plot + UP
  const bottom = middle + DOWN

  if (figure.bracket !== null) {
    const top = 17 + LINE * head.lines
    drawBracket(sheet, figure.bracket, place, { plot, bottom, top })
  }
  drawStems(sheet, delivered, place, { from: middle, reach: UP - COUNT, most, good: true })
  drawStems(sheet, lost, place, { from: middle, reach: DOWN - COUNT, most, good: false })
  sheet.line(PAD, middle, sheet.width - PAD, middle, 'axis')
  drawNumberAxis(sheet, { left: PAD, right: sheet.width - PAD, y: bottom, place }, largest, edges)

  const foot = bottom + AXIS + 14
  const role = lost.length > 0 ? 'bad' : 'muted'
  const words = sheet.words(PAD, foot, lostText(lost), { strong, role })
  const note = figure.unit + (stretched ? ' · stretched around the limit' : '')
  const muted = { size: SMALL, role: 'muted', anchor: 'end' } as const
  const beside = words.right + 12 + sheet.measure(note, muted) <= sheet.width - PAD
  const last = beside ? foot : foot + LINE * words.lines
  const { lines } = sheet.words(sheet.width - PAD, last, note, muted)
  const description = `${deliveredText(delivered)}; ${lostText(lost)}${bracketText(figure)}.`
  return sheet.finish(last + 6 + furtherLines(lines), figure.title, description)
}

/** The shaded gap, with its two numbers over it. */
function drawBracket(
  sheet: Sheet,
  { from, to }: { from: number; to: number },
  place: (size: number) => number,
  { plot, bottom, top }: { plot: number; bottom: number; top: number },
): void {
  const left = place(from)
  const right = Math.max(place(to), left + 2)
  const label = `the limit is at least ${formatNumber(from)} and below ${formatNumber(to)}`
  sheet.rect(left, plot - 6, Math.min(right, sheet.width) - left, bottom - plot + 6, 'span', label)
  const text = limitText({ from, to })
  const width = Math.min(sheet.width, sheet.measure(text, { strong: true }))
  const x = centred((left + right) / 2, width, 0, sheet.width)
  sheet.words(x, top, text, { strong: true, anchor: 'middle', role: 'limit' })
}

const limitText = ({ from, to }: { from: number; to: number }) =>
  `limit ≥ ${formatNumber(from)} and < ${formatNumber(to)}`

interface Stems {
  from: number
  reach: number
  most: number
  good: boolean
}

/** One stem per size; its height is logarithmic, for one lost packet must be seen beside thousands. */
function drawStems(
  sheet: Sheet,
  entries: Sizes,
  place: (size: number) => number,
  { from, reach, most, good }: Stems,
): void {
  const role = good ? 'good' : 'bad'
  const sign = good ? -1 : 1
  const height = linear(0, Math.log(1 + most), 0, reach)
  const numbers = new Row(4)
  for (const { size, count } of [...entries].sort((a, b) => b.count - a.count || a.size - b.size)) {
    const x = place(size)
    const tip = from + sign * Math.max(5, height(Math.log(1 + count)))
    const what = `${formatNumber(size)}: ${formatNumber(count)} ${good ? 'delivered' : 'lost'}`
    sheet.line(x, from, x, tip, role)
    sheet.circle(x, tip, 2.8, role, what)
    const text = formatNumber(count)
    const width = sheet.measure(text, { size: SMALL })
    const at = centred(x, width, 0, sheet.width)
    // Tallest first: a number may stand over lower stems, never across a higher one.
    if (!numbers.take(Math.min(at - width / 2, x - 3), Math.max(at + width / 2, x + 3))) {
      numbers.block(x - 3, x + 3)
      continue
    }
    const y = good ? tip - 5 : tip + 13
    sheet.words(at, y, text, { size: SMALL, anchor: 'middle', role: 'value' })
  }
}

function totalOf(entries: Sizes): number {
  return entries.reduce((sum, entry) => sum + entry.count, 0)
}

function deliveredText(entries: Sizes): string {
  if (entries.length === 0) return 'nothing delivered'
  const largest = Math.max(...entries.map((entry) => entry.size))
  return `✓ ${countOf(totalOf(entries), 'packet')} delivered, up to ${formatNumber(largest)}`
}

function lostText(entries: Sizes): string {
  if (entries.length === 0) return 'nothing lost'
  const smallest = Math.min(...entries.map((entry) => entry.size))
  return `✕ ${countOf(totalOf(entries), 'packet')} lost, from ${formatNumber(smallest)}`
}

function bracketText({ bracket }: SizesFigure): string {
  if (bracket === null) return ''
  return `; the hidden limit is at least ${formatNumber(bracket.from)} and below ${formatNumber(bracket.to)}`
}
