import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decades, linear, logarithmic, ticks, timeTicks } from '../../../workers/figure/scale'

describe('scales', () => {
  it('map ends to ends and clamp what lies outside', () => {
    const place = linear(0, 1500, 10, 610)
    expect([-5, 0, 750, 1500, 9000].map(place)).toEqual([10, 10, 310, 610, 610])
  })

  it('put everything at the start when there is no range', () => {
    expect(linear(5, 5, 10, 610)(5)).toBe(10)
  })

  it('give every decade the same height', () => {
    const up = logarithmic(1e5, 1e9, 200, 0)
    expect([1e5, 1e6, 1e7, 1e8, 1e9, 0].map((value) => Math.round(up(value)))).toEqual(
      [200, 150, 100, 50, 0, 200], // prettier-ignore
    )
  })
})

describe('ticks', () => {
  it('are round numbers', () => {
    expect(ticks(1500, 8)).toEqual([0, 200, 400, 600, 800, 1000, 1200, 1400])
    expect(ticks(1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
  })

  it('divide time as clocks do', () => {
    expect(timeTicks(2400e9, 5)).toEqual([0, 600e9, 1200e9, 1800e9, 2400e9])
    expect(timeTicks(70e9, 6)).toEqual([0, 20e9, 40e9, 60e9])
  })

  it('span the values in powers of ten', () => {
    expect(decades(350_000, 560_000_000)).toEqual([1e5, 1e6, 1e7, 1e8, 1e9])
    expect(decades(1000, 1000)).toEqual([1000, 10_000])
  })

  it('are never too many, and never beyond the end', () => {
    const to = fc.double({ min: 0, max: 1e18, noNaN: true })
    fc.assert(
      fc.property(to, fc.integer({ min: 1, max: 20 }), (end, most) => {
        for (const values of [ticks(end, most), timeTicks(end, most)]) {
          expect(values.length).toBeLessThanOrEqual(most + 1)
          expect(Math.max(...values)).toBeLessThanOrEqual(end * (1 + 1e-6))
        }
      }),
    )
  })
})
