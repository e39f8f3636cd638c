/** What is asked of the database for one answer: a large case must not be read as a whole for a row. */
import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import type { Desk } from '../../../workers/desk/library'
import type { ChunkStore } from '../../../workers/store/case-store'
import { openIndexedStore } from '../../../workers/store/indexed-store'
import { NAME, freshProfile } from '../store/database'
import { FILE_A, FILE_B, persistentDesk, readResult, saveAll } from './desk'
import { ALL } from './views'

beforeEach(freshProfile)

/** A desk that finds a stored case, and what it asks of its store from now on. */
async function deskOfStoredCase(): Promise<{ desk: Desk; id: string; asked: string[] }> {
  const { id } = await saveAll(await persistentDesk(), readResult(), [FILE_A, FILE_B])
  const asked: string[] = []
  const desk = await persistentDesk({
    async openStore(owners) {
      const opened = await openIndexedStore(NAME, owners)
      return opened.kind === 'opened' ? { ...opened, store: noting(opened.store, asked) } : opened
    },
  })
  asked.length = 0
  return { desk, id, asked }
}

function noting(store: ChunkStore, asked: string[]): ChunkStore {
  const methods = Object.entries(store) as [string, (...args: unknown[]) => unknown][]
  const noted = methods.map(([name, method]) => {
    const call = (...args: unknown[]) => {
      asked.push(name)
      return method(...args)
    }
    return [name, call]
  })
  return Object.fromEntries(noted) as ChunkStore
}

it('asks for the chunk of a frame alone, once its capture is known', async () => {
  const { desk, id, asked } = await deskOfStoredCase()
  expect((await desk.frame(id, 0, 1)).kind).toBe('frame')
  asked.length = 0
  expect((await desk.frame(id, 0, 3)).kind).toBe('frame')
  expect(asked).toEqual(['chunk'])
})

it('opens no case to sum up latencies, and asks once for how many connections there are', async () => {
  const { desk, id, asked } = await deskOfStoredCase()
  const [connect] = await desk.latencies(id, ALL)
  expect(connect).toMatchObject({ kind: 'connect', total: 1 })
  await desk.latencies(id, { ...ALL, to: 1e9 })
  expect(asked).not.toContain('open')
  expect(asked.filter((name) => name === 'flowTotal')).toHaveLength(1)
})

it('opens no case to count lengths', async () => {
  const { desk, id, asked } = await deskOfStoredCase()
  const buckets = await desk.lengths(id, 0, ALL)
  expect(buckets.reduce((sum, { frames }) => sum + frames, 0)).toBe(3)
  expect(asked).not.toContain('open')
})
