import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../workers/store/open-database'
import { MAX_APP_RECORDS_AT_HAND } from '../../../workers/limits/limits'
import { unpack } from '../../../workers/model/packed'
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
  await db.put('chunks', new ArrayBuffer(8), ['one', 0, 0, 'time'])
  db.close()
  const again = await openDatabase(NAME, nothing)
  expect(await again.count('chunks')).toBe(1)
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

it('packs the long lists of version 4, and leaves the first of them at hand', async () => {
  const old = await openDB(NAME, 4, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 4)) void step(fresh as never, transaction as never)
    },
  })
  const dns = Array.from({ length: MAX_APP_RECORDS_AT_HAND + 1 }, (_, frame) => ({ frame }))
  const totals = { dns: 70, http: 0, tls: 0, session: 0 }
  for (const id of ['one', 'two']) {
    await old.put('runs', { flows: [{ stream: id }], flowTotal: 7, spine: { startNs: '5' } }, id)
    const applications = { dns, http: [], tls: [], session: [], totals }
    await old.put('captures', { facts: {}, rows: 3, applications }, [id, 0])
  }
  old.close()
  const db = await openDatabase(NAME, nothing)
  for (const id of ['one', 'two']) {
    expect(await db.get('runs', id)).toMatchObject({ flowTotal: 7, spine: { startNs: '5' } })
    const [flows, applications] = [await db.get('flows', id), await db.get('applications', [id, 0])]
    expect(flows && unpack(flows)).toEqual([{ stream: id }])
    const listed = { dns: dns.length, http: 0, tls: 0, session: 0 }
    expect(applications && unpack(applications)).toMatchObject({ dns, totals, listed })
    const row = await db.get('captures', [id, 0])
    expect(row?.applications).toMatchObject({ dns: dns.slice(0, -1), totals, listed })
  }
})

it('does not open at all when a step fails', async () => {
  const old = await openDB(NAME, 4, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 4)) void step(fresh as never, transaction as never)
    },
  })
  await old.put('captures', { rows: 3 }, ['one', 0])
  old.close()
  await expect(openDatabase(NAME, nothing)).rejects.toThrow()
  const again = await openDB(NAME)
  expect([again.version, await again.count('captures')]).toEqual([4, 1])
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
  const run = { flows: [], flowTotal: 7, spine: { startNs: '5', binNanos: 3 } }
  await old.put('runs', run, 'one')
  old.close()
  const row = await (await openDatabase(NAME, nothing)).get('runs', 'one')
  expect(row?.flowTotal).toBe(7)
  expect(row?.spine).toEqual({ startNs: '5', firstBin: 0, binNanos: 3 })
})

it('gives runs of version 5 no side-cars', async () => {
  const old = await openDB(NAME, 5, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 5)) void step(fresh as never, transaction as never)
    },
  })
  await old.put('runs', { appVersion: '1.0.0', flowTotal: 7 }, 'one')
  old.close()
  const run = await (await openDatabase(NAME, nothing)).get('runs', 'one')
  expect(run?.flowTotal).toBe(7)
  expect(run?.sidecars.files).toEqual([])
  expect(run?.sidecars.drops).toEqual([])
})

it('gives version 6 room for notes, and leaves its cases alone', async () => {
  const old = await openDB(NAME, 6, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 6)) void step(fresh as never, transaction as never)
    },
  })
  await old.put('cases', { id: 'one', title: 'a.pcap' }, 'one')
  old.close()
  const db = await openDatabase(NAME, nothing)
  expect(await db.get('cases', 'one')).toEqual({ id: 'one', title: 'a.pcap' })
  expect(await db.count('notes')).toBe(0)
})

it('moves the numbers of connections out of the columns of version 7, and leaves these alone', async () => {
  const old = await openDB(NAME, 7, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 7)) void step(fresh as never, transaction as never)
    },
  })
  await old.put('columns', new ArrayBuffer(8), ['one', 0, 'time', 0])
  await old.put('columns', Uint32Array.of(1000, 5000, 3).buffer, ['one', 2, 'numbers', 0])
  old.close()
  const db = await openDatabase(NAME, nothing)
  expect(await db.getAllKeys('chunks')).toEqual([['one', 0, 0, 'time']])
  expect((await db.get('chunks', ['one', 0, 0, 'time']))?.byteLength).toBe(8)
  expect(await db.getAllKeys('numbers')).toEqual([['one', 2]])
  const numbers = (await db.get('numbers', ['one', 2])) ?? new ArrayBuffer(0)
  expect([...new Uint32Array(numbers)]).toEqual([1000, 5000, 3])
})

it('cuts the chunks of version 8 in eight, each row where it was', async () => {
  const old = await openDB(NAME, 8, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 8)) void step(fresh as never, transaction as never)
    },
  })
  const rows = Float64Array.from({ length: 3 * 262_144 + 65_537 }, (_, row) => row)
  for (let chunk = 0; chunk < 4; chunk++) {
    const part = rows.slice(chunk * 262_144, (chunk + 1) * 262_144)
    await old.put('columns', part.buffer, ['one', 0, 'time', chunk])
    await old.put('columns', Uint16Array.from(part, (row) => row).buffer, [
      'one',
      1,
      'iface',
      chunk,
    ])
  }
  old.close()

  const db = await openDatabase(NAME, nothing)
  expect([...db.objectStoreNames]).not.toContain('columns')
  expect(await db.count('chunks')).toBe(2 * (3 * 8 + 3))
  for (let chunk = 0; chunk < 27; chunk++) {
    const expected = rows.slice(chunk * 32_768, (chunk + 1) * 32_768)
    const times = (await db.get('chunks', ['one', 0, chunk, 'time'])) ?? new ArrayBuffer(0)
    expect(new Float64Array(times)).toEqual(expected)
    const ifaces = (await db.get('chunks', ['one', 1, chunk, 'iface'])) ?? new ArrayBuffer(0)
    expect(new Uint16Array(ifaces)).toEqual(Uint16Array.from(expected, (row) => row))
  }
})

it('brings the columns of a chunk of version 9 together, and leaves out what is no column', async () => {
  const old = await openDB(NAME, 9, {
    upgrade: (fresh, _old, _new, transaction) => {
      for (const step of UPGRADES.slice(0, 9)) void step(fresh as never, transaction as never)
    },
  })
  for (const [column, chunk] of [
    ['time', 0] as const,
    ['time', 1] as const,
    ['flow', 1] as const,
  ]) {
    await old.put('columns', Uint8Array.of(column.length, chunk).buffer, ['one', 2, column, chunk])
  }
  // What an upgrade from version 7 once made of the numbers of connections.
  await old.put('columns', new ArrayBuffer(0), ['one', 2, 'numbers', 0])
  old.close()

  const db = await openDatabase(NAME, nothing)
  expect([...db.objectStoreNames]).toEqual([...ALL_STORES].sort())
  expect(await db.getAllKeys('chunks')).toEqual([
    ['one', 2, 0, 'time'],
    ['one', 2, 1, 'flow'],
    ['one', 2, 1, 'time'],
  ])
  const time = (await db.get('chunks', ['one', 2, 1, 'time'])) ?? new ArrayBuffer(0)
  expect([...new Uint8Array(time)]).toEqual([4, 1])
})
