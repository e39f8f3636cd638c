/**
 * Where the octets of the largest packet go, to scale, against what the path carries. Parts too
 * narrow for their name get it on a leader below; leaders step down from right to left, so none of
 * them can cross a name.
 */
import type { ByteBudgetFigure } from '../model/figure'
import { visibleText } from '../model/visible-text'
import { countOf, formatNumber } from './format'
import type { Drawing } from './marks'
import { centred, emptyDrawing, furtherLines, LINE, type Sheet } from './sheet'
import { linear } from './scale'

const BAR = 34
const ROW = 19
const EDGE = 4 // px beside the bar, for the limit line when it lies at its end

interface Part {
  text: string
  role: ByteBudgetFigure['parts'][number]['role']
  left: number
  right: number
}

export function layoutByteBudget(figure: ByteBudgetFigure, sheet: Sheet): Drawing {
  const total = figure.parts.reduce((sum, part) => sum + Math.max(0, part.octets), 0)
  if (total <= 0) return emptyDrawing(sheet, figure.title, 'No packet to measure')
  const limit = limitOf(figure)
  const place = linear(0, Math.max(total, limit.most), EDGE, sheet.width - EDGE)
  const end = place(total)
  const excess = total > limit.least
  const foot = drawHead(sheet, total, excess ? `✕ ${excessText(total, limit)}` : '')
  const limitRoom = sheet.width - 2 * EDGE
  const barTop = foot + 35 + furtherLines(sheet.linesIn(limitRoom, limit.text, { strong: true }))
  const parts = placeParts(figure, place)
  for (const { left, right, role, text } of parts) {
    sheet.rect(left, barTop, Math.max(0.5, right - left - 0.5), BAR, role, text)
  }
  if (excess) drawExcess(sheet, barTop, place(limit.least), end)
  drawLimit(sheet, limit, { place, barTop, top: foot + 21 })
  const bottom = nameParts(sheet, parts, barTop, excess ? place(limit.least) : end)
  return sheet.finish(bottom, figure.title, describe(figure, total, limit))
}

/** The whole on the left, what is too much on the right or below. Says where its last line stands. */
function drawHead(sheet: Sheet, total: number, excess: string): number {
  const y = 13
  const strong = true
  const summary = sheet.words(EDGE, y, `${formatNumber(total)} octets`, { strong, role: 'value' })
  if (excess === '') return y
  const beside = summary.right + 20 + sheet.measure(excess, { strong }) <= sheet.width - EDGE
  const at = beside ? y : y + summary.lines * LINE
  const [x, anchor] = beside ? ([sheet.width - EDGE, 'end'] as const) : ([EDGE, 'start'] as const)
  const { lines } = sheet.words(x, at, excess, { strong, role: 'bad', anchor })
  return at + furtherLines(lines)
}

interface Limit {
  /** The path carries this many octets, and possibly up to `most`. */
  least: number
  most: number
  text: string
}

function limitOf({ limit }: ByteBudgetFigure): Limit {
  const least = Math.max(0, limit.atLeast)
  const most = Math.max(least, limit.below - 1)
  const numbers =
    most === least
      ? formatNumber(least)
      : least === 0
        ? `below ${formatNumber(most + 1)}`
        : `between ${formatNumber(least)} and ${formatNumber(most)}`
  // A label that tells the numbers already stands alone.
  const label = visibleText(limit.label)
  const text = label === '' ? numbers : /\d/.test(label) ? label : `${label} ${numbers}`
  return { least, most, text }
}

function excessText(total: number, { least, most }: Limit): string {
  const fewest = Math.max(0, total - most)
  const all = countOf(total - least, 'octet')
  if (fewest === total - least) return `${all} too many`
  return least === 0 ? 'too large' : `${formatNumber(fewest)} to ${all} too many`
}

function placeParts(figure: ByteBudgetFigure, place: (octets: number) => number): Part[] {
  let at = 0
  return figure.parts.map(({ label, octets, role }) => {
    const from = at
    at += Math.max(0, octets)
    const text = `${visibleText(label)} ${formatNumber(octets)}`
    return { text, role, left: place(from), right: place(at) }
  })
}

/** Hatching over what is beyond the limit. */
function drawExcess(sheet: Sheet, barTop: number, from: number, to: number): void {
  const lines: (readonly [number, number])[][] = []
  const bottom = barTop + BAR
  for (let x = from - BAR; x < to; x += 6) {
    // A stroke climbs from (x, bottom) at 45°; cut to the hatched rectangle.
    const start = Math.max(x, from)
    const end = Math.min(x + BAR, to)
    if (end - start < 1) continue
    lines.push([
      [start, bottom - (start - x)],
      [end, bottom - (end - x)],
    ])
  }
  if (lines.length > 0) sheet.strokes(lines, 'bad')
}

function drawLimit(
  sheet: Sheet,
  limit: Limit,
  { place, barTop, top }: { place: (octets: number) => number; barTop: number; top: number },
): void {
  const left = place(limit.least)
  const right = place(limit.most)
  if (right - left > 1) sheet.rect(left, barTop - 8, right - left, BAR + 16, 'span', limit.text)
  for (const x of right - left > 1 ? [left, right] : [left]) {
    sheet.line(x, barTop - 8, x, barTop + BAR + 8, 'limit')
  }
  const room = sheet.width - 2 * EDGE
  const width = Math.min(room, sheet.measure(limit.text, { strong: true }))
  const x = centred((left + right) / 2, width, EDGE, sheet.width - EDGE)
  sheet.words(x, top, limit.text, { strong: true, anchor: 'middle', role: 'limit' })
}

/**
 * Writes each part's name: inside the bar, on a leader, or — too far right for a leader — in a list
 * below. Says where the figure ends.
 */
function nameParts(
  sheet: Sheet,
  parts: readonly Part[],
  barTop: number,
  clearUntil: number,
): number {
  const listed: Part[] = []
  const led: Part[] = []
  for (const part of parts) {
    const width = sheet.measure(part.text)
    const middle = (part.left + part.right) / 2
    // A name never crosses the limit line.
    const inside = Math.min(part.right, Math.max(part.left, clearUntil)) - part.left
    if (width + 12 <= inside) {
      const x = part.left + inside / 2
      sheet.words(x, barTop + 22, part.text, { anchor: 'middle', role: 'value' })
    } else if (middle + 16 + width <= sheet.width) led.push(part)
    else listed.push(part)
  }
  const bottom = barTop + BAR
  led.reverse().forEach((part, i) => {
    const x = (part.left + part.right) / 2
    const y = bottom + 22 + i * ROW
    const elbow = [x, y - 4] as const
    sheet.path([[x, bottom + 1], elbow, [x + 8, y - 4]], 'axis')
    sheet.words(x + 12, y, part.text, { role: 'label' })
  })
  let y = bottom + 22 + led.length * ROW
  for (const part of listed) {
    sheet.rect(EDGE, y - 9, 9, 9, part.role, '', 2)
    const { lines } = sheet.words(EDGE + 16, y, part.text, { role: 'label' })
    y += ROW + furtherLines(lines)
  }
  return y - 6
}

function describe(figure: ByteBudgetFigure, total: number, limit: Limit): string {
  const parts = figure.parts.map((part) => `${part.label} ${formatNumber(part.octets)}`).join(', ')
  const verdict =
    total > limit.most
      ? `${excessText(total, limit)} for the path (${limit.text})`
      : `within the path (${limit.text})`
  return `A packet of ${countOf(total, 'octet')}, ${verdict}. Its parts in octets: ${parts}.`
}
