import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { openDB, unwrap } from 'idb'
import { beforeEach, expect, it, vi } from 'vitest'
import { newConnection } from '../../../workers/store/connection'
import { openIndexedStore } from '../../../workers/store/indexed-store'
import { NAME, NO_RECORDS, freshProfile, openStore, ownedBy, recordCounts } from './database'
import { refuse, refuseOnCommit, saveSample } from './database'
import { SAMPLE_NUMBERS, sampleDraft, sampleEntry } from './sample-case'

const blob = () => new Blob(['abc'])

beforeEach(freshProfile)

it('outlives the page', async () => {
  const store = await openStore()
  await saveSample(store, 'one', blob())
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

it('keeps what the numbers of connections count from, and knows it of no other capture', async () => {
  const store = await openStore()
  await saveSample(store, 'one')
  expect(await store.numbers('one', 0)).toEqual(Uint32Array.from(SAMPLE_NUMBERS))
  expect(await store.numbers('one', 1)).toBeNull()
})

it('keeps captures until they are forgotten, and the case after that', async () => {
  const store = await openStore()
  await saveSample(store, 'one', blob(), null)
  expect(await (await store.blob('one', 0))?.text()).toBe('abc')
  expect(await store.blob('one', 1)).toBeNull()
  expect(await store.list()).toEqual([sampleEntry('one', 3)])
  await store.forgetCaptures('one')
  expect(await store.blob('one', 0)).toBeNull()
  expect(await store.list()).toEqual([sampleEntry('one', 0)])
  expect(await store.open('one')).not.toBeNull()
})

it('keeps no capture, and the case, when room runs out; none of a case that is gone', async () => {
  const store = await openStore()
  await store.save(sampleDraft('one'))
  const allow = refuseOnCommit('blobs', 'QuotaExceededError')
  expect(await store.keep('one', [blob(), blob()])).toEqual({ kind: 'quota' })
  allow()
  expect(await store.list()).toEqual([sampleEntry('one', 0)])
  await store.keep('two', [blob()])
  expect((await recordCounts())['blobs']).toBe(0)
})

it('leaves no record of a case that was removed', async () => {
  const store = await openStore()
  await saveSample(store, 'one', blob(), blob())
  expect(Object.values(await recordCounts())).not.toContain(0)
  await store.remove('one')
  expect(await recordCounts()).toEqual(NO_RECORDS)
})

it('leaves no record when all cases are removed', async () => {
  const store = await openStore()
  for (const id of ['one', 'two']) await saveSample(store, id, blob())
  await store.removeAll()
  expect(await recordCounts()).toEqual(NO_RECORDS)
})

it.each(['runs', 'evidence', 'flows', 'captures', 'applications', 'chunks', 'cases'])(
  'says that room ran out in %s, and takes back what it wrote',
  async (where) => {
    const store = await openStore()
    for (const refusal of [refuse.bind(null, 'put'), refuseOnCommit]) {
      const allow = refusal(where, 'QuotaExceededError')
      expect(await store.save(sampleDraft('one'))).toEqual({ kind: 'quota' })
      allow()
      expect(await store.open('one')).toBeNull()
      expect(await recordCounts()).toEqual(NO_RECORDS)
    }
  },
)

it.each(['captures', 'chunks', 'cases'])(
  'shows nothing of a save that was cut off in %s, and sweeps it at the next start',
  async (where) => {
    const store = await openStore()
    await saveSample(store, 'whole', blob())
    const whole = await recordCounts()
    // The worker ends in the middle of a save: nothing more is written, and nothing cleared away.
    const endings = [refuse('put', where, 'AbortError'), refuse('delete', 'runs', 'AbortError')]
    await store.save(sampleDraft('cut'))
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
  const saving = store.save(sampleDraft('one'))
  await vi.waitFor(async () => expect((await recordCounts())['runs']).toBe(2))
  await openStore()
  expect(await saving).toEqual({ kind: 'written' })
  const columns = await store.columns('one', 0, 0, 3)
  expect(columns?.fileAt).toEqual(Float64Array.of(40, 140, 240))
  expect(await store.columns('one', 1, 0, 1)).not.toBeNull()
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
  expect(await openIndexedStore(NAME, ownedBy())).toEqual({
    kind: 'unavailable',
    reason: 'blocked',
  })
  Reflect.deleteProperty(globalThis, 'indexedDB')
  expect(await openIndexedStore(NAME, ownedBy())).toEqual({
    kind: 'unavailable',
    reason: 'no IndexedDB',
  })
})

it('tells when the database was written by a later version', async () => {
  const later = await openDB(NAME, 1000)
  later.close()
  expect(await openIndexedStore(NAME, ownedBy())).toEqual({ kind: 'newer' })
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
