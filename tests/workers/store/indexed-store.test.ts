import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { openDB, unwrap } from 'idb'
import { beforeEach, expect, it, vi } from 'vitest'
import { newConnection } from '../../../workers/store/connection'
import { openIndexedStore } from '../../../workers/store/indexed-store'
import { NAME, NO_RECORDS, freshProfile, openStore, recordCounts } from './database'
import { refuse, refuseOnCommit } from './database'
import { sampleDraft } from './sample-case'

const blob = () => new Blob(['abc'])

beforeEach(freshProfile)

it('outlives the page', async () => {
  const store = await openStore()
  await store.save(sampleDraft('one', [blob()]))
  store.close()
  const again = await openStore()
  expect((await again.list()).map(({ id }) => id)).toEqual(['one'])
  expect(await (await again.blob('one', 0))?.text()).toBe('abc')
})

it('stores each evidence frame without the buffer it was cut from', async () => {
  const store = await openStore()
  await store.save(sampleDraft('one'))
  const [frame] = await store.evidence('one')
  expect(frame?.octets.buffer.byteLength).toBe(4)
})

it('leaves no record of a case that was removed', async () => {
  const store = await openStore()
  await store.save(sampleDraft('one', [blob(), blob()]))
  expect(Object.values(await recordCounts())).not.toContain(0)
  await store.remove('one')
  expect(await recordCounts()).toEqual(NO_RECORDS)
})

it('leaves no record when all cases are removed', async () => {
  const store = await openStore()
  for (const id of ['one', 'two']) await store.save(sampleDraft(id, [blob()]))
  await store.removeAll()
  expect(await recordCounts()).toEqual(NO_RECORDS)
})

it.each(['runs', 'blobs', 'evidence', 'captures', 'columns', 'cases'])(
  'says that room ran out in %s, and takes back what it wrote',
  async (where) => {
    const store = await openStore()
    for (const refusal of [refuse.bind(null, 'put'), refuseOnCommit]) {
      const allow = refusal(where, 'QuotaExceededError')
      expect(await store.save(sampleDraft('one', [blob()]))).toEqual({ kind: 'quota' })
      allow()
      expect(await store.open('one')).toBeNull()
      expect(await recordCounts()).toEqual(NO_RECORDS)
    }
  },
)

it.each(['blobs', 'columns', 'cases'])(
  'shows nothing of a save that was cut off in %s, and sweeps it at the next start',
  async (where) => {
    const store = await openStore()
    await store.save(sampleDraft('whole', [blob()]))
    const whole = await recordCounts()
    // The worker ends in the middle of a save: nothing more is written, and nothing cleared away.
    const endings = [refuse('put', where, 'AbortError'), refuse('delete', 'cases', 'AbortError')]
    await store.save(sampleDraft('cut', [blob()]))
    for (const end of endings) end()
    expect((await recordCounts())['runs']).toBe(2)
    expect(await store.open('cut')).toBeNull()
    expect(await store.facts('cut')).toBeNull()
    expect((await store.list()).map(({ id }) => id)).toEqual(['whole'])
    store.close()
    const again = await openStore()
    expect((await again.list()).map(({ id }) => id)).toEqual(['whole'])
    expect(await recordCounts()).toEqual(whole)
  },
)

it('writes a case again that a page opened meanwhile took for an orphan', async () => {
  const store = await openStore()
  await store.save(sampleDraft('other'))
  const saving = store.save(sampleDraft('one', [blob()]))
  await vi.waitFor(async () => expect((await recordCounts())['runs']).toBe(2))
  await openStore()
  expect(await saving).toEqual({ kind: 'written' })
  const columns = await store.columns('one', 0, 0, 3)
  expect(columns?.fileAt).toEqual(Float64Array.of(40, 140, 240))
  expect(await store.columns('one', 1, 0, 1)).not.toBeNull()
  expect(await store.blob('one', 0)).not.toBeNull()
})

it('does not hide a value that cannot be stored: that is a bug', async () => {
  const store = await openStore()
  const draft = sampleDraft('one')
  draft.result.captures[0]?.facts.names.push({ address: '', name: (() => '') as unknown as string })
  await expect(store.save(draft)).rejects.toThrow()
  expect(await recordCounts()).toEqual(NO_RECORDS)
})

it('tells when the browser keeps no database', async () => {
  const open = () => {
    throw new DOMException('blocked', 'SecurityError')
  }
  vi.stubGlobal('indexedDB', { open })
  expect(await openIndexedStore(NAME)).toEqual({ kind: 'unavailable', reason: 'blocked' })
  Reflect.deleteProperty(globalThis, 'indexedDB')
  expect(await openIndexedStore(NAME)).toEqual({ kind: 'unavailable', reason: 'no IndexedDB' })
})

it('tells when the database was written by a later version', async () => {
  const later = await openDB(NAME, 1000)
  later.close()
  expect(await openIndexedStore(NAME)).toEqual({ kind: 'newer' })
})

it('opens the database again after another page deleted or upgraded it', async () => {
  const store = await openStore()
  await store.save(sampleDraft('one'))
  await new Promise((resolve) => {
    indexedDB.deleteDatabase(NAME).onsuccess = resolve
  })
  expect(await store.list()).toEqual([])
  expect(await store.save(sampleDraft('two'))).toEqual({ kind: 'written' })
})

it('opens the database again after the browser ended the connection', async () => {
  const connection = newConnection(NAME)
  const first = await connection.database()
  forceCloseDatabase(unwrap(first) as never)
  await vi.waitFor(async () => expect(await connection.database()).not.toBe(first))
  expect(await (await connection.database()).count('cases')).toBe(0)
})
