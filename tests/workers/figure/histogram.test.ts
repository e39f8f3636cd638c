import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const drawing = layoutFigure(figures.histogram, 620)
const bars = (role: 'accent' | 'bad') =>
  marksOf(drawing, role).flatMap((mark) => (mark.shape === 'rect' ? [mark] : []))

describe('a histogram', () => {
  it('writes the count on every bar and the edges where they are', () => {
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining([
        '8',
        '102',
        '1840',
        '5821',
        '1120',
        '190',
        '977 µs',
        '3.91 ms',
        '1 s',
      ]),
    )
  })

  it('colours the bins that lie wholly above the threshold', () => {
    expect(bars('bad').map((bar) => bar.label)).toEqual([
      '125 ms to 250 ms: 190 (2.1 %)',
      '250 ms to 500 ms: 20 (0.2 %)',
      '500 ms to 1 s: 4 (< 0.1 %)',
    ])
    expect(textsOf(drawing)).toContain('threshold 100 ms')
  })

  it('keeps a tail of four visible beside thousands, and says how', () => {
    expect(Math.min(...bars('bad').map((bar) => bar.height))).toBeGreaterThan(10)
    expect(textsOf(drawing)).toContain('9120 in all · bar height is logarithmic')
  })

  it('is linear when the counts are of one order', () => {
    const bins = [10, 20].map((count, i) => ({ exponent: i, count }))
    const even = layoutFigure({ ...figures.histogram, bins }, 620)
    const heights = even.marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.height] : []))
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2, 5)
    expect(textsOf(even)).toContain('30 in all')
  })

  it('draws what an earlier version kept where it was cut: at powers of two of a microsecond', () => {
    const bins = [18, 19, 20].map((exponent) => ({ exponent, count: 3 }))
    const { kind, title, unit, threshold } = figures.histogram
    const kept = layoutFigure({ kind, title, unit, threshold, bins }, 620)
    const labels = kept.marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.label ?? ''] : []))
    expect(labels.map((label) => label.split(':')[0]).sort()).toEqual([
      '1.05 s to 2.1 s',
      '262 ms to 524 ms',
      '524 ms to 1.05 s',
    ])
  })

  it('colours a bin that begins at the threshold itself', () => {
    const bins = [-2, -1, 0].map((exponent) => ({ exponent, count: 1 }))
    const even = layoutFigure({ ...figures.histogram, bins, threshold: 500e6 }, 620)
    const slow = marksOf(even, 'bad').flatMap((mark) => (mark.shape === 'rect' ? [mark.label] : []))
    expect(slow).toEqual(['500 ms to 1 s: 1 (33 %)', '1 s to 2 s: 1 (33 %)'])
  })

  it('breaks the line of the threshold where a number stands', () => {
    // The threshold lies in the middle of a bin, whose number stands above the middle of its bar.
    for (const [count, threshold] of [
      [7, 350e6],
      [5821, 350e6],
      [1_234_567, 340e6],
    ] as const) {
      const bins = [-3, -2, -1].map((exponent) => ({ exponent, count }))
      const drawn = layoutFigure({ ...figures.histogram, bins, threshold }, 620)
      const lines = marksOf(drawn, 'limit').flatMap((mark) => (mark.shape === 'line' ? [mark] : []))
      expect(lines.length).toBeGreaterThan(0)
      const numbers = drawn.marks.flatMap((mark) =>
        mark.shape === 'text' && /^[\d,]+$/u.test(mark.text) ? [mark] : [],
      )
      expect(numbers).toHaveLength(3)
      const [x = 0] = lines.map(({ x1 }) => x1)
      const near = numbers.filter((mark) => Math.abs(mark.x - x) < 25)
      expect(near).toHaveLength(1)
      for (const { y } of near) {
        // From the top of the digits to the baseline
        expect(lines.filter(({ y1, y2 }) => y1 < y && y2 > y - 9)).toEqual([])
      }
      expect(Math.max(...lines.map(({ y2 }) => y2))).toBe(154)
    }
  })
})
