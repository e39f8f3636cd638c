/** What the columns of the tables of connections and of other conversations share. */
import { text, type Text } from '../../text'
import { formatLarge, formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'

type Key = keyof Text['flows']['columns']

export function column(id: Key, width: number) {
  const [title, hint] = text.flows.columns[id]
  return { id, title, hint, width: `${width}px` }
}

/** `value`: below 0 is not known. */
export function number<Row>(
  id: Key,
  width: number,
  value: (row: Row) => number,
  format: (value: number) => string,
): Column<Row> {
  return {
    ...column(id, width),
    num: true,
    value: (row) => (value(row) < 0 ? null : value(row)),
    text: (row) => (value(row) < 0 ? '–' : format(value(row))),
  }
}

/** A number in nanoseconds. */
export function nanos<Row>(...all: Parameters<typeof number<Row>>): Column<Row> {
  return { ...number(...all), unit: 'ns' }
}

/** Text that may be too long for its column; `full`: what is said in full, default: the same. */
export function words<Row>(
  id: Key,
  width: number,
  shown: (row: Row) => string,
  full = shown,
): Column<Row> {
  return { ...column(id, width), text: shown, full }
}

export const count = (value: number) => (value === 0 ? '0' : formatLarge(value))

/** In seconds where two units would not fit the column. */
export const shortSpan = (span: number) =>
  span < 120e9 || span >= 99_999e9 ? formatSpan(span) : `${Math.round(span / 1e9)} s`

/** With as many decimals, up to four, as nine characters hold; in days where they hold no seconds. */
export function seconds(nanos: number): string {
  if (nanos >= 1e18) return `${Math.floor(nanos / 86_400e9)} d`
  const decimals = 8 - Math.max(4, String(Math.floor(nanos / 1e9)).length)
  return (nanos / 1e9).toFixed(Math.max(0, decimals))
}
