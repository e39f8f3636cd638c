import { expect, it } from 'vitest'
import {
  factRows,
  formatResolution,
  linkTypeName,
  twinOf,
} from '../../../../src/views/captures/capture-rows'
import { someFacts } from '../../support'

it('leaves times out of a capture without frames', () => {
  const names = factRows(someFacts({})).map(({ name }) => name)
  expect(names).not.toContain('First packet')
})

it('tells the time range in UTC', () => {
  const rows = factRows(
    someFacts({ firstTsNs: '1714992637118204567', lastTsNs: '1714992639418204567' }),
  )
  expect(rows).toContainEqual({ name: 'First packet', value: '2024-05-06 10:50:37.118204 UTC' })
  expect(rows).toContainEqual({ name: 'Duration', value: '2.3 s' })
})

// pcapng §4.2: if_tsresol 6 is microseconds; 0x94 is 2^-20.
it('reads if_tsresol as a power of ten or of two', () => {
  expect(formatResolution(6)).toBe('10⁻⁶ s')
  expect(formatResolution(0x94)).toBe('2⁻²⁰ s')
})

it('names every registered link type, and says the number of the others', () => {
  expect(linkTypeName(1)).toBe('Ethernet (1)')
  expect(linkTypeName(127)).toBe('IEEE802_11_RADIOTAP (127)')
  expect(linkTypeName(195)).toBe('IEEE802_15_4_WITHFCS (195)')
  expect(linkTypeName(60_000)).toBe('60000')
})

it('knows files that were dropped twice by their hash', () => {
  const within = { file: 'a.zip', first: 0, steps: [] }
  const captures = [
    { name: 'a', sha256: '12' },
    { name: 'b', sha256: '34' },
    { name: 'a (2)', sha256: '12' },
    { name: 'c', sha256: '' },
    { name: 'd', sha256: '' },
    { name: 'a.zip/e', sha256: '12', within },
  ].map((facts) => ({ facts: someFacts(facts) }))
  expect(captures.map((_, index) => twinOf(captures, index))).toEqual(['', '', 'a', '', '', ''])
})
