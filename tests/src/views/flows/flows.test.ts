import { describe, expect, it } from 'vitest'
import { nextSort, sortRows, type Column } from '../../../../src/ui/table'
import { flowAt, partOf } from '../../../../src/views/flows/place'
import { found } from '../../../../src/views/flows/search'
import { asHex, asRaw, asText, pieces } from '../../../../src/views/flows/speech-words'
import { shownParts } from '../../../../src/views/flows/speech-parts'
import { brushed, moved, zoomed } from '../../../../src/views/flows/zoom'

interface Row {
  stream: number
  name: string
}

const column = (id: keyof Row, num: boolean): Column<Row> => ({
  id,
  title: id,
  num,
  value: (row) => (row[id] === -1 ? null : row[id]),
  text: (row) => String(row[id]),
})
const columns = [column('stream', true), column('name', false)]
const rows: Row[] = [
  { stream: 5, name: '10.0.0.10:80' },
  { stream: -1, name: '10.0.0.9:443' },
  { stream: 11, name: 'web-1:8080' },
  { stream: 5, name: '10.0.0.2:80' },
]
const streams = (list: readonly Row[]) => list.map(({ stream }) => stream)

describe('a table', () => {
  it('is sorted by numbers, with those that are not known at the end, whichever way', () => {
    expect(streams(sortRows(rows, columns, 'stream'))).toEqual([5, 5, 11, -1])
    expect(streams(sortRows(rows, columns, '-stream'))).toEqual([11, 5, 5, -1])
  })

  it('sorts addresses as people do, and leaves equal rows as they were', () => {
    const names = sortRows(rows, columns, 'name').map(({ name }) => name)
    expect(names).toEqual(['10.0.0.2:80', '10.0.0.9:443', '10.0.0.10:80', 'web-1:8080'])
    expect(sortRows(rows, columns, 'stream')[0]).toBe(rows[0])
    expect(sortRows(rows, columns, 'unknown')).toBe(rows)
  })

  it('turns round when its column is chosen again, and begins with the largest number', () => {
    expect(nextSort('', { id: 'stream', num: true })).toBe('-stream')
    expect(nextSort('-stream', { id: 'stream', num: true })).toBe('stream')
    expect(nextSort('', { id: 'name', num: false })).toBe('name')
  })
})

describe('the search', () => {
  const of = (query: string) => streams(found(rows, query, ({ name }) => name))

  it('wants every word, in any case', () => {
    expect(of('10.0.0 80')).toEqual([5, 5])
    expect(of('WEB')).toEqual([11])
    expect(of(' ')).toEqual([5, -1, 11, 5])
  })

  it('takes the number of a stream as Wireshark writes it', () => {
    expect(of('tcp.stream == 11')).toEqual([11])
    expect(of('tcp.stream eq 1')).toEqual([])
  })
})

describe('the address of a connection', () => {
  it('leads back to it, and what is none leads nowhere', () => {
    expect(flowAt(partOf({ capture: 2, flow: 17 }))).toEqual({ capture: 2, flow: 17 })
    for (const part of ['', '0.1', '1.', 'x.1', '1.1.1']) expect(flowAt(part)).toBeNull()
  })
})

describe('the time in view', () => {
  const whole = { from: 0, to: 1e9 }

  it('is zoomed about a moment, moved, and never leaves the connection', () => {
    expect(zoomed(whole, whole, 0.25e9, 0.5)).toEqual({ from: 0.125e9, to: 0.625e9 })
    expect(zoomed({ from: 0, to: 1e8 }, whole, 5e7, 100)).toEqual(whole)
    expect(moved({ from: 0, to: 1e8 }, whole, 0.5)).toEqual({ from: 5e7, to: 1.5e8 })
    expect(moved({ from: 9e8, to: 1e9 }, whole, 1)).toEqual({ from: 9e8, to: 1e9 })
    expect(brushed(7e8, 3e8, whole)).toEqual({ from: 3e8, to: 7e8 })
  })
})

describe('what was said', () => {
  const octets = (text: string) => new TextEncoder().encode(text)

  it('is text with its lines, and what has no shape is written out', () => {
    expect(asText(octets('a\tb\r\nc\u202ed\0'))).toBe('a\tb\nc<U+202E>d<U+0000>')
  })

  it('is a hex dump with the offset of its side, and raw as tshark gives it', () => {
    expect(asHex(octets('GET /\n'), 16)).toBe(`00000010  47 45 54 20 2f 0a${' '.repeat(33)}GET /·`)
    expect(asRaw(octets('GET'))).toBe('474554')
  })

  it('is cut where a search found something, in any case', () => {
    expect(pieces('Host: host', 'host')).toEqual(['', 'Host', ': ', 'host', ''])
    expect(pieces('nothing', '')).toEqual(['nothing'])
  })

  it('is shown of one side alone, its offsets kept', () => {
    const part = { frame: 1, time: 0, gap: 0 }
    const said = [
      { ...part, side: 0 as const, octets: octets('ab') },
      { ...part, side: 1 as const, octets: octets('x') },
      { ...part, side: 0 as const, octets: octets('c') },
    ]
    const shown = shownParts(said, '0', 'hex', '').map(({ pieces: [text = ''] }) => text)
    expect(shown.map((text) => text.slice(0, 8))).toEqual(['00000000', '00000002'])
  })
})
