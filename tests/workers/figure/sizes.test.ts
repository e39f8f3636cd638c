import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { sizeScale } from '../../../workers/figure/size-scale'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const drawing = layoutFigure(figures.sizes, 620)

describe('sizes', () => {
  it('stand above the line when delivered and hang below it when lost', () => {
    const tips = (role: 'good' | 'bad') =>
      marksOf(drawing, role).flatMap((mark) => (mark.shape === 'line' ? [mark.y2 - mark.y1] : []))
    expect(tips('good').every((height) => height < 0)).toBe(true)
    expect(tips('bad').every((height) => height > 0)).toBe(true)
    expect(tips('good')).toHaveLength(10)
    expect(tips('bad')).toHaveLength(2)
  })

  it('shade the bracket and write its two numbers', () => {
    expect(marksOf(drawing, 'span')).toHaveLength(1)
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining(['limit ≥ 1440 and < 1450', '1440', '1450', '118', '38']),
    )
  })

  it('say how many came through and how many did not', () => {
    expect(drawing.description).toBe(
      '✓ 9995 packets delivered, up to 1440; ✕ 41 packets lost, from 1450; ' +
        'the hidden limit is at least 1440 and below 1450.',
    )
  })

  it('say so when the axis is stretched', () => {
    expect(textsOf(drawing)).toContain('octets of inner IP packet · stretched around the limit')
    const plain = layoutFigure({ ...figures.sizes, bracket: null }, 620)
    expect(textsOf(plain)).toContain('octets of inner IP packet')
  })
})

describe('the scale of sizes', () => {
  it('never turns back, and gives a narrow bracket room', () => {
    const { place, stretched } = sizeScale({ from: 1440, to: 1450 }, 1500, 10, 610)
    expect(stretched).toBe(true)
    const places = Array.from({ length: 1501 }, (_, size) => place(size))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect([place(0), place(1500)]).toEqual([10, 610])
    expect(place(1450) - place(1440)).toBeGreaterThan(36)
  })

  it('is straight when the bracket is wide enough', () => {
    const { place, stretched } = sizeScale({ from: 500, to: 1000 }, 1500, 0, 600)
    expect(stretched).toBe(false)
    expect([place(500), place(1000)]).toEqual([200, 400])
  })
})
