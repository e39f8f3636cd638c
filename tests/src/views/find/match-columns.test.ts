import { expect, it } from 'vitest'
import { matchCell, matchColumns } from '../../../../src/views/find/match-columns'
import { grown, templateOf, type Widths } from '../../../../src/views/names/column-widths'
import { HostNames } from '../../../../workers/model/host-names'
import type { MatchRow } from '../../../../workers/model/match-row'
import { noSidecars } from '../../../../workers/model/sidecar'

const pod = { file: 0, address: '10.42.0.9', namespace: 'shop', name: 'cart-7d', node: 'node1' }
const names = new HostNames({ sidecars: { ...noSidecars(), pods: [pod] }, captures: [] })
const both = { names, form: 'both' } as const
const row = (src: string, dst: string) =>
  ({ frame: 1, time: 0, src, dst, protocol: 'TCP', at: 54, field: 'tcp.payload' }) as MatchRow

it('names the hosts of a match, and nothing else', () => {
  const named = row('10.42.0.9', '10.0.0.2')
  expect(matchCell('source', named, both).name).toBe('cart-7d')
  expect(matchCell('destination', named, both).name).toBe('')
  expect(matchCell('protocol', named, both).text).toBe('TCP')
})

it('columns grow with what they show, and stay; a name yields', () => {
  let widths: Widths = {}
  const [source, destination] = [2, 3]
  const tracks = (...rows: MatchRow[]) => {
    widths = grown(widths, matchColumns(both), rows)
    return templateOf(matchColumns(both), widths).split(/ (?!\d+ch\)|1fr)/)
  }
  expect(tracks()[source]).toBe('9ch')
  const wide = tracks(row('10.42.0.9', '2001:db8:0:1:2:3:4:5'), row('192.168.100.200', '10.0.0.2'))
  const [address, named] = ['192.168.100.200', '10.42.0.9 cart-7d']
  expect(wide[source]).toBe(`minmax(${String(address.length)}ch, ${String(named.length)}ch)`)
  expect(wide[destination]).toBe('20ch')
  expect(wide.at(-1)).toMatch(/^minmax\(\d+ch, 1fr\)$/)
  expect(tracks(row('10.0.0.1', '10.0.0.2'))).toEqual(wide)
})
