import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import type { DeskTools } from '../../../workers/desk/library'
import type { CaseDraft } from '../../../workers/store/case-store'
import { openIndexedStore } from '../../../workers/store/indexed-store'
import { NAME, freshProfile } from '../store/database'
import { FILE_A, FILE_B, LISTS, persistentDesk, readResult } from './desk'

const FILES = [FILE_A, FILE_B]
const SUBJECT = { kind: 'packet', capture: 0, frame: 2 } as const

beforeEach(freshProfile)

/** A desk whose database writes a case only when it is told to, and a case that is held there. */
async function heldCase() {
  let write = () => {}
  const told = new Promise<void>((settle) => (write = settle))
  const openStore: DeskTools['openStore'] = async (owners) => {
    const opened = await openIndexedStore(NAME, owners)
    if (opened.kind !== 'opened') return opened
    const save = (draft: CaseDraft) => told.then(() => opened.store.save(draft))
    return { kind: 'opened', store: { ...opened.store, save } }
  }
  const desk = await persistentDesk({ openStore })
  let saved: Promise<unknown> = Promise.resolve()
  const id = await new Promise<string>((settle) => {
    saved = desk.save(readResult(), LISTS, FILES, undefined, settle)
  })
  return { desk, id, write: () => (write(), saved) }
}

it('answers questions about a case that is being written, and the same ones afterwards', async () => {
  const { desk, id, write } = await heldCase()
  const before = [await desk.list(), await desk.frame(id, 0, 2), await desk.document(id)]
  expect(before[0]).toHaveLength(1)
  expect(before[1]).toMatchObject({ kind: 'frame', frame: { frame: 2 } })
  await write()
  expect([await desk.list(), await desk.frame(id, 0, 2), await desk.document(id)]).toEqual(before)
})

it('keeps what was noted while it was written', async () => {
  const { desk, id, write } = await heldCase()
  await desk.keepNote(id, { subject: SUBJECT, text: 'Look here.', mark: null })
  await write()
  const later = await persistentDesk()
  for (const each of [desk, later])
    expect(await each.notes(id)).toMatchObject([{ text: 'Look here.' }])
})

it('does not come back when it was removed while it was written', async () => {
  const { desk, id, write } = await heldCase()
  const removed = desk.remove(id)
  await write()
  await removed
  expect(await desk.list()).toEqual([])
  expect(await desk.open(id)).toBeNull()
})
