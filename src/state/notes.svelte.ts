/** What the analyst writes: at once on the page, and soon after in the case. */
import { SvelteMap } from 'svelte/reactivity'
import {
  MARK_COLOURS,
  compareNotes,
  isEmptyNote,
  noteIdOf,
  type MarkColour,
  type Note,
  type NoteDraft,
  type NoteSubject,
} from '../../workers/model/note'
import type { NoteOutcome } from '../../workers/api/notes'
import type { Answer, Engine } from '../engine'
import { text } from '../text'
import { Pauses } from './pauses'

export type NoteStanding = 'untouched' | 'saving' | 'saved' | 'refused'

export class Notes {
  /** Do they go into the report? */
  inReport = $state(true)
  /** Why a note was not kept; empty: all were. */
  trouble = $state('')
  /** The note that was deleted last, to be brought back; null: none. */
  deleted = $state.raw<Note | null>(null)

  /** Id of the note that is being edited in the list; empty: none. */
  open = $state('')

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  readonly #pauses = new Pauses()
  readonly #byId = new SvelteMap<string, Note>()
  readonly #standing = new SvelteMap<string, NoteStanding>()

  /** In the order of the case. */
  readonly list = $derived(
    [...this.#byId.values()]
      .filter((note) => note.id === this.open || !isEmptyNote(note))
      .sort(compareNotes),
  )
  readonly marked = $derived(
    this.list.filter(({ subject, mark }) => subject.kind === 'packet' && mark !== null).length,
  )

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
    addEventListener('pagehide', () => this.flush())
  }

  of(subject: NoteSubject): Note | null {
    return this.#byId.get(noteIdOf(subject)) ?? null
  }

  ofFrame(capture: number, frame: number): Note | null {
    return this.of({ kind: 'packet', capture, frame })
  }

  standingOf(subject: NoteSubject): NoteStanding {
    return this.#standing.get(noteIdOf(subject)) ?? 'untouched'
  }

  /** Another case is open. */
  clear(): void {
    this.flush()
    this.#byId.clear()
    this.#standing.clear()
    this.trouble = ''
    this.deleted = null
    this.open = ''
  }

  /** Those of the case that was opened. */
  async load(): Promise<void> {
    this.clear()
    const caseId = this.#caseId()
    const id = await caseId
    const answer = await this.#engine.library((api) => api.notes(id))
    if (this.#caseId() !== caseId) return // another case was opened meanwhile
    if (answer.kind === 'answer') {
      // What was written meanwhile is newer.
      for (const note of answer.value) if (!this.#byId.has(note.id)) this.#byId.set(note.id, note)
    }
    if (answer.kind === 'broken') this.trouble = text.failure.library(answer.message)
  }

  change(subject: NoteSubject, change: Partial<Pick<NoteDraft, 'text' | 'mark'>>): void {
    const id = noteIdOf(subject)
    const before = this.#byId.get(id) ?? {
      id,
      created: 0,
      edited: 0,
      text: '',
      mark: null,
      subject,
    }
    const note: Note = { ...before, ...change }
    const caseId = this.#caseId()
    this.#byId.set(id, note)
    this.#standing.set(id, 'saving')
    this.#pauses.after(id, () => void this.#keep(caseId, note))
  }

  /** A note that is being edited stays in the list whatever it says. */
  edit(id: string): void {
    this.flush()
    this.open = id
  }

  mark(capture: number, frame: number, mark: MarkColour | null): void {
    this.change({ kind: 'packet', capture, frame }, { mark })
    this.flush()
  }

  toggleMark(capture: number, frame: number): void {
    const marked = (this.ofFrame(capture, frame)?.mark ?? null) !== null
    this.mark(capture, frame, marked ? null : MARK_COLOURS[0])
  }

  delete(note: Note): void {
    this.change(note.subject, { text: '', mark: null })
    this.edit('')
    this.deleted = note
  }

  undelete(): void {
    if (this.deleted === null) return
    const { subject, text, mark } = this.deleted
    this.change(subject, { text, mark })
    this.flush()
    this.deleted = null
  }

  /** Keeps at once what was going to be kept soon. */
  flush(): void {
    this.#pauses.flush()
  }

  async #keep(caseId: Promise<string>, note: Note): Promise<void> {
    const { subject, text: words, mark } = note
    const id = await caseId
    const answer = await this.#engine.library((api) =>
      api.keepNote(id, { subject, text: words, mark }),
    )
    if (this.#byId.get(note.id) !== note) return // written on meanwhile, or of another case
    this.trouble = answer.kind === 'answer' ? refusalOf(answer.value) : troubleOf(answer)
    this.#standing.set(note.id, this.trouble === '' ? 'saved' : 'refused')
    if (answer.kind !== 'answer' || answer.value.kind !== 'kept') return
    const kept = answer.value.note
    // One that says nothing has no date.
    if (kept !== null) {
      this.#byId.set(note.id, { ...note, created: kept.created, edited: kept.edited })
    }
  }
}

const refusalOf = (outcome: NoteOutcome): string =>
  outcome.kind === 'refused' ? outcome.message : ''

const troubleOf = (answer: Exclude<Answer<never>, { kind: 'answer' }>): string =>
  text.failure.library(answer.kind === 'broken' ? answer.message : '')
