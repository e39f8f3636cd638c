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

  it('write label and amount below each other where a line does not hold both, and cut neither', () => {
    const bar = { label: 'tail first, never answered', value: 52, of: 52, tone: 'bad' as const }
    const figure = { ...figures.bars, unit: 'fragmented datagrams', bars: [bar] }
    const amount = '52 of 52 fragmented datagrams (100 %)'
    const yOf = (width: number) =>
      Object.fromEntries(
        layoutFigure(figure, width).marks.flatMap((mark) =>
          mark.shape === 'text' ? [[mark.text, mark.y]] : [],
        ),
      )
    expect(yOf(620)).toEqual({ [amount]: 13, [bar.label]: 13 })
    expect(yOf(420)).toEqual({ [amount]: 28, [bar.label]: 13 })
    expect(yOf(200)).toEqual({
      ...{ [bar.label]: 13, '52 of 52 fragmented': 28, 'datagrams (100 %)': 43 },
    })
  })

  it('are measured in the language in which they are read', () => {
    const bar = { label: 'a', value: 1, of: 0, tone: 'plain' as const }
    const say = (words: string) => (words.startsWith('1 ') ? '一次从未得到应答的握手' : words)
    const figure = { ...figures.bars, unit: 'handshakes', bars: [bar] }
    expect(textsOf(layoutFigure(figure, 620, say))).toEqual(['一次从未得到应答的握手', 'a'])
  })
})
