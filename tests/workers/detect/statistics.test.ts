import { describe, expect, it } from 'vitest'
import { burstsOf, periodOf } from '../../../workers/detect/bursts'
import { binomialTail, fisher, median, quantile } from '../../../workers/detect/statistics'
import { SECOND } from '../../support/records'

describe('fisher', () => {
  // R. A. Fisher, The Design of Experiments (1935), §II: the lady tasting tea.
  it('gives the chances of the lady tasting tea', () => {
    expect(fisher(4, 0, 0, 4)).toBeCloseTo(1 / 70, 10)
    expect(fisher(3, 1, 1, 3)).toBeCloseTo(17 / 70, 10)
    expect(fisher(0, 4, 4, 0)).toBeCloseTo(1, 10)
  })

  it('stays a probability with large counts', () => {
    expect(fisher(5000, 5000, 5000, 5000)).toBeGreaterThan(0.5)
    expect(fisher(5000, 5000, 5000, 5000)).toBeLessThan(0.51)
    expect(fisher(100_000, 0, 0, 100_000)).toBe(0)
  })
})

describe('quantiles', () => {
  it('are values that occurred', () => {
    expect(median([5, 1, 9, 3])).toBe(3)
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9)
    expect(median([])).toBe(0)
  })
})

describe('binomialTail', () => {
  it('gives the chance of so many hits or more', () => {
    // Exact: the sum of C(20, k) 0.1^k 0.9^(20 − k) from 5 on.
    expect(binomialTail(5, 20, 0.1)).toBeCloseTo(0.0431745, 7)
    expect(binomialTail(14, 1000, 0.004) / 7.283287514e-5).toBeCloseTo(1, 6)
    expect(binomialTail(20, 20, 0.5)).toBeCloseTo(2 ** -20, 12)
  })

  it('is 1 where nothing is remarkable', () => {
    expect(binomialTail(2, 20, 0.1)).toBe(1)
    expect(binomialTail(5, 5, 1)).toBe(1)
  })

  it('is small for millions of tries', () => {
    expect(binomialTail(12_000, 1_000_000, 0.01)).toBeLessThan(1e-80)
  })
})

describe('bursts', () => {
  const at = (...seconds: number[]) => seconds.map((second) => second * SECOND)

  it('are separated by pauses, and lone events are none', () => {
    const bursts = burstsOf(at(4, 4.2, 4.4, 9, 14, 14.2, 14.4), 3)
    expect(bursts.map(({ from, events }) => [from / SECOND, events])).toEqual([
      [4, 3],
      [14, 3],
    ])
  })

  it('have a period from three on, at equal distances', () => {
    const starts = (...seconds: number[]) =>
      seconds.map((second) => ({ from: second * SECOND, to: second * SECOND, events: 3 }))
    expect(periodOf(starts(4, 14.2, 24, 34))).toBeCloseTo(10 * SECOND, -9)
    expect(periodOf(starts(4, 14))).toBe(0)
    expect(periodOf(starts(4, 14, 40))).toBe(0)
  })
})
