import { expect, it } from 'vitest'
import type { HttpObject } from '../../../../workers/model/objects'
import type { CaseResult } from '../../../../workers/model/run'
import { httpColumns, shownHttpColumns } from '../../../../src/views/objects/http-columns'

const capture = (name: string) => ({ facts: { name } }) as CaseResult['captures'][number]
const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id)

it('gives the client a column where there is one capture', () => {
  const one = { captures: [capture('a.pcap')] }
  expect(ids(shownHttpColumns(one))).toContain('client')
  expect(ids(shownHttpColumns(one))).not.toContain('capture')
})

it('leaves room for the URL beside the captures: the client stands below the server', () => {
  const two = { captures: [capture('a.pcap'), capture('b.pcap')] }
  const shown = shownHttpColumns(two)
  expect(ids(shown)).not.toContain('client')
  const server = shown.find(({ id }) => id === 'server')
  expect(server?.below?.({ src: '10.0.0.1' } as HttpObject)).toBe('from 10.0.0.1')
  // What is saved has all of them.
  expect(ids(httpColumns(two))).toEqual(expect.arrayContaining(['client', 'capture']))
})
