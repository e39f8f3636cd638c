import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const drawing = layoutFigure(figures.histogram, 620)
const bars = (role: 'accent' | 'bad') =>
  marksOf(drawing, role).flatMap((mark) => (mark.shape === 'rect' ? [mark] : []))

describe('a histogram', () => {
  it('writes the count on every bar and the edges in round units', () => {
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining(['8', '102', '1,840', '5,821', '1,120', '190', '1 ms', '2 ms', '1 s']),
    )
  })

  it('colours the bins that lie wholly above the threshold', () => {
    expect(bars('bad').map((bar) => bar.label)).toEqual([
      '128 ms to 256 ms: 190 (2.1 %)',
      '256 ms to 512 ms: 20 (0.2 %)',
      '512 ms to 1 s: 4 (< 0.1 %)',
    ])
    expect(textsOf(drawing)).toContain('threshold 100 ms')
  })

  it('keeps a tail of four visible beside thousands, and says how', () => {
    expect(Math.min(...bars('bad').map((bar) => bar.height))).toBeGreaterThan(10)
    expect(textsOf(drawing)).toContain('9,120 in all · bar height is logarithmic')
  })

  it('is linear when the counts are of one order', () => {
    const bins = [10, 20].map((count, i) => ({ exponent: i, count }))
    const even = layoutFigure({ ...figures.histogram, bins }, 620)
    const heights = even.marks.flatMap((mark) => (mark.shape === 'rect' ? [mark.height] : []))
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2, 5)
    expect(textsOf(even)).toContain('30 in all')
  })
})
