/** Rows of a table: their columns, their order, their search, and the table that is taken away. */
import { text as sentences } from '../text'
import type { Table } from './table-text'

export interface Column<Row> {
  /** Stands in the address of the page. */
  id: string
  title: string
  /** What it means. */
  hint?: string
  /** CSS width; absent: a share of what is left. */
  width?: string
  /** Numbers: to the right, and largest first. */
  num?: boolean
  mono?: boolean
  /** Safe to show. */
  text: (row: Row) => string
  /** What a long text says in full; default: the text. */
  full?: (row: Row) => string
  /** A second line, safe to show; empty: there is none. All rows have room for it. */
  below?: (row: Row) => string
  /** What rows are sorted by and what a spreadsheet gets, default: the text; null: not known. */
  value?: (row: Row) => number | string | null
  /** Of `value`, where the text has others: `ns`. */
  unit?: string
  /** Stands out; empty: it does not. */
  tone?: (row: Row) => 'bad' | 'warn' | 'quiet' | ''
  /** The frame that a click on the cell opens; its number 0: none. */
  frame?: (row: Row) => { capture: number; frame: number }
}

/**
 * `sort`: `id` of the column, `-` before it: descending. Equal rows stay as they were, and what is
 * not known stands at the end, whichever way.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''))
  if (column === undefined) return rows
  const { value = column.text } = column
  const turn = sort.startsWith('-') ? -1 : 1
  const keyed = rows.map((row) => ({ row, value: value(row) }))
  keyed.sort((a, b) => compare(a.value, b.value, turn))
  return keyed.map(({ row }) => row)
}

/** A column that is chosen again turns round; numbers begin with the largest. */
export function nextSort(sort: string, { id, num = false }: { id: string; num?: boolean }): string {
  if (sort.replace(/^-/, '') === id) return sort.startsWith('-') ? id : `-${id}`
  return num ? `-${id}` : id
}

/** Those that hold every word in any of their texts, shown or in full. */
export function findRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  words: string,
): readonly Row[] {
  const said = (row: Row) => columns.flatMap(({ text, full = text }) => [text(row), full(row)])
  return rowsWith(rows, words, (row) => said(row).join('\n'))
}

/** Those whose text holds every word of `query`, in any case. */
export function rowsWith<Row>(
  rows: readonly Row[],
  query: string,
  textOf: (row: Row) => string,
): readonly Row[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = textOf(row).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** To be copied and saved: numbers as numbers, what is not known empty, all else as it is shown. */
export function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Table {
  return {
    columns: columns.map(({ title, unit }) =>
      unit === undefined ? title : sentences.table.inUnit(title, unit),
    ),
    rows: rows.map((row) =>
      columns.map(({ text, value = text }) => {
        const cell = value(row)
        return typeof cell === 'string' ? text(row) : (cell ?? '')
      }),
    ),
  }
}

/** As people read them: `10.0.0.9` before `10.0.0.10`. */
const ORDER = new Intl.Collator('en', { numeric: true })

type Value = number | string | null

function compare(a: Value, b: Value, turn: 1 | -1): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  if (typeof a === 'number' && typeof b === 'number') return turn * (a - b)
  return turn * ORDER.compare(String(a), String(b))
}
