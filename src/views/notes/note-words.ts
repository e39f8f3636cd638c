/** What the page calls the thing that a note is on, and whether a note has the words looked for. */
import { identityOf, type Finding } from '../../../workers/model/finding'
import type { Note, NoteSubject } from '../../../workers/model/note'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

/** Index of the finding that the note is on; −1: none. */
export function findingOf(subject: NoteSubject, findings: readonly Finding[]): number {
  if (subject.kind !== 'finding') return -1
  const identity = identityOf(subject)
  return findings.findIndex((finding) => identityOf(finding) === identity)
}

export function subjectWords(subject: NoteSubject, { findings }: CaseResult): string {
  switch (subject.kind) {
    case 'packet':
      return text.notes.frame(subject.frame)
    case 'flow':
      return text.notes.flow(subject.flow)
    case 'finding': {
      const finding = findings[findingOf(subject, findings)]
      return finding === undefined ? text.notes.findingGone : visibleText(finding.claim)
    }
  }
}

/** Name of the capture; empty where a case has but one, and for findings. */
export function captureWords(subject: NoteSubject, { captures }: CaseResult): string {
  if (subject.kind === 'finding' || captures.length < 2) return ''
  return visibleText(captures[subject.capture]?.facts.name ?? '')
}

/** All words, wherever they stand, in any case. `open`: id of one that is there whatever it says. */
export function notesWith(
  words: string,
  notes: readonly Note[],
  result: CaseResult,
  open: string,
): readonly Note[] {
  const wanted = words.toLowerCase().split(/\s+/)
  return notes.filter(({ id, subject, text: written, mark }) => {
    if (id === open) return true
    const marked = mark === null ? '' : text.notes.marked(mark)
    const all = [subjectWords(subject, result), captureWords(subject, result), marked, written]
    const within = all.join(' ').toLowerCase()
    return wanted.every((word) => within.includes(word))
  })
}
