/** What the analyst wrote: under the finding it is on, and in a section of its own. */
import { identityOf, type Finding } from '../model/finding'
import { compareNotes, type MarkColour, type Note, type NoteSubject } from '../model/note'
import type { CaseResult } from '../model/run'
import { html, type Markup } from './escape'
import { table, type Row } from './html-table'
import type { ReportWords } from './words'

export function noteOfFinding(
  finding: Finding,
  notes: readonly Note[],
  { notes: says }: ReportWords,
): Markup {
  const identity = identityOf(finding)
  const note = notes.find(
    ({ subject, text }) =>
      subject.kind === 'finding' && identityOf(subject) === identity && text.trim() !== '',
  )
  if (note === undefined) return html``
  return html`<div class="analyst">
    <h3>${says.ofFinding}</h3>
    <p>${lines(note.text)}</p>
  </div>`
}

/** Those on packets and flows, and the marks; nothing without any. */
export function notesSection(
  notes: readonly Note[],
  { captures }: CaseResult,
  words: ReportWords,
  connections: ReadonlyMap<string, string> = new Map(),
): Markup {
  const { notes: says } = words
  const sorted = notes.filter(hasSection).toSorted(compareNotes)
  if (sorted.length === 0) return html``
  const several = captures.length > 1
  const row = ({ id, subject, text, mark }: Note): Row => [
    html`<span class="mono">${connections.get(id) ?? nameOf(subject, says)}</span>`,
    ...(several && 'capture' in subject ? [captures[subject.capture]?.facts.name ?? ''] : []),
    mark === null ? '' : colourOf(mark, says),
    lines(text),
  ]
  const heads = [says.on, ...(several ? [says.capture] : []), says.mark, says.note]
  return html`<section id="notes" aria-labelledby="notes-title">
    <h2 id="notes-title">${says.title}</h2>
    <p>${says.lead(sorted.length)}</p>
    ${table(words, heads, sorted.map(row), { most: sorted.length })}
  </section>`
}

export const hasSection = ({ subject }: Note): boolean => subject.kind !== 'finding'

/** A mark that no version of ours set is shown as it is. */
function colourOf(mark: MarkColour, { colours }: ReportWords['notes']): string {
  return Object.hasOwn(colours, mark) ? colours[mark] : mark
}

function nameOf(subject: NoteSubject, says: ReportWords['notes']): string {
  if (subject.kind === 'packet') return says.frame(subject.frame)
  return subject.kind === 'flow' ? says.connection(subject.flow) : ''
}

function lines(text: string): Markup[] {
  return text
    .trim()
    .split(/\r\n?|\n/)
    .map((line, i) => html`${i === 0 ? '' : html`<br />`}${line}`)
}
