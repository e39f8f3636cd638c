/** Named amounts as bars, with the whole each is a part of as a pale ground. */
import type { BarsFigure } from '../model/figure'
import { formatNumber, formatShare } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { emptyDrawing, NORMAL, Sheet, SMALL } from './sheet'
import { widthOf } from './text'

/** Bars beyond this are counted, not drawn. */
const MOST_BARS = 40

const ROW = 36
/** What a bar takes more whose amount has a line of its own. */
const LINE = 15
const BAR = 10
/** Px between a name and its amount. */
const BETWEEN = 16

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

  let bottom = 0
  for (const bar of bars) {
    const amount = amountOf(bar, figure.unit)
    const apart = besides(bar.label, amount) > sheet.width
    const y = bottom + 13 + (apart ? LINE : 0)
    const { left } = sheet.words(sheet.width, y, amount, {
      strong: true,
      anchor: 'end',
      role: roleOf(bar),
    })
    const room = apart ? sheet.width : left - BETWEEN
    sheet.words(0, bottom + 13, bar.label, { mono: true, role: 'label', room })
    if (wholes && bar.of > 0) sheet.rect(0, y + 5, place(bar.of), BAR, 'muted-soft', '', 2)
    const length = bar.value > 0 ? Math.max(2, place(bar.value)) : 0
    if (length > 0) sheet.rect(0, y + 5, length, BAR, fillOf(bar), `${bar.label}: ${amount}`, 2)
    bottom = y + ROW - 13
  }
  if (bars.length < figure.bars.length) {
    const rest = `and ${formatNumber(figure.bars.length - bars.length)} more`
    sheet.words(0, bottom + 10, rest, { size: SMALL, role: 'muted' })
    bottom += 16
  }
  return sheet.finish(bottom, figure.title, describe(figure, bars))
}

/** Px that a name and its amount take on one line. */
function besides(name: string, amount: string): number {
  const type = { size: NORMAL }
  return (
    widthOf(name, { ...type, mono: true }) + BETWEEN + widthOf(amount, { ...type, strong: true })
  )
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
