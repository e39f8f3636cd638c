/** Named amounts as bars, with the whole each is a part of as a pale ground. */
import type { BarsFigure } from '../model/figure'
import { formatNumber, formatShare } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { emptyDrawing, Sheet, SMALL } from './sheet'

/** Bars beyond this are counted, not drawn. */
const MOST_BARS = 40

const ROW = 36
const BAR = 10

/** Wholes are drawn when the largest bar still takes this share of the largest whole. */
const WHOLES_FROM = 0.05

type Bar = BarsFigure['bars'][number]

export function layoutBars(figure: BarsFigure, width: number): Drawing {
  if (figure.bars.length === 0) return emptyDrawing(width, figure.title, 'Nothing to compare')
  const sheet = new Sheet(width)
  const bars = figure.bars.slice(0, MOST_BARS)
  const most = Math.max(...bars.map((bar) => bar.value))
  const whole = Math.max(...bars.map((bar) => bar.of))
  const wholes = whole > 0 && most >= whole * WHOLES_FROM
  const place = linear(0, wholes ? Math.max(most, whole) : most, 0, sheet.width)

  bars.forEach((bar, i) => {
    const y = i * ROW
    const amount = amountOf(bar, figure.unit)
    const { left } = sheet.words(sheet.width, y + 13, amount, {
      strong: true,
      anchor: 'end',
      role: roleOf(bar),
      room: sheet.width / 2,
    })
    sheet.words(0, y + 13, bar.label, { mono: true, role: 'label', room: left - 16 })
    if (wholes && bar.of > 0) sheet.rect(0, y + 18, place(bar.of), BAR, 'muted-soft', '', 2)
    const length = bar.value > 0 ? Math.max(2, place(bar.value)) : 0
    if (length > 0) sheet.rect(0, y + 18, length, BAR, fillOf(bar), `${bar.label}: ${amount}`, 2)
  })
  let bottom = bars.length * ROW
  if (bars.length < figure.bars.length) {
    const rest = `and ${formatNumber(figure.bars.length - bars.length)} more`
    sheet.words(0, bottom + 10, rest, { size: SMALL, role: 'muted' })
    bottom += 16
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
