import { describe, expect, it } from 'vitest'
import { findRows, sortRows, tableOf, type Column } from '../../../src/ui/table'
import { csvOf } from '../../../src/ui/table-text'

interface Row {
  name: string
  count: number
}

const COLUMNS: Column<Row>[] = [
  { id: 'name', title: 'Name', text: ({ name }) => name },
  {
    id: 'count',
    title: 'How many',
    text: ({ count }) => `${count} x`,
    value: ({ count }) => count,
  },
]
const ROWS: Row[] = [
  { name: 'b', count: 10 },
  { name: 'a', count: 9 },
  { name: 'c', count: -1 },
]

describe('a table', () => {
  it('sorts numbers as numbers, in either direction, and leaves an unknown order alone', () => {
    const names = (sort: string) => sortRows(ROWS, COLUMNS, sort).map(({ name }) => name)
    expect(names('count')).toEqual(['c', 'a', 'b'])
    expect(names('-count')).toEqual(['b', 'a', 'c'])
    expect(names('name')).toEqual(['a', 'b', 'c'])
    expect(names('nothing')).toEqual(['b', 'a', 'c'])
  })

  it('finds words in any column, whatever their case', () => {
    expect(findRows(ROWS, COLUMNS, ' 10 X')).toEqual([ROWS[0]])
    expect(findRows(ROWS, COLUMNS, '')).toEqual(ROWS)
  })

  it('gives a spreadsheet nothing that it takes for a formula, and quotes as RFC 4180 says', () => {
    const hostile: Row[] = [
      { name: '=HYPERLINK("http://x","y")', count: -5 },
      { name: '@SUM(1)', count: 1 },
      { name: '-1+2', count: 2 },
      { name: 'a, "b"\r\nc', count: 3 },
    ]
    expect(csvOf(tableOf(hostile, COLUMNS))).toBe(
      'Name,How many\r\n' +
        '"\'=HYPERLINK(""http://x"",""y"")",-5\r\n' +
        "'@SUM(1),1\r\n" +
        "'-1+2,2\r\n" +
        '"a, ""b""\nc",3\r\n',
    )
  })
})
