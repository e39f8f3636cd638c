/** How wide columns are: as wide as what they have shown needs, within bounds, and never narrower again. */
import type { PacketRow } from '../../../workers/model/packet-row'
import { COLUMNS, type CellContext, type ColumnId } from './columns'

/** Characters by column. */
export type Widths = Readonly<Partial<Record<ColumnId, number>>>

/** Rows that are looked at. */
const SAMPLE = 80

export function grown(
  before: Widths,
  columns: readonly ColumnId[],
  rows: readonly PacketRow[],
  context: CellContext,
): Widths {
  const widths: Partial<Record<ColumnId, number>> = { ...before }
  let same = true
  for (const id of columns) {
    const { least, most, value } = COLUMNS[id]
    let width = widths[id] ?? least
    for (const row of rows.slice(0, SAMPLE)) width = Math.max(width, value(row, context).length)
    if (most > 0) width = Math.min(most, width)
    if (width !== widths[id]) same = false
    widths[id] = width
  }
  return same ? before : widths
}

/** A value of `grid-template-columns`; Info takes what is left. */
export function templateOf(columns: readonly ColumnId[], widths: Widths): string {
  const tracks = columns.map((id) => {
    const { least, most } = COLUMNS[id]
    return most === 0 ? `minmax(${least}ch, 1fr)` : `${widths[id] ?? least}ch`
  })
  return columns.includes('info') ? tracks.join(' ') : `${tracks.join(' ')} 1fr`
}
