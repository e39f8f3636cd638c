/** Notes of the cases: kept with them, bounded, and dated. */
import type { NotesApi } from '../api/notes'
import { MAX_NOTES } from '../limits/limits'
import { MAX_NOTE_TEXT, isEmptyNote, noteIdOf, type Note } from '../model/note'
import { cutText, wellFormed } from '../model/well-formed'
import { NO_SUCH_CASE, noteNotKept, tooManyNotes } from './sentences'
import type { Stores } from './stores'

export function newNotes(stores: Stores, nowMs: () => number): NotesApi {
  return {
    async notes(id) {
      return (await (await stores.holderOf(id))?.notes(id)) ?? []
    },

    async copyNotes(from, to) {
      const target = await stores.holderOf(to)
      if (target === null) return
      const there = new Set((await target.notes(to)).map(({ id }) => id))
      const notes = (await (await stores.holderOf(from))?.notes(from)) ?? []
      for (const note of notes) if (!there.has(note.id)) await target.putNote(to, note)
    },

    async keepNote(id, { subject, text, mark }) {
      const store = await stores.holderOf(id)
      if (store === null) return { kind: 'refused', message: NO_SUCH_CASE }
      const noteId = noteIdOf(subject)
      if (isEmptyNote({ text, mark })) {
        await store.removeNote(id, noteId)
        return { kind: 'kept', note: null }
      }
      const known = await store.notes(id)
      const before = known.find((note) => note.id === noteId)
      if (before === undefined && known.length >= MAX_NOTES) {
        return { kind: 'refused', message: tooManyNotes(MAX_NOTES) }
      }
      const edited = nowMs()
      const note: Note = {
        id: noteId,
        subject,
        text: cutText(wellFormed(text), MAX_NOTE_TEXT),
        mark,
        created: before?.created ?? edited,
        edited,
      }
      const written = await store.putNote(id, note)
      if (written.kind !== 'written') return { kind: 'refused', message: noteNotKept(written) }
      return { kind: 'kept', note }
    },
  }
}
