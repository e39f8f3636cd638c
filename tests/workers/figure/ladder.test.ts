import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const drawing = layoutFigure(figures.ladder, 700)
const texts = textsOf(drawing)

describe('a ladder', () => {
  it('keeps wire order from top to bottom', () => {
    const frames = texts
      .map((text) => /^#(\d+)/.exec(text)?.[1])
      .filter((frame) => frame !== undefined)
    expect(frames).toEqual(['4411', '4412', '9127', '4419', '4420', '4423'])
    const heights = drawing.marks.flatMap((mark) => (mark.shape === 'circle' ? [mark.cy] : []))
    expect(heights).toEqual([...heights].sort((a, b) => a - b))
  })

  it('shows the tunnel on the head alone', () => {
    const rowOf = (label: string) =>
      drawing.marks.flatMap((mark) =>
        mark.shape === 'text' && mark.text.includes(label) ? [mark.y] : [],
      )
    expect(rowOf('VXLAN 16621')).toEqual([...rowOf('54580 off 0 '), ...rowOf('54581 off 0 ')])
  })

  it('leans an arrow the way its packet travels', () => {
    const arrows = drawing.marks.filter((mark) => mark.shape === 'line' && mark.y1 !== mark.y2)
    const slanted = arrows.filter((mark) => mark.role === 'bad' || mark.role === 'good')
    const directions = slanted.map((mark) => mark.shape === 'line' && Math.sign(mark.x2 - mark.x1))
    expect(directions).toEqual([1, 1, -1, 1, 1, -1])
    expect(slanted.every((mark) => mark.shape === 'line' && mark.y2 > mark.y1)).toBe(true)
  })

  it('tells lost from answered by sign and by ground', () => {
    expect(texts).toContain('✕ echo request seq 4 never answered')
    expect(marksOf(drawing, 'bad-soft')).toHaveLength(1)
    expect(marksOf(drawing, 'good-soft')).toHaveLength(1)
  })

  it('says when each step came after the first of its group', () => {
    expect(texts).toEqual(expect.arrayContaining(['0', '+27.0 µs', '+30.0 s', '+31.2 ms']))
  })

  it('points at frames, so that the page can open them', () => {
    const frames = drawing.marks.flatMap((mark) =>
      mark.shape === 'circle' ? [mark.frame?.frame] : [],
    )
    expect(frames).toEqual([4411, 4412, 9127, 4419, 4420, 4423])
  })

  it('counts the steps it does not draw', () => {
    const [group] = figures.ladder.groups
    const steps = Array.from({ length: 70 }, () => group?.steps ?? []).flat()
    const long = { ...figures.ladder, groups: [{ caption: 'many', tone: 'bad' as const, steps }] }
    expect(textsOf(layoutFigure(long, 700))).toContain('and 220 more packets')
  })
})
