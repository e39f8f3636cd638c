/** What is read of stored chunks: what is wanted, and what has to be. */
import 'fake-indexeddb/auto'
import { IDBObjectStore } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import { freshProfile, openStore } from './database'
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

it('reads no column that is not wanted', async () => {
  const store = await storeOf('one')
  const read = vi.spyOn(IDBObjectStore.prototype, 'get')
  await store.chunk('one', 0, 0, ['origLen', 'flags'])
  const keys = read.mock.calls.map(([key]) => (key as string[])[3])
  expect(keys).toEqual(['origLen', 'flags'])
  read.mockRestore()
})

it('has the wanted columns from a chunk that is remembered', async () => {
  const store = await storeOf('one')
  const whole = await store.chunk('one', 0, 0)
  expect(await store.chunk('one', 0, 0, ['time'])).toBe(whole)
})

it('finds nothing of a case that was removed, whatever was read of it before', async () => {
  const store = await storeOf('one')
  await store.chunk('one', 0, 0, ['flow'])
  await store.chunk('one', 0, 0)
  await store.remove('one')
  expect(await store.chunk('one', 0, 0, ['flow'])).toBeNull()
  expect(await store.chunk('one', 0, 0)).toBeNull()
})
