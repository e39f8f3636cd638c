/** What an analyst writes on a packet, a flow or a finding, and the marks that packets carry. */
import type { FrameNumber } from './units'

export type NoteSubject =
  | { kind: 'packet'; capture: number; frame: FrameNumber }
  /** `flow`: number of the connection in its capture, from 1. */
  | { kind: 'flow'; capture: number; flow: number }
  | { kind: 'finding'; detector: string; key: string }

export type MarkColour = 'amber' | 'green' | 'blue' | 'violet'

/** The first is what the key sets. */
export const MARK_COLOURS: readonly [MarkColour, ...MarkColour[]] = [
  'amber',
  'green',
  'blue',
  'violet',
]

/** UTF-16 units of one note: in UTF-8 they fit into an option of pcapng. */
export const MAX_NOTE_TEXT = 10_000

/** What an analyst says of a subject: each has one note. Without text and mark it is none. */
export interface NoteDraft {
  subject: NoteSubject
  /** At most `MAX_NOTE_TEXT` UTF-16 units. */
  text: string
  mark: MarkColour | null
}

export interface Note extends NoteDraft {
  /** Of the subject, see `noteIdOf`. */
  id: string
  /** Wall clock, ms since 1970: nothing of a note gets into the analysis document. */
  created: number
  edited: number
}

export function noteIdOf(subject: NoteSubject): string {
  switch (subject.kind) {
    case 'packet':
      return `packet ${subject.capture} ${subject.frame}`
    case 'flow':
      return `flow ${subject.capture} ${subject.flow}`
    case 'finding':
      return `finding ${subject.detector} ${subject.key}`
  }
}

export const isEmptyNote = ({ text, mark }: Pick<NoteDraft, 'text' | 'mark'>): boolean =>
  text.trim() === '' && mark === null

const KINDS = ['finding', 'packet', 'flow'] as const

/** Findings first, then packets and flows in the order of the case; total, as ids differ. */
export function compareNotes(a: Note, b: Note): number {
  return (
    KINDS.indexOf(a.subject.kind) - KINDS.indexOf(b.subject.kind) ||
    placeIn(a.subject)[0] - placeIn(b.subject)[0] ||
    placeIn(a.subject)[1] - placeIn(b.subject)[1] ||
    (a.id < b.id ? -1 : 1)
  )
}

function placeIn(subject: NoteSubject): [number, number] {
  if (subject.kind === 'finding') return [0, 0]
  return [subject.capture, subject.kind === 'packet' ? subject.frame : subject.flow]
}
