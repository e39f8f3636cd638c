import { describe, expect, it } from 'vitest'
import { tableText, type Table } from '../../../src/ui/table-text'

const table = (...cells: (string | number)[]): Table => ({
  columns: cells.map((_, i) => `c${String(i)}`),
  rows: [cells],
})
const csvRow = (...cells: (string | number)[]) =>
  tableText(table(...cells), 'csv')
    .replace(/^\uFEFF/, '')
    .split('\r\n')[1]

describe('CSV', () => {
  it('ends its lines as RFC 4180 §2 has it, and begins with a mark of its encoding', () => {
    const two = {
      columns: ['a', 'b'],
      rows: [
        ['1', 2],
        ['x', 'ü'],
      ],
    }
    expect(tableText(two, 'csv')).toBe('\uFEFFa,b\r\n1,2\r\nx,ü\r\n')
  })

  it('quotes commas, quotes and line breaks', () => {
    expect(csvRow('a,b', 'say "hi"', 'one\r\ntwo\nthree', ' padded')).toBe(
      '"a,b","say ""hi""","one\ntwo\nthree"," padded"',
    )
  })

  it.each(['=1+1', '+cmd', '-cmd|calc', '@SUM(A1)', '＝1+1', '-', '+'])(
    'gives no formula to a spreadsheet: %s',
    (cell) => {
      expect(csvRow(cell)).toBe(`'${cell}`)
    },
  )

  it('gives none behind a tab or a carriage return either', () => {
    expect(csvRow('\t=1')).toBe("'<U+0009>=1")
    expect(csvRow('\r=1')).toBe('"\'\n=1"')
  })

  it.each(['-1', '+0.5', '-1e-9', '-.5'])('leaves numbers alone: %s', (cell) => {
    expect(csvRow(cell)).toBe(cell)
  })

  it('writes numbers as they are, signs included', () => {
    expect(csvRow(-5, 0.25)).toBe('-5,0.25')
  })

  it('shows what has no shape of its own', () => {
    expect(csvRow('a\u202Eb\u0000')).toBe('a<U+202E>b<U+0000>')
  })
})

describe('JSON', () => {
  it('is one object per row, with the text as it was', () => {
    const cells = ['=1+1', 'a"\n\u202E', 7]
    expect(JSON.parse(tableText(table(...cells), 'json'))).toEqual([
      { c0: cells[0], c1: cells[1], c2: 7 },
    ])
    expect(JSON.parse(tableText({ columns: ['a'], rows: [] }, 'json'))).toEqual([])
  })
})
