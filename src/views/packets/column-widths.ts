/** How wide columns are: as wide as what they have shown needs, within bounds, and never narrower again. */
import type { PacketRow } from '../../../workers/model/packet-row'
import { cellOf, COLUMNS, type CellContext, type ColumnId } from './columns'

/** Characters. */
interface Width {
  /** Of values that stand alone. */
  alone: number
  /** Of values with a name beside them, and of these names. */
  text: number
  name: number
}

export type Widths = Readonly<Partial<Record<ColumnId, Width>>>

/** Rows that are looked at. */
const SAMPLE = 80

export function grown(
  before: Widths,
  columns: readonly ColumnId[],
  rows: readonly PacketRow[],
  context: CellContext,
): Widths {
  const widths: Partial<Record<ColumnId, Width>> = { ...before }
  let same = true
  for (const id of columns) {
    const { most, named } = COLUMNS[id]
    if (most === 0) continue // takes what is left
    const known = widths[id] ?? first(id)
    let { alone, text, name } = known
    for (const row of rows.slice(0, SAMPLE)) {
      const cell = cellOf(id, row, context)
      if (cell.name === '') alone = Math.max(alone, cell.text.length)
      else {
        text = Math.max(text, cell.text.length)
        name = Math.max(name, cell.name.length)
      }
    }
    const bounded = (width: number) => Math.min(most, width)
    const next = {
      alone: bounded(alone),
      text: bounded(text),
      name: Math.min(named?.most ?? 0, name),
    }
    if (id in widths && same) same = total(next) === total(known) && next.text === known.text
    else same = false
    widths[id] = next
  }
  return same ? before : widths
}

const first = (id: ColumnId): Width => ({ alone: COLUMNS[id].least, text: 0, name: 0 })

const total = ({ alone, text, name }: Width) => Math.max(alone, name === 0 ? 0 : text + 1 + name)

/** A value of `grid-template-columns`; Info takes what is left, and names yield to it. */
export function templateOf(columns: readonly ColumnId[], widths: Widths): string {
  const tracks = columns.map((id) => {
    const { least, most } = COLUMNS[id]
    if (most === 0) return `minmax(${least}ch, 1fr)`
    const width = widths[id] ?? first(id)
    const needed = Math.max(width.alone, width.text)
    const wanted = total(width)
    return needed === wanted ? `${wanted}ch` : `minmax(${needed}ch, ${wanted}ch)`
  })
  return columns.includes('info') ? tracks.join(' ') : `${tracks.join(' ')} 1fr`
}
