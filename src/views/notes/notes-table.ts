/** The notes as a table to be saved. */
import type { Note } from '../../../workers/model/note'
import type { CaseResult } from '../../../workers/model/run'
import { text } from '../../text'
import type { Table } from '../../ui/table-text'
import { subjectWords, type EndsOf } from './note-words'

export function notesTable(notes: readonly Note[], result: CaseResult, endsOf: EndsOf): Table {
  const { on, capture, mark, text: words, edited } = text.notes.columns
  return {
    columns: [on, capture, mark, words, edited],
    rows: notes.map((note) => [
      subjectWords(note.subject, result, endsOf),
      'capture' in note.subject ? (result.captures[note.subject.capture]?.facts.name ?? '') : '',
      note.mark === null ? '' : text.notes.colours[note.mark],
      note.text,
      note.edited === 0 ? '' : new Date(note.edited).toISOString(),
    ]),
  }
}
