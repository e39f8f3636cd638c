import { describe, expect, it } from 'vitest'
import {
  countOf,
  formatDuration,
  formatNumber,
  formatShare,
  formatTick,
} from '../../../workers/figure/format'

describe('formatDuration', () => {
  it.each([
    [0, '0 s'],
    [750, '750 ns'],
    [27_000, '27.0 µs'],
    [999_996, '1.00 ms'],
    [31_200_000, '31.2 ms'],
    [520_000_000, '520 ms'],
    [30_000_000_000, '30.0 s'],
    [119_000_000_000, '119 s'],
    [303_000_000_000, '5 min 3 s'],
    [3_600_000_000_000 * 3, '3 h'],
    [86_400_000_000_000 * 2.5, '2 d 12 h'],
    [-1_000_000, '−1.00 ms'],
  ])('writes %d ns as %s', (nanos, text) => {
    expect(formatDuration(nanos)).toBe(text)
  })

  it('leaves out decimals that say nothing on a scale', () => {
    expect([30e9, 1.5e9, 100e6, 120e9].map(formatTick)).toEqual([
      '30 s',
      '1.5 s',
      '100 ms',
      '2 min',
    ])
  })
})

describe('numbers', () => {
  it('groups thousands and keeps three digits of meaning', () => {
    expect([0, 999, 1000, 2_412_006, -1500, 0.52, 2.871, 97.72, 1234.5].map(formatNumber)).toEqual(
      ['0', '999', '1000', '2,412,006', '−1500', '0.52', '2.87', '97.7', '1235'], // prettier-ignore
    )
  })

  it('counts one and many', () => {
    expect([countOf(1, 'packet'), countOf(1200, 'packet')]).toEqual(['1 packet', '1200 packets'])
  })

  it('never rounds something down to nothing', () => {
    expect(formatShare(1, 100_000)).toBe('< 0.1 %')
    expect(formatShare(0, 100)).toBe('0 %')
    expect(formatShare(412, 458)).toBe('90 %')
    expect(formatShare(31, 640)).toBe('4.8 %')
  })
})
