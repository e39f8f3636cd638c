/** Horizontal scales with ticks, shared by the figures that have one. */
import type { Nanos } from '../model/units'
import { formatNumber, formatTick } from './format'
import { ticks, timeTicks } from './scale'
import { centred, Row, SMALL, type Sheet } from './sheet'

/** Height that a scale takes below its line. */
export const AXIS = 22

interface Extent {
  left: number
  right: number
  y: number
  place: (value: number) => number
}

/** Time from 0 to `until`. */
export function drawTimeAxis(sheet: Sheet, extent: Extent, until: Nanos): void {
  const most = (extent.right - extent.left) / 90
  const marks = timeTicks(until, most).map((value) => ({ value, text: formatTick(value) }))
  drawAxis(sheet, extent, marks)
}

/** Amounts from 0 to `to`; those in `first` are named before the round ones. */
export function drawNumberAxis(
  sheet: Sheet,
  extent: Extent,
  to: number,
  first: readonly number[] = [],
): void {
  const round = ticks(to, (extent.right - extent.left) / 70)
  const values = [...new Set([...first, ...round])]
  drawAxis(
    sheet,
    extent,
    values.map((value) => ({ value, text: formatNumber(value) })),
  )
}

function drawAxis(
  sheet: Sheet,
  { left, right, y, place }: Extent,
  marks: readonly { value: number; text: string }[],
): void {
  sheet.line(left, y, right, y, 'axis')
  const row = new Row()
  for (const { value, text } of marks) {
    const x = place(value)
    const width = sheet.measure(text, { size: SMALL })
    const middle = centred(x, width, 0, sheet.width)
    if (!row.take(middle - width / 2, middle + width / 2)) continue
    sheet.line(x, y, x, y + 4, 'axis')
    sheet.words(middle, y + 16, text, { size: SMALL, anchor: 'middle', role: 'muted' })
  }
}
