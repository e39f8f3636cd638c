import { describe, expect, it } from 'vitest'
import {
  aroundMeasures,
  formatClock,
  formatCount,
  formatPart,
  formatLarge,
  formatMoment,
  formatOctets,
  formatRelative,
  formatSpan,
  formatTook,
} from '../../../src/text/format'

// 2024-05-06 10:50:37.118204567 UTC, as `date -u -d @1714992637.118204567` tells.
const NS = '1714992637118204567'

describe('times', () => {
  it('writes a moment in UTC to the microsecond', () => {
    expect(formatMoment(NS)).toBe('2024-05-06 10:50:37.118204 UTC')
  })

  it('adds the offset before it cuts digits', () => {
    expect(formatClock(NS, 900_000_000, 3)).toBe('10:50:38.018')
    expect(formatClock(NS, 0, 0)).toBe('10:50:37')
  })

  it('shows times that no calendar has as the file has them', () => {
    expect(formatClock('99999999999999999999999', 0, 0)).toBe('99999999999999999999999 ns')
    expect(formatClock('', 0, 0)).toBe('00:00:00')
  })

  it('writes relative times like Wireshark', () => {
    expect(formatRelative(37_118_204_567)).toBe('37.118205')
  })

  it.each([
    [27, '27 ns'],
    [27_400, '27.4 µs'],
    [520_000_000, '520 ms'],
    [2_300_000_000, '2.3 s'],
    [725_000_000_000, '12 min 5 s'],
    [9_000_000_000_000, '2 h 30 min'],
  ])('chooses the unit that fits %d ns', (nanos, shown) => {
    expect(formatSpan(nanos)).toBe(shown)
  })
})

describe('amounts', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [999_999, '1 MB'],
    [1_710_000_000, '1.71 GB'],
    [62e12, '62 TB'],
  ])('writes %d octets with a decimal prefix', (octets, shown) => {
    expect(formatOctets(octets)).toBe(shown)
  })

  it('keeps every digit below ten thousand', () => {
    expect(formatLarge(9999)).toBe('9999')
    expect(formatLarge(2_412_006)).toBe('2.41 M')
  })
})

it('says no more of how long something took than the clock of a page can tell', () => {
  expect([0, 0.9, 1, 37.4, 2300].map(formatTook)).toEqual([
    ...['< 1 ms', '< 1 ms', '1 ms', '37.4 ms', '2.3 s'],
  ])
})

it('shows no part that there is as none', () => {
  expect(formatPart(0)).toBe('0.0 %')
  expect(formatPart(40 / 1_433_625)).toBe('< 0.01 %')
  expect(formatPart(0.0035)).toBe('0.35 %')
  expect(formatPart(0.968)).toBe('96.8 %')
  expect(formatPart(1)).toBe('100.0 %')
})

describe('counts', () => {
  it('have groups from five digits on, and the decimals that are there', () => {
    expect([1450, 9999.5, 10_000, -12_345, 1234.5678].map(formatCount)).toEqual(
      ['1450', '9999.5', '10,000', '-12,345', '1234.568'], // prettier-ignore
    )
  })
})

it('finds numbers with their units, and changes nothing of the sentence', () => {
  const sentence = 'up to 1.55 s where 4 % need 428 µs, 3 servers, 1400 octets and 5 more'
  const parts = aroundMeasures(sentence)
  expect(parts.filter((_, at) => at % 2 === 1)).toEqual(['1.55 s', '4 %', '428 µs', '1400 octets'])
  expect(parts.join('')).toBe(sentence)
})
