/** Columns of the list of matches: what each shows, and how wide it is. */
import type { MatchRow } from '../../../workers/model/match-row'
import { visibleText } from '../../../workers/model/visible-text'
import { formatRelative } from '../../text/format'
import { namedCell, type Cell, type NamesShown } from '../names/ends'

export const COLUMNS = [
  'number',
  'time',
  'source',
  'destination',
  'protocol',
  'at',
  'field',
] as const

export type MatchColumn = (typeof COLUMNS)[number]

/** Right-aligned. */
export const NUMBERS: ReadonlySet<MatchColumn> = new Set(['number', 'time', 'at'])

const VALUES: Readonly<Record<MatchColumn, (row: MatchRow) => string>> = {
  number: ({ frame }) => String(frame),
  time: ({ time }) => formatRelative(time),
  source: ({ src }) => src,
  destination: ({ dst }) => dst,
  protocol: ({ protocol }) => protocol,
  at: ({ at }) => String(at),
  field: ({ field }) => field,
}
const HOSTS: ReadonlySet<MatchColumn> = new Set(['source', 'destination'])

/** Characters. */
const LEAST: Readonly<Record<MatchColumn, number>> = {
  ...{ number: 4, time: 10, source: 9, destination: 11, protocol: 8, at: 5, field: 12 },
}
const MOST = 26
const MOST_OF_NAME = 14

export function matchCell(column: MatchColumn, row: MatchRow, { names, form }: NamesShown): Cell {
  const value = VALUES[column](row)
  if (!HOSTS.has(column)) return { text: visibleText(value), name: '', full: '' }
  return namedCell(visibleText(value), names.short(value), names.of(value), form)
}

/** Columns do not shrink while the list is scrolled. */
export class MatchWidths {
  private readonly text = { ...LEAST }
  private readonly name: Partial<Record<MatchColumn, number>> = {}

  /** Values of `grid-template-columns`, wide enough for these rows; names yield to what was found. */
  tracks(rows: readonly MatchRow[], naming: NamesShown): string {
    return COLUMNS.map((column) => {
      for (const row of rows) this.see(column, matchCell(column, row, naming))
      const text = this.text[column]
      const name = this.name[column]
      if (name === undefined) return `${String(text)}ch`
      return `minmax(${String(text)}ch, ${String(text + 1 + name)}ch)`
    }).join(' ')
  }

  private see(column: MatchColumn, { text, name }: Cell): void {
    this.text[column] = Math.min(MOST, Math.max(this.text[column], text.length))
    if (name === '') return
    this.name[column] = Math.min(MOST_OF_NAME, Math.max(this.name[column] ?? 0, name.length))
  }
}
