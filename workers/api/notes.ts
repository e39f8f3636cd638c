/** What the page may ask of the notes of a case; a part of `LibraryApi`. */
import type { Note, NoteDraft } from '../model/note'

export type NoteOutcome =
  /** null: it said nothing, and what was there is gone. */
  | { kind: 'kept'; note: Note | null }
  /** The case is gone, there is no room, or there are too many. */
  | { kind: 'refused'; message: string }

export interface NotesApi {
  /** In no particular order. */
  notes(id: string): Promise<Note[]>
  /** In place of what was said of its subject before. */
  keepNote(id: string, draft: NoteDraft): Promise<NoteOutcome>
  /** Of a case that was analysed once more; what is said there already stays. */
  copyNotes(from: string, to: string): Promise<void>
}
