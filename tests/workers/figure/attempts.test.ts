import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const drawing = layoutFigure(figures.attempts, 800)

describe('attempts', () => {
  it('shows a timer that doubles as distances that double', () => {
    const crosses = drawing.marks.flatMap((mark) =>
      mark.shape === 'circle' && mark.role === 'bad-soft' ? [mark.cx] : [],
    )
    const gaps = crosses.slice(1).map((x, i) => x - (crosses[i] ?? 0))
    // 6.7, 13.5, 26.8 s between the last four.
    expect((gaps[6] ?? 0) / (gaps[5] ?? 1)).toBeCloseTo(2, 1)
    expect((gaps[7] ?? 0) / (gaps[6] ?? 1)).toBeCloseTo(2, 1)
  })

  it('writes the distances where there is room, and the time below', () => {
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining(['+26.8 s', '+13.5 s', 'first', 'retransmission 8', '0 s', '60 s']),
    )
  })

  it('begins every lane with its own first attempt, however late in the capture', () => {
    const late = structuredClone(figures.attempts)
    for (const point of late.lanes[1]?.points ?? []) point.time += 3600e9
    late.until += 3600e9
    const shifted = layoutFigure(late, 800)
    const circles = (from: typeof drawing) => from.marks.filter((mark) => mark.shape === 'circle')
    const places = (from: typeof drawing) => circles(from).map(({ cx }) => Math.round(cx))
    expect(places(shifted)).toEqual(places(drawing))
    expect(textsOf(shifted)).toEqual(
      expect.arrayContaining([
        'first at 10.0 ms',
        'first at 60 min',
        'time since the first attempt of each lane',
      ]),
    )
  })

  it('differs in shape, not in colour alone', () => {
    expect(marksOf(drawing, 'bad').filter((mark) => mark.shape === 'path')).toHaveLength(9)
  })

  it('counts lanes it does not draw', () => {
    const [lane] = figures.attempts.lanes
    if (lane === undefined) throw new Error('no lane')
    const many = { ...figures.attempts, lanes: Array.from({ length: 14 }, () => lane) }
    expect(textsOf(layoutFigure(many, 600))).toContain(
      'time since the first attempt of each lane, 2 more lanes',
    )
  })
})
