/** Durations in log2 bins, with the threshold that tells slow from normal. */
import type { HistogramFigure } from '../model/figure'
import { AXIS } from './axis'
import { formatBinEdge, formatDuration, formatNumber, formatShare } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { centred, emptyDrawing, furtherLines, Row, type Sheet, SMALL } from './sheet'

const PAD = 14
const TOP = 24
const PLOT = 130
const COUNT = 15 // px kept free for the numbers on the bars

/** Bins beyond this are of no clock. */
const MOST_BINS = 64

/** Above this ratio of largest to smallest count, heights are logarithmic. */
const LINEAR_UP_TO = 40

interface Bin {
  exponent: number
  count: number
}

export function layoutHistogram(figure: HistogramFigure, sheet: Sheet): Drawing {
  const filled = within(figure.bins.filter((bin) => bin.count > 0))
  const total = filled.reduce((sum, bin) => sum + bin.count, 0)
  if (total === 0) return emptyDrawing(sheet, figure.title, 'Nothing was measured')
  const first = Math.min(...filled.map((bin) => bin.exponent))
  const end = Math.max(...filled.map((bin) => bin.exponent)) + 1
  const place = linear(first, end, PAD, sheet.width - PAD)
  const bottom = TOP + PLOT
  const most = Math.max(...filled.map((bin) => bin.count))
  const least = Math.min(...filled.map((bin) => bin.count))
  const steep = most / least > LINEAR_UP_TO
  const amount = (count: number) => (steep ? Math.log(1 + count) : count)
  const height = linear(0, amount(most), 0, PLOT - COUNT)
  const limit = figure.threshold > 0 ? Math.log2(figure.threshold / 1000) : Infinity

  // The tallest first: a number may stand over a lower neighbour, never over a higher one.
  const numbers = new Row(1)
  for (const bin of [...filled].sort((a, b) => b.count - a.count || a.exponent - b.exponent)) {
    drawBin(sheet, bin, { place, bottom, height, amount, limit, total, numbers })
  }
  drawEdges(sheet, { first, end }, place, bottom)
  if (limit >= first && limit <= end) {
    drawThreshold(sheet, place(limit), bottom, figure.threshold)
  }
  const foot = bottom + AXIS + 12
  const note = steep ? ' · bar height is logarithmic' : ''
  const all = `${formatNumber(total)} in all${note}`
  const { lines } = sheet.words(PAD, foot, all, { size: SMALL, role: 'muted' })
  return sheet.finish(foot + 6 + furtherLines(lines), figure.title, describe(figure, filled, total))
}

/** The bins within reach of the first one, and the last of them for all beyond. */
function within(bins: readonly Bin[]): Bin[] {
  const last = Math.min(...bins.map((bin) => bin.exponent)) + MOST_BINS - 1
  const counts = new Map<number, number>()
  for (const bin of bins) {
    const exponent = Math.min(bin.exponent, last)
    counts.set(exponent, (counts.get(exponent) ?? 0) + bin.count)
  }
  return [...counts].map(([exponent, count]) => ({ exponent, count }))
}

interface Plot {
  place: (exponent: number) => number
  bottom: number
  height: (amount: number) => number
  amount: (count: number) => number
  limit: number
  total: number
  numbers: Row
}

function drawBin(sheet: Sheet, { exponent, count }: Bin, plot: Plot): void {
  const left = plot.place(exponent) + 1
  const right = plot.place(exponent + 1) - 1
  const height = Math.max(2, plot.height(plot.amount(count)))
  const top = plot.bottom - height
  const slow = exponent >= plot.limit
  const range = `${formatBinEdge(exponent)} to ${formatBinEdge(exponent + 1)}`
  const label = `${range}: ${formatNumber(count)} (${formatShare(count, plot.total)})`
  sheet.rect(left, top, right - left, height, slow ? 'bad' : 'accent', label, 1)
  const text = formatNumber(count)
  const width = sheet.measure(text, { size: SMALL })
  const middle = centred((left + right) / 2, width, 0, sheet.width)
  const clear = Math.max(width, right - left)
  if (!plot.numbers.take(middle - clear / 2, middle + clear / 2)) return
  sheet.words(middle, top - 4, text, {
    size: SMALL,
    anchor: 'middle',
    role: slow ? 'bad' : 'value',
  })
}

/** Names the edges between bins, as many as there is room for. */
function drawEdges(
  sheet: Sheet,
  { first, end }: { first: number; end: number },
  place: (exponent: number) => number,
  y: number,
): void {
  sheet.line(PAD, y, sheet.width - PAD, y, 'axis')
  const row = new Row()
  for (let exponent = first; exponent <= end; exponent++) {
    const x = place(exponent)
    const text = formatBinEdge(exponent)
    const width = sheet.measure(text, { size: SMALL })
    const middle = centred(x, width, 0, sheet.width)
    if (!row.take(middle - width / 2, middle + width / 2)) continue
    sheet.line(x, y, x, y + 4, 'axis')
    sheet.words(middle, y + 16, text, { size: SMALL, anchor: 'middle', role: 'muted' })
  }
}

function drawThreshold(sheet: Sheet, x: number, bottom: number, threshold: number): void {
  sheet.line(x, TOP - 6, x, bottom, 'limit', true)
  const text = `threshold ${formatDuration(threshold)}`
  const width = sheet.measure(text, { size: SMALL, strong: true })
  sheet.words(centred(x, width, 0, sheet.width), TOP - 10, text, {
    size: SMALL,
    strong: true,
    anchor: 'middle',
    role: 'limit',
  })
}

function describe(figure: HistogramFigure, filled: readonly Bin[], total: number): string {
  const bins = [...filled]
    .sort((a, b) => a.exponent - b.exponent)
    .map((bin) => `${formatNumber(bin.count)} from ${formatBinEdge(bin.exponent)}`)
  const told = `${formatNumber(total)} durations in bins that double: ${bins.join(', ')}.`
  return figure.threshold > 0 ? `${told} Threshold ${formatDuration(figure.threshold)}.` : told
}
