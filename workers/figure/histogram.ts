/** Durations in bins that double, with the threshold that tells slow from normal. */
import type { HistogramFigure } from '../model/figure'
import { binEdge, type BinCut, type LatencyBin } from '../model/latency-bins'
import { AXIS } from './axis'
import { formatDuration, formatNumber, formatShare, formatTick } from './format'
import type { Drawing } from './marks'
import { linear } from './scale'
import { centred, emptyDrawing, furtherLines, Row, type Sheet, SMALL } from './sheet'

const PAD = 14
const TOP = 24
const PLOT = 130
const COUNT = 15 // px kept free for the numbers on the bars
/** Px of air between the threshold line and a number that it would run through. */
const AIR = 3

/** Bins beyond this are of no clock. */
const MOST_BINS = 64

/** Above this ratio of largest to smallest count, heights are logarithmic. */
const LINEAR_UP_TO = 40

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
  const { threshold, cut } = figure

  // The tallest first: a number may stand over a lower neighbour, never over a higher one.
  const numbers = new Row(1)
  const boxes: Box[] = []
  for (const bin of [...filled].sort((a, b) => b.count - a.count || a.exponent - b.exponent)) {
    const box = drawBin(sheet, bin, {
      place,
      bottom,
      height,
      amount,
      threshold,
      cut,
      total,
      numbers,
    })
    if (box !== null) boxes.push(box)
  }
  drawEdges(sheet, { first, end, cut }, place, bottom)
  if (threshold > 0 && threshold >= binEdge(first, cut) && threshold <= binEdge(end, cut)) {
    const x = place(Math.log2(threshold / binEdge(end, cut)) + end)
    drawThreshold(sheet, { x, bottom, threshold, boxes })
  }
  const foot = bottom + AXIS + 12
  const note = steep ? ' · bar height is logarithmic' : ''
  const all = `${formatNumber(total)} in all${note}`
  const { lines } = sheet.words(PAD, foot, all, { size: SMALL, role: 'muted' })
  return sheet.finish(foot + 6 + furtherLines(lines), figure.title, describe(figure, filled, total))
}

/** The bins within reach of the first one, and the last of them for all beyond. */
function within(bins: readonly LatencyBin[]): LatencyBin[] {
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
  threshold: number
  cut: BinCut | undefined
  total: number
  numbers: Row
}

/** Where a number stands. */
interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Null: there is no room for its number. */
function drawBin(sheet: Sheet, { exponent, count }: LatencyBin, plot: Plot): Box | null {
  const left = plot.place(exponent) + 1
  const right = plot.place(exponent + 1) - 1
  const height = Math.max(2, plot.height(plot.amount(count)))
  const top = plot.bottom - height
  const from = binEdge(exponent, plot.cut)
  const slow = plot.threshold > 0 && from >= plot.threshold
  const range = `${formatTick(from)} to ${formatTick(binEdge(exponent + 1, plot.cut))}`
  const label = `${range}: ${formatNumber(count)} (${formatShare(count, plot.total)})`
  sheet.rect(left, top, right - left, height, slow ? 'bad' : 'accent', label, 1)
  const text = formatNumber(count)
  const width = sheet.measure(text, { size: SMALL })
  const middle = centred((left + right) / 2, width, 0, sheet.width)
  const clear = Math.max(width, right - left)
  if (!plot.numbers.take(middle - clear / 2, middle + clear / 2)) return null
  const baseline = top - 4
  const taken = sheet.words(middle, baseline, text, {
    size: SMALL,
    anchor: 'middle',
    role: slow ? 'bad' : 'value',
  })
  // Digits stand on the baseline, a separator hangs below it
  return { left: taken.left, right: taken.right, top: baseline - SMALL, bottom: baseline + 2 }
}

/** Names the edges between bins: each, or every second, third … so that 1 s is one of them. */
function drawEdges(
  sheet: Sheet,
  { first, end, cut }: { first: number; end: number; cut: BinCut | undefined },
  place: (exponent: number) => number,
  y: number,
): void {
  sheet.line(PAD, y, sheet.width - PAD, y, 'axis')
  const edges = Array.from({ length: end - first + 1 }, (_, index) => {
    const text = formatTick(binEdge(first + index, cut))
    const width = sheet.measure(text, { size: SMALL })
    const x = place(first + index)
    return { exponent: first + index, x, text, width, middle: centred(x, width, 0, sheet.width) }
  })
  const every = (step: number) => edges.filter(({ exponent }) => exponent % step === 0)
  const fits = (step: number) => {
    const row = new Row()
    return every(step).every(({ middle, width }) =>
      row.take(middle - width / 2, middle + width / 2),
    )
  }
  let step = 1
  while (!fits(step)) step++
  for (const { x, text, middle } of every(step)) {
    sheet.line(x, y, x, y + 4, 'axis')
    sheet.words(middle, y + 16, text, { size: SMALL, anchor: 'middle', role: 'muted' })
  }
}

interface Threshold {
  x: number
  bottom: number
  threshold: number
  /** Numbers, which the line makes way for. */
  boxes: readonly Box[]
}

function drawThreshold(sheet: Sheet, { x, bottom, threshold, boxes }: Threshold): void {
  let from = TOP - 6
  const inTheWay = boxes.filter(({ left, right }) => x > left - AIR && x < right + AIR)
  for (const box of [...inTheWay].sort((a, b) => a.top - b.top)) {
    if (box.top > from) sheet.line(x, from, x, box.top, 'limit', true)
    from = Math.max(from, box.bottom)
  }
  sheet.line(x, from, x, bottom, 'limit', true)
  const text = `threshold ${formatDuration(threshold)}`
  const width = sheet.measure(text, { size: SMALL, strong: true })
  sheet.words(centred(x, width, 0, sheet.width), TOP - 10, text, {
    size: SMALL,
    strong: true,
    anchor: 'middle',
    role: 'limit',
  })
}

function describe(figure: HistogramFigure, filled: readonly LatencyBin[], total: number): string {
  const bins = [...filled]
    .sort((a, b) => a.exponent - b.exponent)
    .map(
      (bin) => `${formatNumber(bin.count)} from ${formatTick(binEdge(bin.exponent, figure.cut))}`,
    )
  const told = `${formatNumber(total)} durations in bins that double: ${bins.join(', ')}.`
  return figure.threshold > 0 ? `${told} Threshold ${formatDuration(figure.threshold)}.` : told
}
