import { expect, it } from 'vitest'
import type { ColumnCache } from '../../../workers/desk/column-cache'
import { timeBins } from '../../../workers/desk/time-bins'
import { newColumns, type FrameColumns } from '../../../workers/model/frame-columns'

function columnsAt(...times: number[]): FrameColumns {
  const columns = newColumns(times.length)
  columns.time.set(times)
  columns.origLen.fill(100)
  return columns
}

function cacheOf(...captures: FrameColumns[]): ColumnCache {
  return {
    length: (_, capture) => Promise.resolve(captures[capture]?.length ?? 0),
    chunk: (_, capture, chunk) => Promise.resolve(chunk === 0 ? (captures[capture] ?? null) : null),
  }
}

it('counts the packets of all captures where they lie in the time of the case', async () => {
  const cache = cacheOf(columnsAt(0, 10, 25, 90), columnsAt(0, 5))
  const bins = await timeBins('a', [0, 20], { from: 10, to: 40, bins: 3 }, cache)
  expect([...(bins?.packets ?? [])]).toEqual([1, 3, 0])
  expect([...(bins?.octets ?? [])]).toEqual([100, 300, 0])
})

it('says nothing of a case that is gone', async () => {
  expect(await timeBins('a', [0], { from: 0, to: 10, bins: 3 }, cacheOf())).toBeNull()
})
