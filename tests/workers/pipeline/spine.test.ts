import { describe, expect, it } from 'vitest'
import { newRecordBatch } from '../../../workers/model/record-batch'
import { SpineCounter } from '../../../workers/pipeline/spine'

const SECOND = 1e9
const YEAR = 365n * 86_400n * 1_000_000_000n
const BINS = 400

/** Time 0 of a capture, and the times of its frames. */
type Input = readonly [bigint | null, ...number[]]

/** Frames of 100 octets at these times; each group of them is read at once. */
function add(counter: SpineCounter, [epoch, ...times]: Input): void {
  const batch = newRecordBatch(times.length)
  batch.time.set(times)
  batch.origLen.fill(100)
  batch.count = times.length
  counter.add(batch, epoch)
}

function spineOf(...captures: readonly Input[]) {
  const counter = new SpineCounter()
  for (const capture of captures) add(counter, capture)
  return counter.spine(captures.map(([epoch]) => epoch))
}

const sum = (list: Iterable<number>) => [...list].reduce((total, value) => total + value, 0)

/** Bins that are not empty, and what is in them. */
const filled = (packets: Iterable<number>) =>
  [...packets].flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))

describe('the spine', () => {
  it.each<[string, Input[]]>([
    ['one capture', [[5n, 0, 1, SECOND]]],
    [
      'captures side by side',
      [
        [5n, 0, SECOND],
        [7n, 0, 3 * SECOND],
      ],
    ],
    [
      'one that began earlier',
      [
        [9n * YEAR, 0, 1],
        [8n * YEAR, 0],
      ],
    ],
    [
      'captures half a century apart',
      [
        [0n, 0, 1],
        [50n * YEAR, 0, 1, 2],
      ],
    ],
    ['a clock that stepped back', [[5n, 0, -3 * SECOND, SECOND]]],
    ['one frame', [[5n, 0]]],
    ['an empty capture among others', [[null], [5n, 0, 1]]],
  ])('counts every packet and its octets on the wire: %s', (_, captures) => {
    const { packets, octets } = spineOf(...captures)
    const frames = captures.reduce((total, [, ...times]) => total + times.length, 0)
    expect(packets.length).toBeLessThanOrEqual(BINS)
    expect(packets.length).toBeGreaterThan(0.9 * BINS)
    expect([sum(packets), sum(octets)]).toEqual([frames, 100 * frames])
  })

  it('counts them where they belong', () => {
    const { packets, binNanos, firstBin } = spineOf([0n, 0, 100 * SECOND, 399 * SECOND])
    expect(firstBin).toBe(0)
    expect(filled(packets)).toEqual([
      [0, 1],
      [Math.floor((100 * SECOND) / binNanos), 1],
      [packets.length - 1, 1],
    ])
    expect(binNanos * packets.length).toBeGreaterThan(399 * SECOND)
    expect(binNanos * (packets.length - 1)).toBeLessThanOrEqual(399 * SECOND)
  })

  it('counts them there however often its bins had to be widened or moved before', () => {
    const times = [0, 7, 90_000, 5 * SECOND, -2 * SECOND, 3600 * SECOND, -9 * SECOND, 6 * SECOND]
    const counter = new SpineCounter()
    for (const time of times) add(counter, [40n * YEAR, time])
    const { packets, binNanos, firstBin, startNs } = counter.spine([40n * YEAR])
    expect(startNs).toBe(String(40n * YEAR - 9_000_000_000n))
    const begin = -9 * SECOND + firstBin
    const wanted = new Uint32Array(packets.length)
    for (const time of times) {
      const bin = Math.floor((time - begin) / binNanos)
      wanted[bin] = (wanted[bin] ?? 0) + 1
    }
    expect(packets).toEqual(wanted)
    expect(firstBin).toBeLessThanOrEqual(0)
    expect(firstBin).toBeGreaterThan(-binNanos)
  })

  it('is the same for frames read at once and one by one', () => {
    const times = Array.from({ length: 50 }, (_, i) => (i * i - 20 * i) * 1_234_567)
    const one = new SpineCounter()
    for (const time of times) add(one, [9n, time])
    expect(one.spine([9n])).toEqual(spineOf([9n, ...times]))
  })

  it('begins with the earliest frame, and tells where each capture begins', () => {
    expect(spineOf([1_000_000n, 0, 5], [400_000n, 0, 5])).toMatchObject({
      startNs: '400000',
      captureStart: [600_000, 0],
    })
    expect(spineOf([500n, 0, -100])).toMatchObject({ startNs: '400', captureStart: [100] })
  })

  it('has no beginning without frames', () => {
    const { startNs, packets } = spineOf([null])
    expect([startNs, sum(packets)]).toEqual(['', 0])
    expect(spineOf().captureStart).toEqual([])
  })
})
