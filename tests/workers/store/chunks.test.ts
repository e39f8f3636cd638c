/** Columns that come into the database before their case does. */
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { CHUNK_ROWS } from '../../../workers/model/frame-columns'
import { newMemoryStore } from '../../../workers/store/memory-store'
import { NO_RECORDS, freshProfile, openStore, ownedBy, recordCounts, refuse } from './database'
import { refuseOnCommit, saveSample } from './database'
import { sampleColumns, sampleDraft } from './sample-case'

const ROWS = CHUNK_ROWS + 3
const ALL = sampleColumns(ROWS)
const COLUMNS = 7

/** A draft whose first chunk is in the database, and that chunk. */
function spilledDraft(id: string) {
  const draft = sampleDraft(id, ROWS)
  const chunks = draft.result.captures[0]?.columns.chunks ?? []
  const [first] = chunks
  if (!first) throw new Error('no chunk')
  chunks[0] = null
  return { draft, first }
}

beforeEach(freshProfile)

describe('chunks that were put before their case was saved', () => {
  it('belong to the case once it is saved', async () => {
    const store = await openStore()
    const { draft, first } = spilledDraft('one')
    expect(await store.putChunk('one', 0, 0, first)).toEqual({ kind: 'written' })
    expect(await store.list()).toEqual([])
    expect(await store.columns('one', 0, 0, 1)).toBeNull()
    expect(await store.chunk('one', 0, 0)).toEqual(sampleColumns(CHUNK_ROWS))
    expect(await store.save(draft)).toEqual({ kind: 'written' })
    const from = CHUNK_ROWS - 2
    const rows = await store.columns('one', 0, from, ROWS)
    expect(rows?.fileAt).toEqual(ALL.fileAt.slice(from))
    expect(rows?.flow).toEqual(ALL.flow.slice(from))
    expect((await store.open('one'))?.result.captures[0]?.columns.length).toBe(ROWS)
  })

  it('go with the case', async () => {
    const store = await openStore()
    const { draft, first } = spilledDraft('one')
    await store.putChunk('one', 0, 0, first)
    await store.save(draft)
    await store.remove('one')
    expect(await recordCounts()).toEqual(NO_RECORDS)
  })

  it('go without a case when it was cancelled', async () => {
    const store = await openStore()
    await store.putChunk('one', 0, 0, spilledDraft('one').first)
    await store.remove('one')
    expect(await recordCounts()).toEqual(NO_RECORDS)
  })

  it.each(['runs', 'captures', 'chunks', 'cases'])(
    'stay when room runs out in %s: a case in memory still needs them',
    async (where) => {
      const store = await openStore()
      const { draft, first } = spilledDraft('one')
      await store.putChunk('one', 0, 0, first)
      for (const refusal of [refuse.bind(null, 'put'), refuseOnCommit]) {
        const allow = refusal(where, 'QuotaExceededError')
        expect(await store.save(draft)).toEqual({ kind: 'quota' })
        allow()
        expect(await recordCounts()).toEqual({ ...NO_RECORDS, chunks: COLUMNS })
      }
      const memory = newMemoryStore((...chunk) => store.chunk(...chunk))
      await memory.save(draft)
      const rows = await memory.columns('one', 0, CHUNK_ROWS - 1, CHUNK_ROWS + 1)
      expect([...(rows?.fileAt ?? [])]).toEqual([
        ...ALL.fileAt.slice(CHUNK_ROWS - 1, CHUNK_ROWS + 1),
      ])
      expect(memory.rows()).toBe(3 + 1)
    },
  )

  it('leave nothing of one that does not fit', async () => {
    const store = await openStore()
    for (const refusal of [refuse.bind(null, 'put'), refuseOnCommit]) {
      const allow = refusal('chunks', 'QuotaExceededError')
      const outcome = await store.putChunk('one', 0, 0, sampleColumns(3))
      expect(outcome).toEqual({ kind: 'quota' })
      allow()
      expect(await recordCounts()).toEqual(NO_RECORDS)
      expect(await store.chunk('one', 0, 0)).toBeNull()
    }
  })

  it('are no more than the case has when the browser cleared them meanwhile', async () => {
    const store = await openStore()
    expect(await store.save(spilledDraft('one').draft)).toEqual({ kind: 'written' })
    const { captures } = (await store.open('one'))?.result ?? { captures: [] }
    expect(captures.map(({ columns }) => columns.length)).toEqual([0, 1])
    expect(await store.columns('one', 0, 0, 1)).toBeNull()
  })
})

describe('a page that is opened', () => {
  it('sweeps what a dead page left, and nothing of a living one', async () => {
    const store = await openStore()
    await saveSample(store, 'whole')
    const whole = await recordCounts()
    await store.putChunk('dead', 0, 0, sampleColumns(3))
    await store.putChunk('living', 0, 0, sampleColumns(3))
    await openStore(ownedBy('living'))
    expect(await store.chunk('dead', 0, 0)).toBeNull()
    expect(await store.chunk('living', 0, 0)).toEqual(sampleColumns(3))
    await openStore()
    expect(await recordCounts()).toEqual(whole)
  })

  it('leaves a living page alone when it removes all cases', async () => {
    const store = await openStore(ownedBy('living'))
    await saveSample(store, 'whole')
    await store.putChunk('living', 0, 0, sampleColumns(3))
    await store.removeAll()
    expect(await recordCounts()).toEqual({ ...NO_RECORDS, chunks: COLUMNS })
  })
})
