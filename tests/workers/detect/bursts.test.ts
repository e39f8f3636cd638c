import { describe, expect, it } from 'vitest'
import { burstsOf, periodOf } from '../../../workers/detect/bursts'
import { slowHandshakeCase } from '../../../workers/forge/cases/slow-handshake'
import { Random } from '../../../workers/forge/random'
import { analyse } from '../../support/analyse'

const SECOND = 1e9

/** Moments in `count` bursts of `length` seconds, `period` seconds apart, `mean` seconds between two. */
function moments(seed: number, count: number, period: number, length: number, mean: number) {
  const random = new Random(seed)
  const times: number[] = []
  for (let burst = 0; burst < count; burst++) {
    for (let at = 0; at < length; at += random.exponential(mean)) {
      times.push((burst * period + at) * SECOND)
    }
  }
  return times
}

describe('bursts', () => {
  it.each([0, 0.5, 1])('come to an end where %s moments make one', (least) => {
    const times = moments(1, 3, 720, 60, 10)
    expect(burstsOf(times, least).reduce((sum, { events }) => sum + events, 0)).toBe(times.length)
  })

  it.each([1, 2, 3, 4, 77])(
    'finds three bursts of rare events, 12 minutes apart (seed %i)',
    (seed) => {
      const bursts = burstsOf(moments(seed, 3, 720, 150, 8), 3)
      expect(bursts).toHaveLength(3)
      const period = periodOf(bursts) / SECOND
      expect(period).toBeGreaterThan(600)
      expect(period).toBeLessThan(840)
    },
  )

  it.each([1, 2, 3])('finds six bursts of frequent events, 10 seconds apart (seed %i)', (seed) => {
    const bursts = burstsOf(moments(seed, 6, 10, 2, 0.2), 3)
    expect(bursts).toHaveLength(6)
    expect(periodOf(bursts) / SECOND).toBeCloseTo(10, 0)
  })

  it('sees one burst where events come evenly', () => {
    const times = Array.from({ length: 50 }, (_, index) => index * 3 * SECOND)
    expect(burstsOf(times, 3)).toHaveLength(1)
  })

  it('leaves out what is too small for a burst', () => {
    const times = [...moments(5, 2, 60, 5, 0.5), 200 * SECOND]
    expect(burstsOf(times, 3)).toHaveLength(2)
  })

  it('gives no period to bursts at uneven distances', () => {
    const times = [0, 100, 130, 400].flatMap((at) => [at, at + 1, at + 2].map((s) => s * SECOND))
    const bursts = burstsOf(times, 3)
    expect(bursts).toHaveLength(4)
    expect(periodOf(bursts)).toBe(0)
  })

  it.each([1, 3, 4, 77])('finds the period of the sample case (seed %i)', async (seed) => {
    const { octets, truth } = slowHandshakeCase(seed)
    const { findings } = await analyse(octets)
    const finding = findings.find(({ detector }) => detector === 'slow-handshake')
    const period = finding?.metrics.find(({ name }) => name === 'burstPeriodSeconds')?.value ?? 0
    expect(period).toBeGreaterThan(0.75 * (truth['periodSeconds'] ?? 0))
    expect(period).toBeLessThan(1.25 * (truth['periodSeconds'] ?? 0))
  })
})
