import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { NO_RECORDS, freshProfile, recordCounts, refuse } from '../store/database'
import { FILE_A, FILE_B, NOTES, newDesk, persistentDesk, readResult, saveAll, LISTS } from './desk'

const FILES = [FILE_A, NOTES, FILE_B]
const BOTH = FILE_A.size + FILE_B.size
let allow = () => {}

beforeEach(freshProfile)
afterEach(() => allow())

it('keeps the captures when it is asked to and there is room', async () => {
  const estimate = () => Promise.resolve({ usage: 0, quota: 1e9 })
  const desk = await persistentDesk({ estimate })
  const { id, outcome, keeping } = await saveAll(desk, readResult(), FILES)
  expect(outcome).toEqual({ kind: 'saved', message: '' })
  expect(keeping).toEqual({ kept: true, message: '' })
  expect((await desk.list())[0]?.keptOctets).toBe(BOTH)
  expect((await desk.open(id))?.captures).toEqual([
    { from: 'stored', storedOctets: FILE_A.size },
    { from: 'stored', storedOctets: FILE_B.size },
  ])
  expect(await desk.status()).toMatchObject({ usedOctets: 0, quotaOctets: 1e9 })
})

it('keeps none when it is not asked to', async () => {
  const desk = await persistentDesk()
  const { outcome } = await desk.save(readResult(), LISTS, FILES)
  expect(outcome).toEqual({ kind: 'saved', message: '' })
  expect((await recordCounts())['blobs']).toBe(0)
})

it('forgets kept captures, leaves the case, and falls back to the file at hand', async () => {
  const desk = await persistentDesk()
  const { id } = await saveAll(desk, readResult(), FILES)
  await desk.forgetCaptures(id)
  expect((await recordCounts())['blobs']).toBe(0)
  expect((await desk.list())[0]?.keptOctets).toBe(0)
  expect((await desk.open(id))?.captures[0]).toEqual({ from: 'file', storedOctets: 0 })
})

it.each([
  ['just fits', 10 * BOTH, true],
  ['is one octet short', 10 * BOTH - 10, false],
])('leaves a tenth of the quota alone: %s', async (_what, spareTimesTen, keeps) => {
  const quota = 1e6
  const estimate = () => Promise.resolve({ usage: 0.9 * quota - spareTimesTen / 10, quota })
  const desk = await persistentDesk({ estimate })
  const { outcome, keeping } = await saveAll(desk, readResult(), FILES)
  expect([outcome.kind, keeping.kept]).toEqual(['saved', keeps])
  if (!keeps) expect(keeping.message).toContain(`no room for their ${String(BOTH)} octets`)
})

it('stores the case without captures when the browser refuses those', async () => {
  const desk = await persistentDesk()
  for (const [error, words] of [
    ['QuotaExceededError', 'has no room'],
    ['NotReadableError', 'refused by the test'],
  ] as const) {
    allow = refuse('put', 'blobs', error)
    const { id, outcome, keeping } = await saveAll(desk, readResult(), FILES)
    allow()
    expect([outcome.kind, keeping.kept]).toEqual(['saved', false])
    expect((await desk.list()).map(({ keptOctets }) => keptOctets)).not.toContain(BOTH)
    expect(keeping.message).toContain(words)
    expect((await desk.open(id))?.captures[0]?.from).toBe('file')
  }
})

it('says which captures it could not keep because no dropped file is theirs', async () => {
  const desk = await persistentDesk()
  const { id, keeping } = await saveAll(desk, readResult(), [FILE_B])
  expect(keeping.kept).toBe(false)
  expect(keeping.message).toContain('not among the dropped files')
  expect((await desk.open(id))?.captures.map(({ from }) => from)).toEqual(['absent', 'stored'])
})

it('goes on in memory when there is no room for the case, and says so', async () => {
  const desk = await persistentDesk()
  allow = refuse('put', 'chunks', 'QuotaExceededError')
  const { id, outcome } = await desk.save(readResult(), LISTS, FILES)
  allow()
  expect(outcome.kind).toBe('memory')
  expect(outcome.message).toBe(
    'This browser has no room left for this case: it stays until this page is closed. ' +
      'Remove older cases, or export the report.',
  )
  expect(await recordCounts()).toEqual(NO_RECORDS)
  expect((await desk.list()).map((entry) => entry.id)).toEqual([id])
  expect((await desk.open(id))?.result.findings).toHaveLength(1)
  expect((await desk.frame(id, 0, 2)).kind).toBe('frame')
  expect((await desk.status()).mode).toBe('persistent')
})

it('does not mistake two files of one name and size for each other', async () => {
  const result = readResult()
  const [a, b] = result.captures
  if (a && b) b.facts = { ...a.facts }
  const twin = new File([new Uint8Array(FILE_A.size)], FILE_A.name)
  const desk = newDesk()
  const { id } = await desk.save(result, LISTS, [FILE_A, twin])
  const [first, second] = [await desk.frame(id, 0, 1), await desk.frame(id, 1, 1)]
  expect(first.kind === 'frame' && first.frame.octets[0]).toBe(1)
  expect(second.kind === 'frame' && second.frame.octets[0]).toBe(0)
})
