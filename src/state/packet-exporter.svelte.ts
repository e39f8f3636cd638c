/** Packets on their way into a pcapng file. */
import type { PacketChoice, PacketExportProgress } from '../../workers/api/packet-export'
import type { Engine } from '../engine'
import { text } from '../text'
import type { CaseJob } from './case-job.svelte'
import { fileNameOf } from './file-name'
import type { Notes } from './notes.svelte'

export type { PacketChoice } from '../../workers/api/packet-export'

export interface PacketFile {
  name: string
  type: string
  content: Blob
}

export class PacketExporter {
  progress = $state.raw<PacketExportProgress | null>(null)

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

  isBusy(choice: PacketChoice): boolean {
    return this.#busy && this.#key === keyOf(choice)
  }

  messagesOf(choice: PacketChoice): readonly string[] {
    return this.#key === keyOf(choice) ? this.#messages : []
  }

  /** Another case is open. */
  clear(): void {
    if (this.#busy) this.cancel()
    this.#key = ''
  }

  /** The file; null: there is none, and `messagesOf` says why unless it was cancelled. */
  async write(choice: PacketChoice): Promise<PacketFile | null> {
    const key = keyOf(choice)
    this.#key = key
    this.#busy = true
    this.progress = null
    this.#messages = []
    const title = this.#job.fileNames.join(', ')
    this.#notes.flush()
    const id = await this.#job.id
    const answer = await this.#engine.exportPackets(
      id,
      choice,
      this.#notes.inReport,
      (progress) => {
        if (this.#key === key) this.progress = progress
      },
    )
    if (this.#key !== key) return null // another one was asked for meanwhile
    this.#busy = false
    if (answer.kind !== 'answer') {
      this.#messages = [text.packetExport.failed(answer.kind === 'broken' ? answer.message : '')]
      return null
    }
    const outcome = answer.value
    if (outcome.kind === 'nothing') this.#messages = [text.packetExport.nothing, outcome.message]
    if (outcome.kind !== 'packets') return null
    this.#messages = [text.packetExport.written(outcome.packets), ...outcome.leftOut]
    const name = `${fileNameOf(title)}-packets.pcapng`
    return { name, type: outcome.file.type, content: outcome.file }
  }

  cancel(): void {
    void this.#engine.library((api) => api.cancelPacketExport())
  }
}

/** Tells one choice from another. */
function keyOf(choice: PacketChoice): string {
  switch (choice.kind) {
    case 'finding':
      return `finding ${choice.detector} ${choice.key}`
    case 'marked':
      return 'marked'
    case 'set':
      return `set ${choice.set}`
    case 'frames':
      return `frames ${choice.capture}`
  }
}
