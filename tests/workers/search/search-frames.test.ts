import { describe, expect, it } from 'vitest'
import { Cancelled, type Pace } from '../../../workers/select/capture-access'
import { Matches } from '../../../workers/search/matches'
import { hex, inFrames, octetsOf, pattern, text, UNHURRIED } from './sought'

const filled = (length: number, at: number, words: string) => {
  const octets = new Uint8Array(length).fill(0x2e)
  octets.set(octetsOf(words), at)
  return octets
}

describe('a search through frames', () => {
  it('says where in which frame', async () => {
    const frames = [octetsOf('nothing here'), octetsOf('a needle, a needle'), octetsOf('needle')]
    const { matches, total, frames: holding, sought } = await inFrames(text('needle'), frames)
    expect(matches.map(({ frame, at, length }) => [frame, at, length])).toEqual([
      [2, 2, 6],
      [2, 12, 6],
      [3, 0, 6],
    ])
    expect({ total, holding }).toEqual({ total: 3, holding: 2 })
    expect(sought).toEqual({ octets: 12 + 18 + 6, frames: 3 })
  })

  it('finds nothing across two frames, nor in what stands between them', async () => {
    const split = [octetsOf('xxxnee'), octetsOf('dlexxx'), octetsOf('xxxneedle')]
    expect((await inFrames(text('needle'), split)).matches).toMatchObject([{ frame: 3, at: 3 }])
    // Each record begins with its time, and tells the length of its frame twice: 06 00 00 00
    expect((await inFrames(hex('06 00 00 00'), split)).total).toBe(0)
    expect((await inFrames(pattern('nee[\\s\\S]*dle'), split)).matches).toHaveLength(1)
  })

  it('finds what lies on both sides of the border of two readings', async () => {
    const size = 65_536
    const frames = Array.from({ length: 160 }, (_, i) =>
      filled(size, size - 6, `end${String(100 + i)}`),
    )
    const { matches } = await inFrames(pattern('end\\d+'), frames, { most: 200 })
    expect(matches.map(({ frame, at }) => [frame, at])).toEqual(
      frames.map((_, i) => [i + 1, size - 6]),
    )
  })

  it('lists the first ones, and counts all', async () => {
    const frames = [octetsOf('aaa'), octetsOf('aa')]
    const { matches, total, frames: holding } = await inFrames(text('a'), frames, { most: 4 })
    expect(matches).toHaveLength(4)
    expect({ total, holding }).toEqual({ total: 5, holding: 2 })
  })

  it('stops where it is when it is cancelled', async () => {
    const state = { cancelled: false }
    let rests = 0
    const pace: Pace = {
      get cancelled() {
        return state.cancelled
      },
      rest() {
        if (++rests === 3) state.cancelled = true
        return Promise.resolve()
      },
    }
    const frames = Array.from({ length: 40 }, () => filled(65_536, 0, 'x'))
    await expect(inFrames(text('x'), frames, { pace })).rejects.toBeInstanceOf(Cancelled)
    expect(rests).toBe(3)
    expect((await inFrames(text('x'), frames, { pace: UNHURRIED })).total).toBe(40)
  })
})

it('knows the first match from a frame on', () => {
  const matches = new Matches(10)
  for (const [capture, frame] of [
    [0, 3],
    [0, 3],
    [0, 9],
    [1, 2],
  ] as const) {
    matches.add(capture, frame, 0, 1, 'octets')
  }
  expect(matches.firstFrom(0, 1)).toBe(0)
  expect(matches.firstFrom(0, 4)).toBe(2)
  expect(matches.firstFrom(0, 10)).toBe(3)
  expect(matches.firstFrom(1, 3)).toBe(4)
})
