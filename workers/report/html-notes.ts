/** What the analyst wrote: under the finding it is on, and in a section of its own. */
import { countOf, formatNumber } from '../figure/format'
import { identityOf, type Finding } from '../model/finding'
import { compareNotes, type Note, type NoteSubject } from '../model/note'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { table, type Row } from './html-table'

export function noteOfFinding(finding: Finding, notes: readonly Note[]): Markup {
  const identity = identityOf(finding)
  const note = notes.find(
    ({ subject, text }) =>
      subject.kind === 'finding' && identityOf(subject) === identity && text.trim() !== '',
  )
  if (note === undefined) return html``
  return html`<div class="analyst">
    <h3>Analyst’s note</h3>
    <p>${lines(note.text)}</p>
  </div>`
}

/** Those on packets and flows, and the marks; nothing without any. */
export function notesSection(notes: readonly Note[], { captures }: CaseResult): Markup {
  const sorted = notes.filter(hasSection).toSorted(compareNotes)
  if (sorted.length === 0) return html``
  const several = captures.length > 1
  const row = ({ subject, text, mark }: Note): Row => [
    html`<span class="mono">${nameOf(subject)}</span>`,
    ...(several && 'capture' in subject ? [captures[subject.capture]?.facts.name ?? ''] : []),
    mark ?? '',
    lines(text),
  ]
  const heads = ['on', ...(several ? ['capture'] : []), 'mark', 'note']
  return html`<section id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">Notes</h2>
    <p>
      ${countOf(sorted.length, 'note or mark', 'notes and marks')} of the analyst on packets and
      connections; those on findings stand with the finding. Tailfirst did not write them and does
      not vouch for them.
    </p>
    ${table(
      heads.map((head) => ({ head })),
      sorted.map(row),
      sorted.length,
    )}
  </section>`
}

export const hasSection = ({ subject }: Note): boolean => subject.kind !== 'finding'

function nameOf(subject: NoteSubject): string {
  if (subject.kind === 'packet') return `frame ${formatNumber(subject.frame)}`
  return subject.kind === 'flow' ? `connection ${formatNumber(subject.flow)}` : ''
}

function lines(text: string): Markup[] {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line, i) => html`${i === 0 ? '' : html`<br />`}${line}`)
}
