import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Leaps } from '../../../src/state/leaps'

const onrest = vi.fn()
const SCREEN = 20

beforeEach(() => {
  vi.useFakeTimers()
  onrest.mockClear()
})
afterEach(() => {
  vi.useRealTimers()
})

const seen = (leaps: Leaps, before: number, from: number) =>
  leaps.see({ from: before, count: SCREEN }, from)

it('takes no step within a screen for a leap', () => {
  const leaps = new Leaps(onrest)
  leaps.see({ from: 0, count: 0 }, 0) // the list appears
  for (const from of [1, SCREEN + 1, 2]) seen(leaps, 1, from)
  expect(leaps.going).toBe(false)
  vi.runAllTimers()
  expect(onrest).not.toHaveBeenCalled()
})

it.each([SCREEN + 1, 1e6])('is on its way after a leap to row %i, until it rests', (to) => {
  const leaps = new Leaps(onrest)
  seen(leaps, 0, to)
  expect(leaps.going).toBe(true)
  vi.runAllTimers()
  expect(leaps.going).toBe(false)
  expect(onrest).toHaveBeenCalledTimes(1)
})

it('rests once after many leaps, wherever they lead', () => {
  const leaps = new Leaps(onrest)
  for (let row = 0; row < 50; row++) {
    seen(leaps, row * 1000, row * 1000 + (row % 2 === 0 ? 1000 : -500))
    vi.advanceTimersByTime(16)
  }
  expect(onrest).not.toHaveBeenCalled()
  vi.runAllTimers()
  expect(onrest).toHaveBeenCalledTimes(1)
})
