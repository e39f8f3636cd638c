/** Columns of a table, and its rows in the order of one of them. */

export interface Column<Row> {
  /** Names it in the address of the page. */
  key: string
  title: string
  /** What it means. */
  hint: string
  /** px */
  width: number
  /** Right-aligned numbers, else text. */
  numeric: boolean
  /** What it is sorted by; numbers that are not known stand last, as −1. */
  value: (row: Row) => number | string
  /** As shown, and what a long one says in full. */
  text: (row: Row) => string
  full?: (row: Row) => string
  /** Stands out; empty: it does not. */
  tone?: (row: Row) => 'bad' | 'warn' | 'quiet' | ''
}

export interface Sort {
  key: string
  descending: boolean
}

/** `-octets` is descending. */
export function sortOf(text: string): Sort {
  const descending = text.startsWith('-')
  return { key: descending ? text.slice(1) : text, descending }
}

export function sortText({ key, descending }: Sort): string {
  return `${descending ? '-' : ''}${key}`
}

/** A column that is chosen again turns round; numbers begin with the largest. */
export function nextSort(sort: Sort, { key, numeric }: { key: string; numeric: boolean }): Sort {
  return sort.key === key ? { key, descending: !sort.descending } : { key, descending: numeric }
}

/** The rows in order; equal ones as they were, and what is not known (a number below 0) at the end. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { key, descending }: Sort,
): readonly Row[] {
  const column = columns.find((each) => each.key === key)
  if (column === undefined) return rows
  const keyed = rows.map((row) => ({ row, value: column.value(row) }))
  const turn = descending ? -1 : 1
  keyed.sort((a, b) => compare(a.value, b.value, turn))
  return keyed.map(({ row }) => row)
}

const ORDER = new Intl.Collator('en', { numeric: true })

function compare(a: number | string, b: number | string, turn: 1 | -1): number {
  if (typeof a === 'string' || typeof b === 'string')
    return turn * ORDER.compare(String(a), String(b))
  if (a < 0 || b < 0) return (a < 0 ? 1 : 0) - (b < 0 ? 1 : 0)
  return turn * (a - b)
}
