/** What the analyst writes: at once on the page, and soon after in the case. */
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
import type { Engine } from '../engine'
import { text } from '../text'

export type NoteStanding = 'untouched' | 'saving' | 'saved' | 'refused'

/** What waits for a pause in the typing. */
interface Waiting {
  timer: ReturnType<typeof setTimeout>
  send: () => void
}

const PAUSE_MS = 500

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
  readonly #waiting = new Map<string, Waiting>()
  #byId = $state.raw<ReadonlyMap<string, Note>>(new Map())
  #standing = $state.raw<ReadonlyMap<string, NoteStanding>>(new Map())

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
    this.#byId = new Map()
    this.#standing = new Map()
    this.trouble = ''
    this.deleted = null
    this.open = ''
  }

  /** Those of the case that was opened. */
  async load(): Promise<void> {
    this.clear()
    const asked = this.#byId
    const id = await this.#caseId()
    const answer = await this.#engine.library((api) => api.notes(id))
    if (this.#byId !== asked) return // another case was opened meanwhile, or something was written
    if (answer.kind === 'answer') this.#byId = new Map(answer.value.map((note) => [note.id, note]))
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
    this.#byId = new Map(this.#byId).set(id, note)
    this.#stand(id, 'saving')
    this.#keepSoon(note)
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
    for (const { timer, send } of this.#waiting.values()) {
      clearTimeout(timer)
      send()
    }
    this.#waiting.clear()
  }

  #keepSoon(note: Note): void {
    const { id } = note
    clearTimeout(this.#waiting.get(id)?.timer)
    const caseId = this.#caseId()
    const send = () => {
      this.#waiting.delete(id)
      void this.#keep(caseId, note)
    }
    this.#waiting.set(id, { timer: setTimeout(send, PAUSE_MS), send })
  }

  async #keep(caseId: Promise<string>, note: Note): Promise<void> {
    const { subject, text: words, mark } = note
    const id = await caseId
    const answer = await this.#engine.library((api) =>
      api.keepNote(id, { subject, text: words, mark }),
    )
    if (this.#byId.get(note.id) !== note) return // written on meanwhile, or of another case
    const kept = answer.kind === 'answer' && answer.value.kind === 'kept'
    this.#stand(note.id, kept ? 'saved' : 'refused')
    if (kept && answer.value.note !== null) {
      const { created, edited } = answer.value.note
      this.#byId = new Map(this.#byId).set(note.id, { ...note, created, edited })
    }
    if (answer.kind === 'answer') {
      this.trouble = answer.value.kind === 'refused' ? answer.value.message : ''
    } else this.trouble = text.failure.library(answer.kind === 'broken' ? answer.message : '')
  }

  #stand(id: string, standing: NoteStanding): void {
    this.#standing = new Map(this.#standing).set(id, standing)
  }
}
