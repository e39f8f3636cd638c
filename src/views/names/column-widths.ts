/** How wide columns are: as wide as what they have shown needs, within bounds, and never narrower again. */
import type { Cell } from './ends'

/** Characters. */
interface Width {
  /** Of values that stand alone. */
  alone: number
  /** Of values with a name beside them, and of these names. */
  text: number
  name: number
}

/** Characters that a column takes at least and at most; at most 0: what is left. */
interface Bounds {
  least: number
  most: number
  /** Names in it. */
  named?: { most: number }
}

export type Widths<Id extends string = string> = Readonly<Partial<Record<Id, Width>>>

export interface Columns<Id extends string, Row> {
  ids: readonly Id[]
  bounds: Readonly<Record<Id, Bounds>>
  /** Not asked of a column that takes what is left. */
  cell: (id: Id, row: Row) => Cell
}

/** Rows that are looked at. */
const SAMPLE = 80

export function grown<Id extends string, Row>(
  before: Widths<Id>,
  { ids, bounds, cell }: Columns<Id, Row>,
  rows: readonly Row[],
): Widths<Id> {
  const widths: Partial<Record<Id, Width>> = { ...before }
  let same = true
  for (const id of ids) {
    const { least, most, named } = bounds[id]
    if (most === 0) continue
    const known = before[id] ?? first(least)
    let { alone, text, name } = known
    for (const row of rows.slice(0, SAMPLE)) {
      const said = cell(id, row)
      if (said.name === '') alone = Math.max(alone, said.text.length)
      else {
        text = Math.max(text, said.text.length)
        name = Math.max(name, said.name.length)
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

const first = (least: number): Width => ({ alone: least, text: 0, name: 0 })

const total = ({ alone, text, name }: Width) => Math.max(alone, name === 0 ? 0 : text + 1 + name)

/** A value of `grid-template-columns`; one column takes what is left, and names yield to it. */
export function templateOf<Id extends string>(
  { ids, bounds }: Pick<Columns<Id, never>, 'ids' | 'bounds'>,
  widths: Widths<Id>,
): string {
  const tracks = ids.map((id) => {
    const { least, most } = bounds[id]
    if (most === 0) return `minmax(${String(least)}ch, 1fr)`
    const width = widths[id] ?? first(least)
    const needed = Math.max(width.alone, width.text)
    const wanted = total(width)
    return needed === wanted
      ? `${String(wanted)}ch`
      : `minmax(${String(needed)}ch, ${String(wanted)}ch)`
  })
  return ids.some((id) => bounds[id].most === 0) ? tracks.join(' ') : `${tracks.join(' ')} 1fr`
}
