import { describe, expect, it } from 'vitest'
import { Holes } from '../../../workers/flow/holes'
import type { SentMark } from '../../../workers/flow/sending-order'
import { MAX_HOLES, MAX_LATE } from '../../../workers/limits/sequence-limits'

const UNMARKED: SentMark = { ipId: -1, stamp: -1 }

/** A round trip of 100 ns to every side. */
const known = { of: () => 100 }

describe('holes', () => {
  it('are overtaken octets when they are filled within the round trip, else repeated ones', () => {
    const holes = new Holes(known)
    holes.open(1, 1000, 2000, 7, 50, 1500, UNMARKED)
    expect(holes.filledBy(1, 1000, 149, UNMARKED)).toBe('overtaken')
    expect(holes.filledBy(1, 1999, 150, UNMARKED)).toBe('repeated')
    expect(holes.filledBy(1, 2000, 60, UNMARKED)).toBe('unknown')
    expect(holes.filledBy(2, 1000, 60, UNMARKED)).toBe('unknown')
  })

  it('tell nothing where the round trip is not known', () => {
    const holes = new Holes({ of: () => 0 })
    holes.open(1, 1000, 2000, 7, 50, 1500, UNMARKED)
    expect(holes.filledBy(1, 1000, 51, UNMARKED)).toBe('unknown')
  })

  it('of one side are the newest 64; older ones are counted', () => {
    const holes = new Holes(known)
    for (let n = 0; n < 65; n++) holes.open(1, 10 * n, 10 * n + 5, 7, 0, 1500, UNMARKED)
    expect(holes.filledBy(1, 0, 1, UNMARKED)).toBe('unknown')
    expect(holes.filledBy(1, 10, 1, UNMARKED)).toBe('overtaken')
    expect(holes.filledBy(1, 640, 1, UNMARKED)).toBe('overtaken')
    expect(holes.dropped).toBe(1)
  })

  it('are forgotten once acknowledged, and give room to others', () => {
    const holes = new Holes(known)
    for (let side = 0; side < MAX_HOLES; side++) holes.open(side, 0, 5, 7, 0, 1500, UNMARKED)
    holes.acknowledge(3, 4)
    holes.open(MAX_HOLES, 0, 5, 7, 0, 1500, UNMARKED)
    expect(holes.dropped).toBe(1)
    holes.acknowledge(3, 5)
    holes.open(MAX_HOLES, 0, 5, 7, 0, 1500, UNMARKED)
    expect(holes.dropped).toBe(1)
    expect(holes.filledBy(3, 0, 1, UNMARKED)).toBe('unknown')
    expect(holes.filledBy(MAX_HOLES, 0, 1, UNMARKED)).toBe('overtaken')
  })

  it('filled late are kept behind their acknowledgement, 16 of a side, and counted beyond', () => {
    const holes = new Holes(known)
    for (let n = 0; n <= MAX_LATE; n++) {
      const from = 100 * n
      holes.open(1, from, from + 50, 7, 0, 1500, UNMARKED)
      holes.fill(1, from, from + 50, 8, 1e9, 90)
      holes.acknowledge(1, from + 100)
    }
    expect(holes.missing(1).map(({ from }) => from)).toEqual(
      Array.from({ length: 16 }, (_, n) => 100 * n),
    )
    expect(holes.dropped).toBe(1)
  })

  it('of which more was acknowledged than was seen were lost by the capture', () => {
    const holes = new Holes(known)
    holes.open(1, 0, 50, 7, 0, 1500, UNMARKED)
    holes.open(1, 80, 90, 8, 0, 1500, UNMARKED)
    holes.acknowledge(1, 20)
    expect(holes.missing(1).map(({ from }) => from)).toEqual([80])
  })

  it('of all sides are bounded, and counted beyond', () => {
    const holes = new Holes(known)
    for (let side = 0; side < MAX_HOLES + 2; side++) holes.open(side, 0, 5, 7, 0, 1500, UNMARKED)
    expect(holes.dropped).toBe(2)
    expect(holes.filledBy(MAX_HOLES - 1, 0, 1, UNMARKED)).toBe('overtaken')
    expect(holes.filledBy(MAX_HOLES, 0, 1, UNMARKED)).toBe('unknown')
  })
})
