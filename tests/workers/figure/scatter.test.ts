import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import { marksOf, textsOf } from './drawing'
import { figures } from './sample-figures'

const drawing = layoutFigure(figures.scatter, 620)

describe('a scatter', () => {
  it('has one point per event, with its frame', () => {
    const points = drawing.marks.filter((mark) => mark.shape === 'circle')
    expect(points).toHaveLength(400)
    expect(new Set(points.map((point) => point.frame?.frame)).size).toBe(400)
  })

  it('names the decades, the times, the threshold and the bursts', () => {
    expect(textsOf(drawing)).toEqual(
      expect.arrayContaining([
        '100 µs',
        '1 ms',
        '100 ms',
        '1 s',
        '10 min',
        'threshold 100 ms',
        'burst 4',
      ]),
    )
    expect(marksOf(drawing, 'span')).toHaveLength(4)
  })

  it('puts slow events above the threshold line and quick ones below', () => {
    const line = drawing.marks.find((mark) => mark.role === 'limit' && mark.shape === 'line')
    const y = line?.shape === 'line' ? line.y1 : 0
    const heights = (role: 'bad' | 'accent') =>
      marksOf(drawing, role).flatMap((mark) => (mark.shape === 'circle' ? [mark.cy] : []))
    expect(Math.max(...heights('bad'))).toBeLessThan(y)
    expect(Math.min(...heights('accent'))).toBeGreaterThan(y)
  })

  it('says in words how many are slow', () => {
    const slow = figures.scatter.points.filter((point) => point.value > figures.scatter.threshold)
    expect(drawing.description).toBe(
      `400 events over 40 min, from 350 µs to 558 ms, ${String(slow.length)} above the threshold of ` +
        '100 ms; 4 shaded ranges.',
    )
  })
})
