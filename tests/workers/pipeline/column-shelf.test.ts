import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newColumns } from '../../../workers/model/frame-columns'
import { newRecordBatch } from '../../../workers/model/record-batch'
import { CHUNK_ROWS, type FrameColumns } from '../../../workers/model/frame-columns'
import { PUTS_AHEAD, RemoteShelf, type ColumnShelf } from '../../../workers/pipeline/column-shelf'
import { FrameTable } from '../../../workers/pipeline/frame-table'

const CHUNK = newColumns(10)
const chunks = (count: number) => Array.from({ length: count }, (_, chunk) => chunk)
const never = () => new Promise<number>(() => undefined)

describe('a library that keeps chunks', () => {
  it('is given a few ahead, and then waited for', async () => {
    const answers: ((unindexed: number) => void)[] = []
    const shelf = new RemoteShelf({ put: () => new Promise((settle) => answers.push(settle)) })
    for (let chunk = 0; chunk < PUTS_AHEAD; chunk++) await shelf.put(0, chunk, CHUNK)
    let given = false
    const last = shelf.put(0, PUTS_AHEAD, CHUNK).then(() => (given = true))
    await Promise.resolve()
    expect([answers.length, given]).toEqual([PUTS_AHEAD + 1, false])
    answers[0]?.(0)
    await last
    for (const answer of answers) answer(4)
    await shelf.settled()
    expect(shelf.unindexed).toBe(4)
  })

  it('that fails is no reason to give up: its frames have no index', async () => {
    const shelf = new RemoteShelf({ put: () => Promise.reject(new Error('a bug')) })
    for (const chunk of [0, 1, 2, 3]) await shelf.put(0, chunk, CHUNK)
    await shelf.settled()
    expect(shelf.unindexed).toBe(40)
  })
})

describe('a library that never answers', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is not waited for any more after a minute', async () => {
    const shelf = new RemoteShelf({ put: never })
    const puts = Promise.all(chunks(PUTS_AHEAD + 3).map((chunk) => shelf.put(0, chunk, CHUNK)))
    await vi.advanceTimersByTimeAsync(60_000)
    await puts
    await shelf.put(0, PUTS_AHEAD + 3, CHUNK)
    await shelf.settled()
    expect(shelf.unindexed).toBe(10 * (PUTS_AHEAD + 4))
  })
})

describe('a table of frames', () => {
  /** Numbers of the chunks that came, and their rows. */
  function shelfOf(): { shelf: ColumnShelf; came: [number, number, FrameColumns][] } {
    const came: [number, number, FrameColumns][] = []
    const put: ColumnShelf['put'] = (capture, chunk, columns) => {
      came.push([capture, chunk, columns])
      return Promise.resolve(0)
    }
    return { shelf: { put, unindexed: 0, settled: () => Promise.resolve() }, came }
  }

  function tableOf(rows: number): FrameTable {
    const table = new FrameTable()
    const batch = newRecordBatch(rows)
    batch.count = rows
    table.append(batch)
    table.mark(CHUNK_ROWS - 1, 7, 9)
    return table
  }

  it('hands over what is full, and the rest when it is told to', async () => {
    const { shelf, came } = shelfOf()
    const table = tableOf(CHUNK_ROWS + 5)
    await table.handOver(shelf, 2, false)
    expect(came.map(([capture, chunk, { length }]) => [capture, chunk, length])).toEqual([
      [2, 0, CHUNK_ROWS],
    ])
    expect([came[0]?.[2].flow.at(-1), came[0]?.[2].flags.at(-1)]).toEqual([7, 9])
    expect(table.take().chunks.map((chunk) => chunk?.length)).toEqual([undefined, 5])
    await table.handOver(shelf, 2, true)
    await table.handOver(shelf, 2, true)
    expect(came.map(([, chunk, { length }]) => [chunk, length])).toEqual([
      [0, CHUNK_ROWS],
      [1, 5],
    ])
    expect(table.take()).toEqual({ length: CHUNK_ROWS + 5, chunks: [null, null] })
  })

  it('has nothing to hand over of a capture without frames', async () => {
    const { shelf, came } = shelfOf()
    const table = new FrameTable()
    await table.handOver(shelf, 0, true)
    expect([came.length, table.take().length]).toEqual([0, 0])
  })
})
