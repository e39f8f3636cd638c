import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const figure = figures['byte-budget']

describe('a byte budget', () => {
  it('is drawn to scale', () => {
    const drawing = layoutFigure(figure, 800)
    const [payload] = marksOf(drawing, 'payload')
    const [outer] = marksOf(drawing, 'outer')
    if (payload?.shape !== 'rect' || outer?.shape !== 'rect') throw new Error('no bars')
    // 1410 octets against 20, half a pixel of gap after each.
    expect((payload.width + 0.5) / (outer.width + 0.5)).toBeCloseTo(1410 / 20, 0)
  })

  it.each([420, 620, 900])('names every part with its octets at %d px', (width) => {
    const texts = textsOf(layoutFigure(figure, width))
    for (const { label, octets } of figure.parts) {
      expect(texts).toContain(octets === 1410 ? 'payload 1410' : `${label} ${String(octets)}`)
    }
  })

  it('says what is too much, against a known limit', () => {
    const drawing = layoutFigure(figure, 620)
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining(['1500 octets', '✕ 40 octets too many', 'path MTU 1460']),
    )
    expect(drawing.description).toContain('40 octets too many for the path (path MTU 1460)')
  })

  it('says what is too much, against a limit of which only bounds are known', () => {
    const limit = { atLeast: 1440, below: 1450, label: 'hidden MTU' }
    const drawing = layoutFigure({ ...figure, limit }, 620)
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining(['✕ 51 to 60 octets too many', 'hidden MTU between 1440 and 1449']),
    )
    expect(marksOf(drawing, 'span')).toHaveLength(1)
  })

  it('does not repeat the numbers of a label that has them', () => {
    const limit = { atLeast: 1440, below: 1450, label: 'hidden MTU in [1440, 1450)' }
    expect(textsOf(layoutFigure({ ...figure, limit }, 620))).toContain(limit.label)
  })

  it('hatches nothing when the packet fits', () => {
    const limit = { atLeast: 1500, below: 1501, label: 'path MTU' }
    const drawing = layoutFigure({ ...figure, limit }, 620)
    expect(marksOf(drawing, 'bad')).toHaveLength(0)
    expect(drawing.description).toContain('within the path')
  })
})
