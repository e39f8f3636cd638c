import { expect, it } from 'vitest'
import type { HttpObject } from '../../../../workers/model/objects'
import type { CaseResult } from '../../../../workers/model/run'
import { httpColumns, shownHttpColumns } from '../../../../src/views/objects/http-columns'

const capture = (name: string) => ({ facts: { name } }) as CaseResult['captures'][number]
/** The second capture began 1.5 s behind the first, which began with the year 2024. */
const spine = {
  startNs: '1704067200000000000',
  binNanos: 1e9,
  packets: new Uint32Array(400),
  captureStart: [0, 1.5e9],
} as CaseResult['spine']
const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id)

it('gives the client a column where there is one capture', () => {
  const one = { spine, captures: [capture('a.pcap')] }
  expect(ids(shownHttpColumns(one, false))).toContain('client')
  expect(ids(shownHttpColumns(one, false))).not.toContain('capture')
})

it('leaves room for the URL beside the captures: the client stands below the server', () => {
  const two = { spine, captures: [capture('a.pcap'), capture('b.pcap')] }
  const shown = shownHttpColumns(two, false)
  expect(ids(shown)).not.toContain('client')
  const server = shown.find(({ id }) => id === 'server')
  expect(server?.below?.({ src: '10.0.0.1' } as HttpObject)).toBe('from 10.0.0.1')
  // What is saved has all of them.
  expect(ids(httpColumns(two))).toEqual(expect.arrayContaining(['client', 'capture']))
})

it('saves when a request was complete, in the time of the case', () => {
  const two = { spine, captures: [capture('a.pcap'), capture('b.pcap')] }
  const time = httpColumns(two).find(({ id }) => id === 'time')
  const request = { capture: 1, time: 250e6 } as HttpObject
  expect([time?.text(request), time?.value?.(request)]).toEqual(['00:00:01.750', 1.75e9])
  expect(ids(shownHttpColumns(two, false))).not.toContain('time')
})

it('sets client and type below others where the page is narrow', () => {
  const one = { spine, captures: [capture('a.pcap')] }
  const shown = shownHttpColumns(one, true)
  expect(ids(shown)).not.toEqual(expect.arrayContaining(['client']))
  expect(ids(shown)).not.toEqual(expect.arrayContaining(['type']))
  const underUrl = shown.find(({ id }) => id === 'url')?.below
  expect(underUrl?.({ contentType: 'text/html' } as HttpObject)).toBe('text/html')
  expect(ids(httpColumns(one))).toEqual(expect.arrayContaining(['client', 'type']))
})
