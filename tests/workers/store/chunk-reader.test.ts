/** What is read of stored chunks: what is wanted, and what has to be. */
import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { beforeEach, expect, it, vi } from 'vitest'
import { CHUNK_ROWS } from '../../../workers/model/frame-columns'
import { asInVersion7, freshProfile, NAME, openStore } from './database'
import { sampleColumns, sampleDraft } from './sample-case'

const ROWS = 5
const ALL = sampleColumns(ROWS)

beforeEach(freshProfile)

async function storeOf(id: string, rows = ROWS) {
  const store = await openStore()
  await store.save(sampleDraft(id, rows))
  return store
}

it('gives the wanted columns as they were stored, and tells how many rows there are', async () => {
  const store = await storeOf('one')
  for (const name of ['fileAt', 'time', 'capLen', 'origLen', 'flow', 'flags', 'iface'] as const) {
    const part = await store.chunk('one', 0, 0, [name])
    expect(part?.length).toBe(ROWS)
    expect(part?.[name]).toEqual(ALL[name])
  }
  expect(await store.chunk('one', 0, 0, [])).toMatchObject({ length: ROWS })
  expect(await store.chunk('one', 0, 0)).toEqual(ALL)
})

it('reads no octet of the columns that are not wanted', async () => {
  const store = await storeOf('one', CHUNK_ROWS)
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer')
  const slices = vi.spyOn(Blob.prototype, 'slice')
  await store.chunk('one', 0, 0, ['origLen', 'flags'])
  const lengths = slices.mock.calls.map(([from = 0, to = 0]) => to - from)
  expect(lengths).toEqual([4 * CHUNK_ROWS, 4 * CHUNK_ROWS])
  expect(read).toHaveBeenCalledTimes(2)
  vi.restoreAllMocks()
})

it('has the wanted columns from a chunk that is remembered', async () => {
  const store = await storeOf('one')
  const whole = await store.chunk('one', 0, 0)
  expect(await store.chunk('one', 0, 0, ['time'])).toBe(whole)
})

it('gives the whole chunk where its columns were stored one by one', async () => {
  const store = await storeOf('one')
  await asInVersion7('one', 0, ALL)
  expect(await store.chunk('one', 0, 0, ['flow'])).toEqual(ALL)
})

it('finds nothing of a case that was removed, whatever was read of it before', async () => {
  const store = await storeOf('one')
  await store.chunk('one', 0, 0, ['flow'])
  await store.chunk('one', 0, 0)
  await store.remove('one')
  expect(await store.chunk('one', 0, 0, ['flow'])).toBeNull()
  expect(await store.chunk('one', 0, 0)).toBeNull()
})

it('looks a chunk up again when what it had looked up is gone', async () => {
  const store = await storeOf('one')
  await store.chunk('one', 0, 0, ['flow'])
  const gone = vi.spyOn(Blob.prototype, 'slice').mockImplementationOnce(() => {
    throw new DOMException('gone', 'NotFoundError')
  })
  expect((await store.chunk('one', 0, 0, ['flow']))?.flow).toEqual(ALL.flow)
  gone.mockRestore()
  const db = await openDB(NAME)
  await db.clear('chunks')
  db.close()
  vi.spyOn(Blob.prototype, 'slice').mockImplementation(() => {
    throw new DOMException('gone', 'NotFoundError')
  })
  expect(await store.chunk('one', 0, 0, ['flow'])).toBeNull()
  vi.restoreAllMocks()
})
