import { expect, it } from 'vitest'
import { tcpOptionsIn } from '../../../workers/select/tcp-options'

const octetsOf = (hex: string) =>
  Uint8Array.from(hex.split(' ').map((octet) => Number.parseInt(octet, 16)))
const namesIn = (hex: string) => [...tcpOptionsIn(octetsOf(hex))].map(({ name }) => name)

it('finds each option of a SYN with all its octets', () => {
  const syn = '02 04 05 b4 04 02 08 0a 00 12 34 56 00 00 00 00 01 03 03 07'
  const found = [...tcpOptionsIn(octetsOf(syn))]
  expect(
    found.map(({ name, octets }) => [name.slice('tcp.options.'.length), octets.length]),
  ).toEqual([
    ['mss', 4],
    ['sack_perm', 2],
    ['timestamp', 10],
    ['nop', 1],
    ['wscale', 3],
  ])
  expect(found[0]?.octets).toEqual(octetsOf('02 04 05 b4'))
})

it('ends at the end of the list, and passes over what it has no name for', () => {
  expect(namesIn('fe 04 00 00 01 00 02 04 05 b4')).toEqual(['tcp.options.nop', 'tcp.options.eol'])
})

it('ends where a length makes no sense, or the octets end', () => {
  expect(namesIn('01 02 01 01')).toEqual(['tcp.options.nop'])
  expect(namesIn('01 02 00 01')).toEqual(['tcp.options.nop'])
  expect(namesIn('01 02 04 05')).toEqual(['tcp.options.nop'])
  expect(namesIn('01 02')).toEqual(['tcp.options.nop'])
})
