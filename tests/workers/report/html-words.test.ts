import { describe, expect, it } from 'vitest'
import {
  formatInstant,
  formatOctets,
  formatSecond,
  formatSeconds,
} from '../../../workers/report/html-words'
import { en } from '../../../workers/report/words-en'

describe('instants', () => {
  it('are UTC, to the microsecond or, where the file tells them, the nanosecond', () => {
    expect(formatInstant('1709635837118204000')).toBe('2024-03-05 10:50:37.118204 UTC')
    expect(formatInstant('1709635837118204017')).toBe('2024-03-05 10:50:37.118204017 UTC')
    expect(formatInstant('')).toBe('no time')
  })

  it('are right before 1970 as well', () => {
    expect(formatInstant('-1000')).toBe('1969-12-31 23:59:59.999999 UTC')
    expect(formatSecond(-1n)).toBe('1969-12-31 23:59:59 UTC')
  })

  it('are shown as a number where there is no calendar for them', () => {
    expect(formatSecond(10n ** 25n)).toBe('10000000000000000000000000 ns')
  })
})

it('writes seconds without digits the capture does not have', () => {
  expect([37_118_204_000, 0, 1].map(formatSeconds)).toEqual([
    '37.118204',
    '0.000000',
    '0.000000001',
  ])
})

it('writes amounts of octets as file managers do', () => {
  expect(
    [0, 999, 1000, 74_313, 1_710_233_488, 2.5e13].map((count) => formatOctets(count, 'octets')),
  ).toEqual(
    ['0 octets', '999 octets', '1.00 kB', '74.3 kB', '1.71 GB', '25.0 TB'], // prettier-ignore
  )
})

it('counts findings in the singular and the plural', () => {
  const { severity, summary } = en
  const tally = (count: number) =>
    [severity.critical, severity.warning, severity.note].map((kind) => summary.tally(count, kind))
  expect(tally(1)).toEqual(['1 critical', '1 warning', '1 note'])
  expect(tally(4)).toEqual(['4 critical', '4 warnings', '4 notes'])
})
