import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

describe('bars', () => {
  it('write each amount, its whole and its share', () => {
    expect(textsOf(layoutFigure(figures.bars, 620))).toEqual([
      '214 of 912 handshakes (23 %)',
      '10.4.1.64 → 10.4.15.171:8080',
      '31 of 640 handshakes (4.8 %)',
      '10.4.1.65 → 10.4.15.171:8080',
      '1 of 320 handshakes (0.3 %)',
      '10.4.2.9 → 10.4.3.1:53',
    ])
  })

  it('draw amount and whole on one scale', () => {
    const drawing = layoutFigure(figures.bars, 912)
    const widths = (role: 'bad' | 'muted-soft') =>
      marksOf(drawing, role).flatMap((mark) => (mark.shape === 'rect' ? [mark.width] : []))
    expect(widths('bad')).toEqual([214])
    expect(widths('muted-soft')).toEqual([912, 640, 320])
  })

  it('leave the wholes out when the amounts would be hairs beside them', () => {
    const bars = [{ label: 'a', value: 10, of: 100_000, tone: 'plain' as const }]
    const drawing = layoutFigure({ ...figures.bars, bars }, 600)
    expect(marksOf(drawing, 'muted-soft')).toHaveLength(0)
    expect(textsOf(drawing)).toContain('10 of 100,000 handshakes (< 0.1 %)')
  })

  it('count those they do not draw', () => {
    const bar = { label: 'a', value: 1, of: 0, tone: 'plain' as const }
    const bars = Array.from({ length: 45 }, () => bar)
    expect(textsOf(layoutFigure({ ...figures.bars, bars }, 600))).toContain('and 5 more')
  })
})
