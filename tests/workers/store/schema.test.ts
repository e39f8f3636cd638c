import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../workers/store/open-database'
import { ALL_STORES, UPGRADES } from '../../../workers/store/schema'
import { NAME, freshProfile } from './database'

const nothing = () => undefined

beforeEach(freshProfile)

it('brings an empty profile to the present version', async () => {
  const db = await openDatabase(NAME, nothing)
  expect(db.version).toBe(UPGRADES.length)
  expect([...db.objectStoreNames]).toEqual([...ALL_STORES].sort())
})

it('version 1 has these object stores, all with keys from outside', async () => {
  const db = await openDB(NAME, 1, {
    upgrade: (fresh, _old, _new, transaction) => {
      void UPGRADES[0]?.(fresh as never, transaction as never)
    },
  })
  const names = ['blobs', 'captures', 'cases', 'columns', 'evidence', 'runs']
  expect([...db.objectStoreNames]).toEqual(names)
  for (const name of names) expect(db.transaction(name).store.keyPath).toBeNull()
})

it('leaves what is stored alone when it is opened again', async () => {
  const db = await openDatabase(NAME, nothing)
  await db.put('columns', new ArrayBuffer(8), ['one', 0, 'time', 0])
  db.close()
  const again = await openDatabase(NAME, nothing)
  expect(await again.count('columns')).toBe(1)
})

it('gives captures of version 1 empty application records', async () => {
  const old = await openDB(NAME, 1, {
    upgrade: (fresh, _old, _new, transaction) => {
      void UPGRADES[0]?.(fresh as never, transaction as never)
    },
  })
  await old.put('captures', { facts: {}, taps: [], rows: 3 }, ['one', 0])
  old.close()
  const db = await openDatabase(NAME, nothing)
  const row = await db.get('captures', ['one', 0])
  expect(row?.rows).toBe(3)
  expect(row?.applications.totals).toEqual({ dns: 0, http: 0, tls: 0, session: 0 })
})

it('gives questions of version 2 what it did not know', async () => {
  const old = await openDB(NAME, 2, {
    upgrade: (fresh, _old, _new, transaction) => {
      void UPGRADES[0]?.(fresh as never, transaction as never)
    },
  })
  const record = { time: 7, query: 'a.example', repeats: [9] }
  const applications = { dns: [record], http: [], tls: [], session: [], totals: {} }
  await old.put('captures', { facts: {}, taps: [], rows: 3, applications }, ['one', 0])
  old.close()
  const db = await openDatabase(NAME, nothing)
  const row = await db.get('captures', ['one', 0])
  expect(row?.applications.dns).toEqual([
    {
      ...record,
      ...{ asked: 2, lastAsked: 7, recursionDesired: true, authoritative: false },
      ...{ truncated: false, tap: 0, tunnel: null, elsewhere: [], repeatTimes: [] },
    },
  ])
})

it('lets the spine of version 3 begin with its first frame', async () => {
  const old = await openDB(NAME, 3, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 3)) void step(fresh as never, transaction as never)
    },
  })
  await old.put('runs', { flowTotal: 7, spine: { startNs: '5', binNanos: 3 } }, 'one')
  old.close()
  const row = await (await openDatabase(NAME, nothing)).get('runs', 'one')
  expect(row?.flowTotal).toBe(7)
  expect(row?.spine).toEqual({ startNs: '5', firstBin: 0, binNanos: 3 })
})
