/** The case as a document and as a report. Both name the captures' hashes, so they wait for them. */
import type { Engine } from '../engine'
import { phrasesIn, text } from '../text'
import type { CaseJob } from './case-job.svelte'
import { fileNameOf } from './file-name'
import type { Speech } from './language.svelte'
import type { Notes } from './notes.svelte'

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

  constructor(engine: Engine, job: CaseJob, speech: Speech, notes: Notes) {
    this.#engine = engine
    this.#job = job
    this.#speech = speech
    this.#notes = notes
  }

  async write(kind: ExportKind): Promise<ExportedFile | null> {
    this.busy = kind
    this.trouble = ''
    const title = this.#job.fileNames.join(', ')
    const notes = this.#notes.inReport
    this.#notes.flush()
    const id = await this.#job.settled
    const { language } = this.#speech
    const answer = await this.#engine.library((api) =>
      kind === 'json'
        ? api.document(id)
        : api.report(id, { include: [], title, language, phrases: phrasesIn(language), notes }),
    )
    this.busy = null
    if (answer.kind === 'answer') {
      const type = kind === 'json' ? 'application/json' : 'text/html'
      return { name: `${fileNameOf(title)}.${kind}`, type, content: answer.value }
    }
    this.trouble = text.failure.export(answer.kind === 'broken' ? answer.message : '')
    return null
  }
}
