/** The case as a document and as a report. Both name the captures' hashes, so they wait for them. */
import type { Engine } from '../engine'
import { text } from '../text'
import type { CaseJob } from './case-job.svelte'
import type { Speech } from './language.svelte'

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

  constructor(engine: Engine, job: CaseJob, speech: Speech) {
    this.#engine = engine
    this.#job = job
    this.#speech = speech
  }

  async write(kind: ExportKind): Promise<ExportedFile | null> {
    this.busy = kind
    this.trouble = ''
    const title = this.#job.fileNames.join(', ')
    const id = await this.#job.settled
    const { language } = this.#speech
    const answer = await this.#engine.library((api) =>
      kind === 'json' ? api.document(id) : api.report(id, { include: [], title, language }),
    )
    this.busy = null
    if (answer.kind === 'answer') {
      const type = kind === 'json' ? 'application/json' : 'text/html'
      return { name: `${fileName(title)}.${kind}`, type, content: answer.value }
    }
    this.trouble = text.failure.export(answer.kind === 'broken' ? answer.message : '')
    return null
  }
}

/** Names of captures come from outside: only harmless characters stay, and not too many. */
function fileName(title: string): string {
  const safe = title.replace(/[^\w.-]+/g, '_').replace(/^[._]+|[._]+$/g, '')
  return `tailfirst-${safe.slice(0, 80) || 'case'}`
}
