/** Packets and tables on their way into a file: pcapng, or Parquet. */
import type { PacketChoice, PacketExportOutcome } from '../../workers/api/packet-export'
import type { TableChoice, TableExportOutcome } from '../../workers/api/table-export'
import type { Answer, Engine } from '../engine'
import { text } from '../text'
import type { CaseJob } from './case-job.svelte'
import { fileNameOf } from './file-name'
import type { Notes } from './notes.svelte'

export type { PacketChoice } from '../../workers/api/packet-export'

/** As pcapng, or as a table. */
export type SavedChoice = PacketChoice | TableChoice

export interface PacketFile {
  name: string
  type: string
  content: Blob
}

export class PacketExporter {
  /** How far it is, in words; empty: not told yet. */
  progress = $state('')

  /** The choice that was saved last, or is being saved; empty: none. */
  #key = $state('')
  #busy = $state(false)
  /** What came of it, in sentences. */
  #messages = $state.raw<readonly string[]>([])

  readonly #engine: Engine
  readonly #job: CaseJob
  readonly #notes: Notes

  constructor(engine: Engine, job: CaseJob, notes: Notes) {
    this.#engine = engine
    this.#job = job
    this.#notes = notes
  }

  isBusy(choice: SavedChoice): boolean {
    return this.#busy && this.#key === keyOf(choice)
  }

  messagesOf(choice: SavedChoice): readonly string[] {
    return this.#key === keyOf(choice) ? this.#messages : []
  }

  /** Another case is open. */
  clear(): void {
    if (this.#busy) this.cancel()
    this.#key = ''
  }

  /** The file; null: there is none, and `messagesOf` says why unless it was cancelled. */
  async write(choice: SavedChoice): Promise<PacketFile | null> {
    const key = keyOf(choice)
    this.#key = key
    this.#busy = true
    this.progress = ''
    this.#messages = []
    const title = fileNameOf(this.#job.fileNames.join(', '))
    this.#notes.flush()
    const answer = await this.#ask(await this.#job.id, choice, (words) => {
      if (this.#key === key) this.progress = words
    })
    if (this.#key !== key) return null // another one was asked for meanwhile
    this.#busy = false
    if (answer.kind !== 'answer') {
      this.#messages = [text.packetExport.failed(answer.kind === 'broken' ? answer.message : '')]
      return null
    }
    const outcome = answer.value
    switch (outcome.kind) {
      case 'cancelled':
        return null
      case 'nothing':
        this.#messages = isTable(choice)
          ? [outcome.message]
          : [text.packetExport.nothing, outcome.message]
        return null
      case 'packets':
        this.#messages = [text.packetExport.written(outcome.packets), ...outcome.leftOut]
        return fileOf(`${title}-packets.pcapng`, outcome.file)
      case 'table':
        this.#messages = [text.packetExport.rows(outcome.rows), ...outcome.leftOut]
        return fileOf(
          `${title}-${choice.kind === 'flow-table' ? 'flows' : 'packets'}.parquet`,
          outcome.file,
        )
    }
  }

  cancel(): void {
    void this.#engine.library((api) => api.cancelPacketExport())
    void this.#engine.library((api) => api.cancelTableExport())
  }

  #ask(
    id: string,
    choice: SavedChoice,
    told: (words: string) => void,
  ): Promise<Answer<PacketExportOutcome | TableExportOutcome>> {
    if (isTable(choice)) {
      return this.#engine.exportTable(id, choice, ({ part }) => told(text.packetExport.part(part)))
    }
    return this.#engine.exportPackets(id, choice, this.#notes.inReport, ({ done, total }) =>
      told(text.packetExport.progress(done, total)),
    )
  }
}

const fileOf = (name: string, content: Blob): PacketFile => ({ name, type: content.type, content })

const isTable = (choice: SavedChoice): choice is TableChoice =>
  choice.kind === 'flow-table' || choice.kind === 'packet-table'

/** Tells one choice from another. */
function keyOf(choice: SavedChoice): string {
  switch (choice.kind) {
    case 'finding':
      return `finding ${choice.detector} ${choice.key}`
    case 'marked':
      return 'marked'
    case 'set':
      return `set ${choice.set}`
    case 'flow-table':
      return 'flow-table'
    case 'packet-table':
      return `packet-table ${choice.set}`
    case 'frames':
      return `frames ${choice.capture}`
  }
}
