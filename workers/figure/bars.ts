/** Named amounts as bars, with the whole each is a part of as a pale ground. */
import type { BarsFigure } from '../model/figure'
import { formatNumber, formatShare } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { emptyDrawing, furtherLines, LINE, type Sheet, SMALL } from './sheet'

/** Bars beyond this are counted, not drawn. */
const MOST_BARS = 40

const ROW = 36
const BAR = 10
/** Px between a label and its amount. */
const GAP = 16

/** Wholes are drawn when the largest bar still takes this share of the largest whole. */
const WHOLES_FROM = 0.05

type Bar = BarsFigure['bars'][number]

export function layoutBars(figure: BarsFigure, sheet: Sheet): Drawing {
  if (figure.bars.length === 0) return emptyDrawing(sheet, figure.title, 'Nothing to compare')
  const bars = figure.bars.slice(0, MOST_BARS)
  const most = Math.max(...bars.map((bar) => bar.value))
  const whole = Math.max(...bars.map((bar) => bar.of))
  const wholes = whole > 0 && most >= whole * WHOLES_FROM
  const place = linear(0, wholes ? Math.max(most, whole) : most, 0, sheet.width)

  let bottom = 0
  for (const bar of bars) {
    const amount = amountOf(bar, figure.unit)
    const type = { strong: true, anchor: 'end', role: roleOf(bar) } as const
    const beside = sheet.width - sheet.measure(amount, type) - GAP
    const alone = sheet.measure(bar.label, { mono: true }) > beside
    const room = alone ? sheet.width : beside
    // Where both do not fit on a line, the amount stands below.
    const below = alone ? LINE * sheet.linesIn(room, bar.label, { mono: true }) : 0
    const { lines } = sheet.words(sheet.width, bottom + 13 + below, amount, type)
    sheet.words(0, bottom + 13, bar.label, { mono: true, role: 'label', room })
    const y = bottom + 18 + below + furtherLines(lines)
    if (wholes && bar.of > 0) sheet.rect(0, y, place(bar.of), BAR, 'muted-soft', '', 2)
    const length = bar.value > 0 ? Math.max(2, place(bar.value)) : 0
    if (length > 0) sheet.rect(0, y, length, BAR, fillOf(bar), `${bar.label}: ${amount}`, 2)
    bottom = y + ROW - 18
  }
  if (bars.length < figure.bars.length) {
    const rest = `and ${formatNumber(figure.bars.length - bars.length)} more`
    const { lines } = sheet.words(0, bottom + 10, rest, { size: SMALL, role: 'muted' })
    bottom += 1 + lines * LINE
  }
  return sheet.finish(bottom, figure.title, describe(figure, bars))
}

function amountOf({ value, of }: Bar, unit: string): string {
  const named = unit === '' ? '' : ` ${unit}`
  if (of <= 0) return formatNumber(value) + named
  return `${formatNumber(value)} of ${formatNumber(of)}${named} (${formatShare(value, of)})`
}

function roleOf(bar: Bar) {
  return bar.tone === 'plain' ? 'value' : bar.tone
}

function fillOf(bar: Bar) {
  return bar.tone === 'plain' ? 'accent' : bar.tone
}

function describe(figure: BarsFigure, bars: readonly Bar[]): string {
  const amounts = bars.map((bar) => `${bar.label} ${amountOf(bar, figure.unit)}`).join('; ')
  const more =
    figure.bars.length > bars.length ? `; ${String(figure.bars.length - bars.length)} more` : ''
  return `${amounts}${more}.`
}
