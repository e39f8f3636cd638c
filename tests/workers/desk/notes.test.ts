import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { MAX_NOTES } from '../../../workers/limits/limits'
import { MAX_NOTE_TEXT, type NoteDraft } from '../../../workers/model/note'
import { freshProfile, refuseOnCommit } from '../store/database'
import {
  FILE_A,
  FILE_B,
  LISTS,
  NOW,
  newDesk,
  persistentDesk,
  readResult,
  WHOLE_REPORT,
} from './desk'

const FILES = [FILE_A, FILE_B]

const onFrame = (frame: number, text: string, mark: NoteDraft['mark'] = null): NoteDraft => ({
  subject: { kind: 'packet', capture: 0, frame },
  text,
  mark,
})

beforeEach(freshProfile)

describe('notes', () => {
  it('are there again after the page was closed', async () => {
    const desk = await persistentDesk()
    const { id } = await desk.save(readResult(), LISTS, FILES)
    await desk.keepNote(id, onFrame(2, 'The first tail.'))
    const [note] = await (await persistentDesk()).notes(id)
    expect(note).toMatchObject({ text: 'The first tail.', mark: null, created: NOW, edited: NOW })
  })

  it('keep the day of their making when they are edited', async () => {
    const nowMs = vi.fn(() => 1000)
    const desk = await persistentDesk({ nowMs })
    const { id } = await desk.save(readResult(), LISTS, FILES)
    await desk.keepNote(id, onFrame(2, 'one'))
    nowMs.mockReturnValue(2000)
    await desk.keepNote(id, onFrame(2, 'two', 'blue'))
    expect(await desk.notes(id)).toMatchObject([
      { text: 'two', mark: 'blue', created: 1000, edited: 2000 },
    ])
  })

  it('are gone once they say nothing', async () => {
    const desk = await persistentDesk()
    const { id } = await desk.save(readResult(), LISTS, FILES)
    await desk.keepNote(id, onFrame(2, 'one', 'green'))
    await desk.keepNote(id, onFrame(2, ' \n', 'green'))
    expect(await desk.notes(id)).toHaveLength(1)
    expect(await desk.keepNote(id, onFrame(2, ' \n'))).toEqual({ kind: 'kept', note: null })
    expect(await desk.notes(id)).toEqual([])
  })

  it('of a case in memory live as long as it', async () => {
    const desk = newDesk()
    await desk.start('memory', 'opened from disk')
    const { id } = await desk.save(readResult(), LISTS, FILES)
    await desk.keepNote(id, onFrame(1, 'here'))
    expect(await desk.notes(id)).toHaveLength(1)
    await desk.remove(id)
    expect(await desk.notes(id)).toEqual([])
  })

  it('are refused in words: no case, no room', async () => {
    const desk = await persistentDesk()
    expect(await desk.keepNote('case-9', onFrame(1, 'a'))).toMatchObject({ kind: 'refused' })
    const { id } = await desk.save(readResult(), LISTS, FILES)
    const allow = refuseOnCommit('notes', 'QuotaExceededError')
    const refused = await desk.keepNote(id, onFrame(1, 'a'))
    allow()
    expect(refused.kind === 'refused' && refused.message).toContain('no room left')
  })

  it('are bounded in length and number, and never end in half a character', async () => {
    const desk = newDesk()
    await desk.start('memory', '')
    const { id } = await desk.save(readResult(), LISTS, FILES)
    await desk.keepNote(id, onFrame(1, `${'a'.repeat(MAX_NOTE_TEXT - 1)}😀`))
    expect((await desk.notes(id))[0]?.text).toBe('a'.repeat(MAX_NOTE_TEXT - 1))
    for (let frame = 2; frame <= MAX_NOTES; frame++) {
      await desk.keepNote(id, onFrame(frame, '', 'amber'))
    }
    const beyond = await desk.keepNote(id, onFrame(MAX_NOTES + 1, 'a'))
    expect(beyond.kind === 'refused' && beyond.message).toContain(String(MAX_NOTES))
    expect((await desk.keepNote(id, onFrame(2, 'edited'))).kind).toBe('kept')
  }, 30_000)

  it('stay out of the analysis document, and of the report on demand', async () => {
    const renderReport = vi.fn(() => '')
    const desk = await persistentDesk({ renderReport })
    const { id } = await desk.save(readResult(), LISTS, FILES)
    const before = await desk.document(id)
    await desk.keepNote(id, onFrame(2, 'The first tail.'))
    expect(await desk.document(id)).toBe(before)
    for (const notes of [true, false]) await desk.report(id, { ...WHOLE_REPORT, notes })
    expect(renderReport.mock.calls).toMatchObject([
      [{ notes: [{ text: 'The first tail.' }] }],
      [{ notes: [] }],
    ])
  })
})
