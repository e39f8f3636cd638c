/** The case as a document and as a report. Both name the captures' hashes, so they wait for them. */
import type { WrittenReport } from '../../workers/api/library'
import type { Answer, Engine } from '../engine'
import { phrasesIn, text } from '../text'
import type { CaseJob } from './case-job.svelte'
import { fileNameOf } from './file-name'
import type { Speech } from './language.svelte'
import type { Notes } from './notes.svelte'
import type { ReportDraft } from './report-draft.svelte'

export type ExportKind = 'html' | 'json'

export interface ExportedFile {
  name: string
  type: string
  content: string
}

export class Exporter {
  /** What is being written; null: nothing. */
  busy = $state<ExportKind | null>(null)
  trouble = $state('')

  readonly #engine: Engine
  readonly #job: CaseJob
  readonly #speech: Speech
  readonly #notes: Notes
  readonly #draft: ReportDraft

  constructor(engine: Engine, job: CaseJob, speech: Speech, notes: Notes, draft: ReportDraft) {
    this.#engine = engine
    this.#job = job
    this.#speech = speech
    this.#notes = notes
    this.#draft = draft
  }

  async write(kind: ExportKind): Promise<ExportedFile | null> {
    this.busy = kind
    this.trouble = ''
    const answer = kind === 'json' ? await this.#document() : await this.#reportFile()
    this.busy = null
    if (answer.kind === 'answer') return answer.value
    this.trouble = text.failure.export(answer.kind === 'broken' ? answer.message : '')
    return null
  }

  /** As the draft has it now. */
  async report(): Promise<Answer<WrittenReport>> {
    const { title, hide, showsOctets, leftOut } = this.#draft
    const { language } = this.#speech
    const wanted = {
      ...{ title: title.trim() || this.title, hide, octets: showsOctets, leaveOut: [...leftOut] },
      ...{ language, phrases: phrasesIn(language), notes: this.#notes.inReport },
    }
    this.#notes.flush()
    const id = await this.#job.settled
    return this.#engine.library((api) => api.report(id, wanted))
  }

  /** Of a report that was given none: the names of the captures. */
  get title(): string {
    return this.#job.fileNames.join(', ')
  }

  async #document(): Promise<Answer<ExportedFile>> {
    const name = `${fileNameOf(this.title)}.json`
    this.#notes.flush()
    const id = await this.#job.settled
    const answer = await this.#engine.library((api) => api.document(id))
    return withValue(answer, (content) => ({ name, type: 'application/json', content }))
  }

  async #reportFile(): Promise<Answer<ExportedFile>> {
    // With pseudonyms, not even the name of the file tells which captures it is about.
    const name = this.#draft.hide ? 'tailfirst-report' : fileNameOf(this.title)
    const answer = await this.report()
    return withValue(answer, ({ html }) => ({
      name: `${name}.html`,
      type: 'text/html',
      content: html,
    }))
  }
}

function withValue<From, To>(answer: Answer<From>, change: (value: From) => To): Answer<To> {
  return answer.kind === 'answer' ? { kind: 'answer', value: change(answer.value) } : answer
}
