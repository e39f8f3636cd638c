import { describe, expect, it } from 'vitest'
import { newRecordBatch } from '../../../workers/model/record-batch'
import { FrameTable } from '../../../workers/pipeline/frame-table'
import { buildSpine, type SpineInput } from '../../../workers/pipeline/spine'

const SECOND = 1e9
const YEAR = 365n * 86_400n * 1_000_000_000n
const BINS = 400

/** Frames of 100 octets at these times. */
function input(epochNs: bigint | null, ...times: number[]): SpineInput {
  const table = new FrameTable()
  const batch = newRecordBatch(times.length)
  batch.time.set(times)
  batch.origLen.fill(100)
  batch.count = times.length
  table.append(batch)
  return { columns: table.take(), epochNs }
}

const sum = (list: Iterable<number>) => [...list].reduce((total, value) => total + value, 0)

describe('the spine', () => {
  it.each([
    ['one capture', [input(5n, 0, 1, SECOND)]],
    ['captures side by side', [input(5n, 0, SECOND), input(7n, 0, 3 * SECOND)]],
    ['one that began earlier', [input(9n * YEAR, 0, 1), input(8n * YEAR, 0)]],
    ['captures half a century apart', [input(0n, 0, 1), input(50n * YEAR, 0, 1, 2)]],
    ['a clock that stepped back', [input(5n, 0, -3 * SECOND, SECOND)]],
    ['one frame', [input(5n, 0)]],
    ['an empty capture among others', [input(null), input(5n, 0, 1)]],
  ])('counts every packet and its octets on the wire: %s', (_, captures) => {
    const { packets, octets } = buildSpine(captures)
    const frames = captures.reduce((total, { columns }) => total + columns.length, 0)
    expect(packets).toHaveLength(BINS)
    expect([sum(packets), sum(octets)]).toEqual([frames, 100 * frames])
  })

  it('counts them where they belong', () => {
    const { packets, binNanos } = buildSpine([input(0n, 0, 100 * SECOND, 399 * SECOND)])
    const filled = [...packets].flatMap((count, bin) => (count > 0 ? [[bin, count]] : []))
    expect(binNanos * BINS).toBeGreaterThan(399 * SECOND)
    expect(filled).toEqual([
      [0, 1],
      [Math.floor((100 * SECOND) / binNanos), 1],
      [BINS - 1, 1],
    ])
  })

  it('begins with the earliest frame, and tells where each capture begins', () => {
    const late = input(1_000_000n, 0, 5)
    const early = input(400_000n, 0, 5)
    expect(buildSpine([late, early])).toMatchObject({
      startNs: '400000',
      captureStart: [600_000, 0],
    })
    expect(buildSpine([input(500n, 0, -100)])).toMatchObject({
      startNs: '400',
      captureStart: [100],
    })
  })

  it('has no beginning without frames', () => {
    const { startNs, packets } = buildSpine([input(null)])
    expect([startNs, sum(packets)]).toEqual(['', 0])
    expect(buildSpine([]).captureStart).toEqual([])
  })
})
