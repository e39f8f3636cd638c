import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Progress } from '../../../workers/api/analysis'
import { type Position, ProgressMeter } from '../../../workers/pipeline/progress'

const POSITION: Position = {
  file: 0,
  files: 1,
  fileName: 'a.pcap',
  octets: 0,
  octetsTotal: 1000,
  packets: 0,
  unindexed: 0,
}

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'], now: 1000 }))
  afterEach(() => void vi.useRealTimers())

  function meter() {
    const told: Progress[] = []
    return { told, meter: new ProgressMeter((progress) => told.push(progress)) }
  }

  it('is due five times a second', () => {
    const { meter: made } = meter()
    vi.advanceTimersByTime(200)
    expect(made.due()).toBe(true)
    made.report(POSITION, null, null)
    vi.advanceTimersByTime(199)
    expect(made.due()).toBe(false)
    vi.advanceTimersByTime(1)
    expect(made.due()).toBe(true)
  })

  it('tells the speed, and the time that is left at it', () => {
    const { meter: made, told } = meter()
    vi.advanceTimersByTime(2000)
    made.report({ ...POSITION, octets: 400, packets: 10 }, null, null)
    expect(told).toEqual([
      {
        ...POSITION,
        octets: 400,
        packets: 10,
        octetsPerSecond: 200,
        packetsPerSecond: 5,
        secondsLeft: 3,
        findings: null,
        spine: null,
      },
    ])
    expect(made.elapsedMs).toBe(2000)
  })

  it('does not guess while nothing was read', () => {
    const { meter: made, told } = meter()
    made.report(POSITION, [], null)
    expect(told[0]).toMatchObject({ octetsPerSecond: 0, secondsLeft: -1, findings: [] })
  })
})
