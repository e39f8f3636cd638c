/**
 * Packets between two hosts, in wire order: time runs down, an arrow leans the way its packet
 * travels. What the receiver can read in a packet stands on a chip, so that a fragment without
 * headers shows as one.
 */
import type { LadderFigure, LadderStep } from '../model/figure'
import { countOf, formatDuration } from './format'
import type { Drawing } from './marks'
import { emptyDrawing, Sheet, SMALL, soft } from './sheet'
import { fitText, widthOf } from './text'

/** Steps beyond this are counted, not drawn. */
const MOST_STEPS = 60

const TIMES = 72 // px, left of the first host line
const HEAD = 26
const CAPTION = 24
const ARROW_STEP = 32
const WORD_STEP = 21
const SLANT = 7
const GROUP_GAP = 10
const MORE = 20
const CHIP_PAD = 5

export function layoutLadder(figure: LadderFigure, width: number): Drawing {
  const steps = figure.groups.flatMap((group) => group.steps)
  if (figure.groups.length === 0) return emptyDrawing(width, figure.title, 'No packets to show')
  const sheet = new Sheet(width)
  const left = TIMES
  const right = sheet.width - 8
  const half = (right - left) / 2 - 8
  sheet.words(left, 13, figure.from, { mono: true, strong: true, role: 'value', room: half })
  sheet.words(right, 13, figure.to, {
    mono: true,
    strong: true,
    role: 'value',
    anchor: 'end',
    room: half,
  })

  let y = HEAD
  let drawn = 0
  for (const group of figure.groups) {
    const shown = group.steps.slice(0, MOST_STEPS - drawn)
    if (shown.length === 0 && group.steps.length > 0) break
    drawn += shown.length
    const height = CAPTION + shown.reduce((sum, step) => sum + heightOf(step), 0)
    sheet.rect(left, y, right - left, height, soft(group.tone))
    sheet.words(left + 10, y + 16, group.caption, {
      strong: true,
      role: group.tone,
      room: right - left - 20,
    })
    let at = y + CAPTION
    for (const step of shown) {
      drawStep(sheet, step, { left, right, y: at })
      at += heightOf(step)
    }
    y += height + GROUP_GAP
  }
  if (drawn < steps.length) {
    const rest = countOf(steps.length - drawn, 'more packet')
    sheet.words(left + 10, y + 10, `and ${rest}`, { role: 'muted' })
    y += MORE
  }
  const bottom = y - GROUP_GAP + 4
  sheet.line(left, HEAD - 6, left, bottom, 'axis')
  sheet.line(right, HEAD - 6, right, bottom, 'axis')
  return sheet.finish(bottom + 4, figure.title, describe(figure, steps.length))
}

function heightOf(step: LadderStep): number {
  return step.direction === 'none' ? WORD_STEP : ARROW_STEP
}

interface Place {
  left: number
  right: number
  y: number
}

function drawStep(sheet: Sheet, step: LadderStep, { left, right, y }: Place): void {
  sheet.words(left - 8, y + 13, step.time === 0 ? '0' : `+${formatDuration(step.time)}`, {
    mono: true,
    size: SMALL,
    role: 'muted',
    anchor: 'end',
    room: TIMES - 10,
  })
  const room = right - left - 20
  if (step.direction === 'none') {
    const sign = step.tone === 'bad' ? '✕ ' : step.tone === 'good' ? '✓ ' : ''
    const text = step.label.startsWith(sign) ? step.label : sign + step.label
    sheet.words(left + 10, y + 13, text, { mono: true, role: roleOf(step), room })
    return
  }
  const chip = fitText(step.headers, room * 0.45, { size: SMALL, mono: true })
  const chipWidth = chip === '' ? 0 : widthOf(chip, { size: SMALL, mono: true }) + 2 * CHIP_PAD
  const frame = step.frame > 0 && !step.label.startsWith('#') ? `#${String(step.frame)} ` : ''
  const label = sheet.words(left + 10, y + 13, frame + step.label, {
    mono: true,
    role: roleOf(step),
    room: room - (chipWidth === 0 ? 0 : chipWidth + 8),
  })
  if (chip !== '') {
    const x = label.right + 8
    sheet.rect(x, y + 2, chipWidth, 15, 'plain-soft', step.headers, 3)
    sheet.words(x + CHIP_PAD, y + 13, chip, { mono: true, size: SMALL, role: 'accent' })
  }
  drawArrow(sheet, step, { left, right, y: y + 19 })
}

/** A line that falls by `SLANT` from sender to receiver, with an open head. */
function drawArrow(sheet: Sheet, step: LadderStep, { left, right, y }: Place): void {
  const forth = step.direction === 'forth'
  const [from, to] = forth ? [left, right] : [right, left]
  const back = forth ? -1 : 1
  const lean = (SLANT / (right - left)) * 7
  sheet.line(from, y, to, y + SLANT, step.tone)
  const tip = [to + back, y + SLANT] as const
  sheet.path(
    [[tip[0] + back * 7, tip[1] - lean - 3.5], tip, [tip[0] + back * 7, tip[1] - lean + 3.5]],
    step.tone,
  )
  if (step.frame > 0) {
    const title = `frame ${String(step.frame)}`
    sheet.circle(from, y, 2.5, step.tone, title, { frame: step.frame })
  }
}

function roleOf(step: LadderStep) {
  return step.tone === 'plain' ? 'value' : step.tone
}

function describe(figure: LadderFigure, steps: number): string {
  const captions = figure.groups.map((group) => group.caption).join('; ')
  return (
    `${countOf(steps, 'packet and outcome', 'packets and outcomes')} between ${figure.from} and ` +
    `${figure.to} in wire order, in ${countOf(figure.groups.length, 'group')}: ${captions}.`
  )
}
