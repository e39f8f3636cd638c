import { expect, it } from 'vitest'
import { CHUNK_ROWS, newColumns, type FrameColumns } from '../../../workers/model/frame-columns'
import { Unreadable } from '../../../workers/select/capture-access'
import { CHUNKS_AHEAD, chunksAhead } from '../../../workers/select/chunks-ahead'

const CHUNKS = 2 * CHUNKS_AHEAD
const ALL = Array.from({ length: CHUNKS }, (_, chunk) => chunk)

/** A capture whose chunk n is n long, and what is asked of it. */
function captureOf(chunk: (chunk: number) => Promise<FrameColumns | null>) {
  const asked: number[] = []
  const access = {
    rows: CHUNKS * CHUNK_ROWS - 1,
    chunk(number: number) {
      asked.push(number)
      return chunk(number)
    },
  }
  return { access, asked }
}

const found = (length: number) => Promise.resolve({ ...newColumns(0), length })

it('gives all chunks in order, while the next ones are on their way', async () => {
  const { access, asked } = captureOf(found)
  const given: number[] = []
  for await (const { chunk, columns } of chunksAhead(access)) {
    expect(columns.length).toBe(chunk)
    given.push(chunk)
    expect(asked).toEqual(ALL.slice(0, chunk + CHUNKS_AHEAD + 1))
  }
  expect(given).toEqual(ALL)
})

it('asks for nothing that is not needed', async () => {
  const { access, asked } = captureOf(found)
  const given: number[] = []
  for await (const { chunk } of chunksAhead(access, ['time'], (one) => one % 2 === 1)) {
    given.push(chunk)
  }
  const odd = ALL.filter((one) => one % 2 === 1)
  expect([given, asked]).toEqual([odd, odd])
})

it('ends where a chunk is gone, after those before it', async () => {
  const { access } = captureOf((chunk) => (chunk === 2 ? Promise.resolve(null) : found(chunk)))
  const given: number[] = []
  const walk = async () => {
    for await (const { chunk } of chunksAhead(access)) given.push(chunk)
  }
  await expect(walk()).rejects.toBeInstanceOf(Unreadable)
  expect(given).toEqual([0, 1])
})

it('tells of a chunk that cannot be read when its turn comes', async () => {
  const failing = (chunk: number) =>
    chunk === 1 ? Promise.reject(new DOMException('no', 'UnknownError')) : found(chunk)
  const { access } = captureOf(failing)
  const given: number[] = []
  const walk = async () => {
    for await (const { chunk } of chunksAhead(access)) given.push(chunk)
  }
  await expect(walk()).rejects.toThrow('no')
  expect(given).toEqual([0])
})
