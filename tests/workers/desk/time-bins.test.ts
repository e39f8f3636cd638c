import { expect, it } from 'vitest'
import { timeBins, type Placed } from '../../../workers/desk/time-bins'
import { newColumns, type FrameColumns } from '../../../workers/model/frame-columns'

function columnsAt(...times: number[]): FrameColumns {
  const columns = newColumns(times.length)
  columns.time.set(times)
  columns.origLen.fill(100)
  return columns
}

function placed(columns: FrameColumns, start: number): Placed {
  const chunk = (number: number) => Promise.resolve(number === 0 ? columns : null)
  return { access: { rows: columns.length, chunk }, start }
}

it('counts the packets of all captures where they lie in the time of the case', async () => {
  const captures = [placed(columnsAt(0, 10, 25, 90), 0), placed(columnsAt(0, 5), 20)]
  const bins = await timeBins(captures, { from: 10, to: 40, bins: 3 })
  expect([...(bins?.packets ?? [])]).toEqual([1, 3, 0])
  expect([...(bins?.octets ?? [])]).toEqual([100, 300, 0])
})

it('says nothing where no frame has an index', async () => {
  expect(await timeBins([placed(columnsAt(), 0)], { from: 0, to: 10, bins: 3 })).toBeNull()
})
