/** What the page calls the thing that a note is on, and whether a note has the words looked for. */
import { identityOf, type Finding } from '../../../workers/model/finding'
import type { FlowRef, FlowRow } from '../../../workers/model/flow-trace'
import type { Note, NoteSubject } from '../../../workers/model/note'
import { formatEndpoint } from '../../../workers/model/address'
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'

/** Index of the finding that the note is on; −1: none. */
export function findingOf(subject: NoteSubject, findings: readonly Finding[]): number {
  if (subject.kind !== 'finding') return -1
  const identity = identityOf(subject)
  return findings.findIndex((finding) => identityOf(finding) === identity)
}

/** What a connection is called by its ends; empty: not known. */
export type EndsOf = (flow: FlowRef) => string

export function subjectWords(
  subject: NoteSubject,
  { findings }: CaseResult,
  endsOf: EndsOf,
): string {
  switch (subject.kind) {
    case 'packet':
      return text.notes.frame(subject.frame)
    case 'flow':
      return text.notes.flow(subject.flow, endsOf(subject))
    case 'finding': {
      const finding = findings[findingOf(subject, findings)]
      return finding === undefined
        ? text.notes.findingGone
        : visibleText(text.finding.said(finding.detector, finding.claim))
    }
  }
}

/** Name of the capture; empty where a case has but one, and for findings. */
export function captureWords(subject: NoteSubject, { captures }: CaseResult): string {
  if (subject.kind === 'finding' || captures.length < 2) return ''
  return visibleText(captures[subject.capture]?.facts.name ?? '')
}

export function endsIn(rows: readonly FlowRow[]): EndsOf {
  const ends = new Map(rows.map((row) => [keyOf(row), row]))
  return (flow) => {
    const row = ends.get(keyOf(flow))
    if (row === undefined) return ''
    const [orig, resp] = [row.orig, row.resp].map(({ address, port }) =>
      formatEndpoint(visibleText(address), port),
    )
    return `${orig ?? ''} → ${resp ?? ''}`
  }
}

const keyOf = ({ capture, flow }: FlowRef) => `${capture} ${flow}`

/** All words, wherever they stand, in any case. `open`: id of one that is there whatever it says. */
export function notesWith(
  words: string,
  notes: readonly Note[],
  result: CaseResult,
  endsOf: EndsOf,
  open: string,
): readonly Note[] {
  const wanted = words.toLowerCase().split(/\s+/)
  return notes.filter(({ id, subject, text: written, mark }) => {
    if (id === open) return true
    const marked = mark === null ? '' : text.notes.marked(mark)
    const all = [
      subjectWords(subject, result, endsOf),
      captureWords(subject, result),
      marked,
      written,
    ]
    const within = all.join(' ').toLowerCase()
    return wanted.every((word) => within.includes(word))
  })
}
