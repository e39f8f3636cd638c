/** Columns of the list of matches: what each shows, and how wide it may be. */
import type { MatchRow } from '../../../workers/model/match-row'
import { visibleText } from '../../../workers/model/visible-text'
import { formatRelative } from '../../text/format'
import type { Columns } from '../names/column-widths'
import { namedCell, type Cell, type NamesShown } from '../names/ends'

interface Column {
  /** Right-aligned. */
  number?: true
  least: number
  most: number
  named?: { most: number }
  value: (row: MatchRow) => string
}

const MOST = 26
const HOST = { most: MOST, named: { most: 14 } }

export const COLUMNS = {
  number: { number: true, least: 4, most: MOST, value: ({ frame }) => String(frame) },
  time: { number: true, least: 10, most: MOST, value: ({ time }) => formatRelative(time) },
  source: { ...HOST, least: 9, value: ({ src }) => src },
  destination: { ...HOST, least: 11, value: ({ dst }) => dst },
  protocol: { least: 8, most: MOST, value: ({ protocol }) => protocol },
  at: { number: true, least: 5, most: MOST, value: ({ at }) => String(at) },
  field: { least: 12, most: MOST, value: ({ field }) => field },
} as const satisfies Record<string, Column>

export type MatchColumn = keyof typeof COLUMNS

export const COLUMN_IDS = Object.keys(COLUMNS) as MatchColumn[]

export const isNumber = (id: MatchColumn): boolean => 'number' in COLUMNS[id]

export function matchCell(id: MatchColumn, row: MatchRow, { names, form }: NamesShown): Cell {
  const column: Column = COLUMNS[id]
  const value = column.value(row)
  const text = visibleText(value)
  if (column.named === undefined) return { text, name: '', full: '' }
  return namedCell(
    text,
    form,
    () => names.short(value),
    () => names.of(value),
  )
}

/** And what was found, behind all of them: names yield to it. */
export const matchColumns = (naming: NamesShown): Columns<MatchColumn | 'octets', MatchRow> => ({
  ids: [...COLUMN_IDS, 'octets'],
  bounds: { ...COLUMNS, octets: { least: 42, most: 0 } },
  cell: (id, row) => (id === 'octets' ? NOTHING : matchCell(id, row, naming)),
})

const NOTHING: Cell = { text: '', name: '', full: '' }
