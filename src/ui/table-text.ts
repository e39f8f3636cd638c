/** A table as the text of a file: CSV (RFC 4180) for people with spreadsheets, JSON for programs. */
import { visibleText } from '../../workers/model/visible-text'

export interface Table {
  columns: readonly string[]
  /** As many cells in each as there are columns. */
  rows: readonly (readonly (string | number)[])[]
}

export type TableFormat = 'csv' | 'json'

export function tableText(table: Table, format: TableFormat): string {
  // A byte order mark: without one, spreadsheets take UTF-8 in a file for something else.
  return format === 'csv' ? `\uFEFF${csvOf(table)}` : jsonOf(table)
}

/** As it is put on the clipboard. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((cells) => cells.map(csvCell).join(','))
  return `${lines.join('\r\n')}\r\n`
}

/** Spreadsheets take what begins so for a formula; the wide forms are those of East Asian keyboards. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function csvCell(cell: string | number): string {
  const raw = String(cell)
  const harmless = FORMULA.test(raw) && !NUMBER.test(raw) ? `'${raw}` : raw
  // Lines stay lines; what else has no shape of its own is written out.
  const shown = harmless
    .split(/\r\n?|\n/)
    .map(visibleText)
    .join('\n')
  return /[",\n]|^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}

/** One object per row, and one row per line. */
function jsonOf({ columns, rows }: Table): string {
  const lines = rows.map((cells) =>
    JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']))),
  )
  return `[${lines.map((line) => `\n${line}`).join(',')}\n]\n`
}
