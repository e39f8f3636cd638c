/** Which rows a quick search leaves: those that hold every word of it. */

import { rowsWith } from '../../ui/table'

/** `tcp.stream == 5`, as Wireshark writes it, means this stream alone. */
const STREAM = /^\s*(?:tcp|udp)\.stream\s*(?:==|eq)?\s*(\d+)\s*$/i

export function found<Row extends { stream: number }>(
  rows: readonly Row[],
  query: string,
  wordsOf: (row: Row) => string,
): readonly Row[] {
  const stream = STREAM.exec(query)?.[1]
  if (stream !== undefined) return rows.filter((row) => row.stream === Number(stream))
  return rowsWith(rows, query, wordsOf)
}
