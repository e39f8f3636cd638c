import { describe, expect, it } from 'vitest'
import { MAX_HEIGHT, revealing, scrollMap } from '../../../src/ui/scroll-map'

const ROW = 20
const VIEW = 400 // 20 rows

describe('scrollMap', () => {
  it('moves a short list pixel by pixel', () => {
    const map = scrollMap(1000, ROW, VIEW)
    expect(map.height).toBe(20_000)
    expect(map.exact).toBe(true)
    expect(map.positionOf(30)).toBeCloseTo(1.5)
    expect(map.scrollOf(1.5)).toBeCloseTo(30)
  })

  it('reaches the first and the last of ten million rows', () => {
    const map = scrollMap(10_000_000, ROW, VIEW)
    expect(map.height).toBe(MAX_HEIGHT)
    expect(map.exact).toBe(false)
    expect(map.positionOf(0)).toBe(0)
    expect(map.positionOf(MAX_HEIGHT - VIEW)).toBe(10_000_000 - 20)
    expect(map.scrollOf(10_000_000)).toBe(MAX_HEIGHT - VIEW)
  })

  it('finds every row again from where the scroll bar was put for it', () => {
    const map = scrollMap(10_000_000, ROW, VIEW)
    for (const row of [0, 1, 4_999_999, 7_654_321, 9_999_980]) {
      expect(map.positionOf(map.scrollOf(row))).toBeCloseTo(row, 4)
    }
  })

  it('does not move what is in sight as a whole, and not what is empty', () => {
    for (const rows of [0, 1, 20]) {
      const map = scrollMap(rows, ROW, VIEW)
      expect(map.positionOf(100)).toBe(0)
      expect(map.clamp(5)).toBe(0)
      expect(map.scrollOf(5)).toBe(0)
    }
  })
})

describe('revealing', () => {
  it.each([
    { row: 105, position: 100, moved: 100, why: 'in sight' },
    { row: 99, position: 100, moved: 99, why: 'just above' },
    { row: 120, position: 100, moved: 101, why: 'just below' },
    { row: 5000, position: 100, moved: 4990, why: 'far away, in the middle' },
  ])('puts row $row from $position to $moved: $why', ({ row, position, moved }) => {
    expect(revealing(row, position, 20)).toBe(moved)
  })
})
