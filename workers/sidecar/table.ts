/**
 * Tables in columns, as kubectl and cilium print them: the header tells where each column begins.
 * A row that ends before the last column is damaged or cut, unless its table allows it.
 */
import { linesOf } from './lines'

export interface Row {
  /** By the name of its column; empty: nothing stands there. */
  cell(column: string): string
  /** It has something in every column. */
  readonly full: boolean
}

interface Column {
  name: string
  at: number
}

/** Names of columns are parted by at least two blanks, or a tab. */
const PARTED = /[^\s]+(?: [^\s]+)*/g

/** With fewer, a line in capitals may be anything. */
const FEWEST = 3

/** Columns of a header line; null: the line is none. */
export function columnsOf(line: string): Column[] | null {
  const found = [...line.matchAll(PARTED)].map(({ 0: name, index }) => ({ name, at: index }))
  if (found.length < FEWEST) return null
  return found.every(({ name }) => isHeading(name)) ? found : null
}

/** Headings are in capitals, but for what stands in brackets. */
function isHeading(name: string): boolean {
  const outside = name.replace(/\([^)]{0,40}\)/g, '')
  return /[A-Z]/.test(outside) && !/[a-z\d]{3}/.test(outside.replace(/^I[Pp]v[46]$/, ''))
}

export function isHeader(line: string, names: readonly string[]): boolean {
  const columns = columnsOf(line)
  return columns !== null && names.every((name) => columns.some((column) => column.name === name))
}

/** Rows of the tables whose header has these columns. */
export function* rowsOf(text: string, names: readonly string[]): Generator<Row, void> {
  let columns: Column[] | null = null
  for (const line of linesOf(text)) {
    const header = columnsOf(line)
    if (header !== null) columns = isHeader(line, names) ? header : null
    else if (columns !== null && line !== '') yield rowOf(line, columns)
  }
}

function rowOf(line: string, columns: readonly Column[]): Row {
  const cells = cellsOf(line, columns)
  return {
    cell: (name) => cells[columns.findIndex((column) => column.name === name)] ?? '',
    full: columns.every((_, index) => (cells[index] ?? '') !== ''),
  }
}

/** By position; where a long cell pushed the others aside, by the blanks between them. */
function cellsOf(line: string, columns: readonly Column[]): string[] {
  const parted = line.trim().split(/\t+| {2,}/)
  if (parted.length === columns.length) return parted
  return columns.map(({ at }, index) => line.slice(at, columns[index + 1]?.at).trim())
}
