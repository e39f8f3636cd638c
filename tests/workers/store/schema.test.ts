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
      UPGRADES[0]?.(fresh as never, transaction as never)
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
