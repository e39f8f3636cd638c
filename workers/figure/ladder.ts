/**
 * Packets between two hosts, in wire order: time runs down, an arrow leans the way its packet
 * travels. What the receiver can read in a packet stands on a chip, so that a fragment without
 * headers shows as one.
 */
import type { LadderFigure, LadderStep } from '../model/figure'
import { countOf, formatDuration } from './format'
import type { Drawing } from './marks'
import { emptyDrawing, furtherLines, LINE, type Sheet, SMALL, soft } from './sheet'

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
/** Px that a chip takes beside its text, the space before it included. */
const CHIP_ROOM = 8 + 2 * CHIP_PAD
/** Px between a label and the chip below it. */
const CHIP_GAP = 3

export function layoutLadder(figure: LadderFigure, sheet: Sheet): Drawing {
  const steps = figure.groups.flatMap((group) => group.steps)
  if (figure.groups.length === 0) return emptyDrawing(sheet, figure.title, 'No packets to show')
  const left = TIMES
  const right = sheet.width - 8
  const half = (right - left) / 2 - 8
  const host = { mono: true, strong: true, role: 'value', room: half } as const
  const from = sheet.words(left, 13, figure.from, host)
  const to = sheet.words(right, 13, figure.to, { ...host, anchor: 'end' })
  const head = HEAD + furtherLines(Math.max(from.lines, to.lines))

  let y = head
  let drawn = 0
  for (const group of figure.groups) {
    const shown = group.steps.slice(0, MOST_STEPS - drawn)
    if (shown.length === 0 && group.steps.length > 0) break
    drawn += shown.length
    const room = right - left - 20
    const lines = sheet.linesIn(room, group.caption, { strong: true })
    const caption = CAPTION + furtherLines(lines)
    const set = shown.map((step) => setStep(sheet, step, room))
    const height = caption + set.reduce((sum, each) => sum + each.height, 0)
    sheet.rect(left, y, right - left, height, soft(group.tone))
    sheet.words(left + 10, y + 16, group.caption, { strong: true, role: group.tone, room })
    let at = y + caption
    for (const each of set) {
      drawStep(sheet, each, { left, right, y: at })
      at += each.height
    }
    y += height + GROUP_GAP
  }
  if (drawn < steps.length) {
    const rest = countOf(steps.length - drawn, 'more packet')
    sheet.words(left + 10, y + 10, `and ${rest}`, { role: 'muted' })
    y += MORE
  }
  const bottom = y - GROUP_GAP + 4
  sheet.line(left, head - 6, left, bottom, 'axis')
  sheet.line(right, head - 6, right, bottom, 'axis')
  return sheet.finish(bottom + 4, figure.title, describe(figure, steps.length))
}

/** How a step is set: its label, and the chip beside it or on the lines below. */
interface SetStep {
  step: LadderStep
  label: string
  room: number
  /** Lines of the label, and of a chip that stands below; 0: it stands beside, or there is none. */
  lines: number
  chipLines: number
  height: number
}

/** Of chips and times. */
const CHIP = { size: SMALL, mono: true } as const

function setStep(sheet: Sheet, step: LadderStep, room: number): SetStep {
  const arrow = step.direction !== 'none'
  const sign = arrow ? frameOf(step) : signOf(step)
  const label = step.label.startsWith(sign) ? step.label : sign + step.label
  const chip = arrow && step.headers !== '' ? sheet.measure(step.headers, CHIP) : 0
  const beside = sheet.measure(label, { mono: true }) + chip + (chip > 0 ? CHIP_ROOM : 0) <= room
  const lines = Math.max(1, sheet.linesIn(room, label, { mono: true }))
  const below = chip > 0 && !beside
  const chipLines = below ? sheet.linesIn(room - 2 * CHIP_PAD, step.headers, CHIP) : 0
  const more = furtherLines(lines) + (below ? CHIP_GAP + LINE * chipLines : 0)
  const times = sheet.linesIn(TIMES - 10, timeOf(step), CHIP)
  const height = Math.max((arrow ? ARROW_STEP : WORD_STEP) + more, WORD_STEP + furtherLines(times))
  return { step, label, room, lines, chipLines, height }
}

const timeOf = ({ time }: LadderStep) => (time === 0 ? '0' : `+${formatDuration(time)}`)

const signOf = ({ tone }: LadderStep) => (tone === 'bad' ? '✕ ' : tone === 'good' ? '✓ ' : '')

const frameOf = ({ frame, label }: LadderStep) =>
  frame > 0 && !label.startsWith('#') ? `#${String(frame)} ` : ''

interface Place {
  left: number
  right: number
  y: number
}

function drawStep(sheet: Sheet, set: SetStep, { left, right, y }: Place): void {
  const { step, room } = set
  sheet.words(left - 8, y + 13, timeOf(step), {
    ...CHIP,
    role: 'muted',
    anchor: 'end',
    room: TIMES - 10,
  })
  const label = sheet.words(left + 10, y + 13, set.label, { mono: true, role: roleOf(step), room })
  if (step.direction === 'none') return
  if (step.headers !== '') {
    const below = set.chipLines > 0
    const x = below ? left + 10 : label.right + 8
    const top = below ? y + 2 + LINE * set.lines + CHIP_GAP : y + 2
    const width = Math.min(room, sheet.measure(step.headers, CHIP) + 2 * CHIP_PAD)
    sheet.rect(x, top, width, LINE * Math.max(1, set.chipLines), 'plain-soft', step.headers, 3)
    const inside = width - 2 * CHIP_PAD
    sheet.words(x + CHIP_PAD, top + 11, step.headers, { ...CHIP, role: 'accent', room: inside })
  }
  drawArrow(sheet, step, { left, right, y: y + set.height - 13 })
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
