/** Rows of a table: their columns, their order, and their text for a spreadsheet. */

export interface Column<Row> {
  /** Stands in the address of the page. */
  id: string
  title: string
  /** CSS width; absent: a share of what is left. */
  width?: string
  /** Numbers: to the right, and largest first. */
  num?: boolean
  mono?: boolean
  /** Safe to show. */
  text: (row: Row) => string
  /** What rows are sorted by and what a spreadsheet gets; default: the text. */
  value?: (row: Row) => number | string
  /** The frame that a click on the cell opens; its number 0: none. */
  frame?: (row: Row) => { capture: number; frame: number }
}

/** `id` of the column, `-` before it: descending. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: string,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sort.replace(/^-/, ''))
  if (column === undefined) return rows
  const { value = column.text } = column
  const factor = sort.startsWith('-') ? -1 : 1
  return rows.toSorted((a, b) => factor * compare(value(a), value(b)))
}

/** Those that hold the words in any of their texts. */
export function findRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  words: string,
): readonly Row[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return rows
  return rows.filter((row) => columns.some(({ text }) => text(row).toLowerCase().includes(wanted)))
}

/** RFC 4180; what a spreadsheet would take for a formula is text. */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [columns.map(({ title }) => title)]
  for (const row of rows) {
    lines.push(columns.map(({ text, value = text }) => cellOf(value(row), text(row))))
  }
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n'
}

const cellOf = (value: number | string, shown: string) =>
  typeof value === 'number' ? String(value) : safe(shown)

/** OWASP, "CSV Injection": cells that begin like a formula get an apostrophe. */
const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
