import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Resting } from '../../../../src/views/packets/resting'

describe('what waits for rest', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is done once, for the last that asked', () => {
    const done: string[] = []
    const resting = new Resting(100)
    resting.ask(() => done.push('first'))
    vi.advanceTimersByTime(99)
    resting.ask(() => done.push('second'))
    vi.advanceTimersByTime(99)
    expect(done).toEqual([])
    vi.advanceTimersByTime(1)
    expect(done).toEqual(['second'])
  })

  it('is not done when it was cancelled, nor after the end, whoever asks', () => {
    const done: string[] = []
    const resting = new Resting(100)
    resting.ask(() => done.push('cancelled'))
    resting.cancel()
    resting.ask(() => done.push('waiting'))
    resting.end()
    resting.ask(() => done.push('late'))
    vi.advanceTimersByTime(1000)
    expect(done).toEqual([])
  })
})
