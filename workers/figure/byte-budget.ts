/**
 * Where the octets of the largest packet go, to scale, against what the path carries. Parts too
 * narrow for their name get it on a leader below; leaders step down from right to left, so none of
 * them can cross a name.
 */
import type { ByteBudgetFigure } from '../model/figure'
import { visibleText } from '../model/visible-text'
import { countOf, formatNumber } from './format'
import type { Drawing } from './marks'
import { centred, emptyDrawing, Sheet } from './sheet'
import { linear } from './scale'
import { widthOf } from './text'

const BAR_TOP = 48
const BAR = 34
const ROW = 19
const EDGE = 4 // px beside the bar, for the limit line when it lies at its end

interface Part {
  text: string
  role: ByteBudgetFigure['parts'][number]['role']
  left: number
  right: number
}

export function layoutByteBudget(figure: ByteBudgetFigure, width: number): Drawing {
  const total = figure.parts.reduce((sum, part) => sum + Math.max(0, part.octets), 0)
  if (total <= 0) return emptyDrawing(width, figure.title, 'No packet to measure')
  const sheet = new Sheet(width)
  const limit = limitOf(figure)
  const place = linear(0, Math.max(total, limit.most), EDGE, sheet.width - EDGE)
  const parts = placeParts(figure, place)
  const end = place(total)

  for (const { left, right, role, text } of parts) {
    sheet.rect(left, BAR_TOP, Math.max(0.5, right - left - 0.5), BAR, role, text)
  }
  const summary = sheet.words(EDGE, 13, `${formatNumber(total)} octets`, {
    strong: true,
    role: 'value',
    room: sheet.width / 2 - 12,
  })
  if (total > limit.least) {
    drawExcess(sheet, place(limit.least), end)
    sheet.words(sheet.width - EDGE, 13, `✕ ${excessText(total, limit)}`, {
      strong: true,
      role: 'bad',
      anchor: 'end',
      room: sheet.width - summary.right - 24,
    })
  }
  drawLimit(sheet, limit, place)
  const bottom = nameParts(sheet, parts, total > limit.least ? place(limit.least) : end)
  return sheet.finish(bottom, figure.title, describe(figure, total, limit))
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
function drawExcess(sheet: Sheet, from: number, to: number): void {
  const lines: (readonly [number, number])[][] = []
  const bottom = BAR_TOP + BAR
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

function drawLimit(sheet: Sheet, limit: Limit, place: (octets: number) => number): void {
  const left = place(limit.least)
  const right = place(limit.most)
  if (right - left > 1) sheet.rect(left, BAR_TOP - 8, right - left, BAR + 16, 'span', limit.text)
  for (const x of right - left > 1 ? [left, right] : [left]) {
    sheet.line(x, BAR_TOP - 8, x, BAR_TOP + BAR + 8, 'limit')
  }
  const width = widthOf(limit.text, { size: 12, strong: true })
  const x = centred((left + right) / 2, Math.min(width, sheet.width), 0, sheet.width)
  sheet.words(x, BAR_TOP - 14, limit.text, { strong: true, anchor: 'middle', role: 'limit' })
}

/**
 * Writes each part's name: inside the bar, on a leader, or — too far right for a leader — in a list
 * below. Says where the figure ends.
 */
function nameParts(sheet: Sheet, parts: readonly Part[], clearUntil: number): number {
  const listed: Part[] = []
  const led: Part[] = []
  for (const part of parts) {
    const width = widthOf(part.text, { size: 12 })
    const middle = (part.left + part.right) / 2
    // A name never crosses the limit line.
    const inside = Math.min(part.right, Math.max(part.left, clearUntil)) - part.left
    if (width + 12 <= inside) {
      const x = part.left + inside / 2
      sheet.words(x, BAR_TOP + 22, part.text, { anchor: 'middle', role: 'value' })
    } else if (middle + 16 + width <= sheet.width) led.push(part)
    else listed.push(part)
  }
  const bottom = BAR_TOP + BAR
  led.reverse().forEach((part, i) => {
    const x = (part.left + part.right) / 2
    const y = bottom + 22 + i * ROW
    const elbow = [x, y - 4] as const
    sheet.path([[x, bottom + 1], elbow, [x + 8, y - 4]], 'axis')
    sheet.words(x + 12, y, part.text, { role: 'label' })
  })
  const listTop = bottom + 22 + led.length * ROW
  listed.forEach((part, i) => {
    sheet.rect(EDGE, listTop + i * ROW - 9, 9, 9, part.role, '', 2)
    sheet.words(EDGE + 16, listTop + i * ROW, part.text, { role: 'label' })
  })
  return listTop + listed.length * ROW - 6
}

function describe(figure: ByteBudgetFigure, total: number, limit: Limit): string {
  const parts = figure.parts.map((part) => `${part.label} ${formatNumber(part.octets)}`).join(', ')
  const verdict =
    total > limit.most
      ? `${excessText(total, limit)} for the path (${limit.text})`
      : `within the path (${limit.text})`
  return `A packet of ${countOf(total, 'octet')}, ${verdict}. Its parts in octets: ${parts}.`
}
