/** The cases of this browser, and whether it keeps them. */
import type { CaseEntry, StoreStatus } from '../../workers/api/library'
import type { Engine } from '../engine'
import { text, TEXTS } from '../text'
import { readPreference, writePreference } from './preference'

export type { CaptureAvailability, CaseEntry } from '../../workers/api/library'

type Ask = Parameters<Engine['library']>[0]

export class Library {
  entries = $state.raw<CaseEntry[]>([])
  status = $state.raw<StoreStatus | null>(null)
  /** What went wrong last; empty: nothing. */
  trouble = $state('')
  /** All pages opened from disk share one database, so there the analyst decides. */
  readonly fromDisk = location.protocol === 'file:'
  /** True: cases outlive the page. */
  kept = $state(false)

  readonly #engine: Engine
  /** Settles when the cases are listed. */
  ready: Promise<void>

  constructor(engine: Engine) {
    this.#engine = engine
    this.kept = !this.fromDisk || readPreference('keep-cases') === 'yes'
    this.ready = this.#start()
  }

  /** The choice of an analyst who opened the page from disk. */
  async keep(kept: boolean): Promise<void> {
    writePreference('keep-cases', kept ? 'yes' : '')
    this.kept = kept
    this.ready = this.#start()
    await this.ready
  }

  async refresh(): Promise<void> {
    const entries = await this.#engine.library((api) => api.list())
    if (entries.kind === 'answer') this.entries = entries.value
    const status = await this.#engine.library((api) => api.status())
    if (status.kind === 'answer') this.status = status.value
    if (entries.kind === 'broken') this.trouble = text.failure.library(entries.message)
  }

  async remove(id: string): Promise<void> {
    await this.#change((api) => api.remove(id))
  }

  async removeAll(): Promise<void> {
    await this.#change((api) => api.removeAll())
  }

  async forgetCaptures(id: string): Promise<void> {
    await this.#change((api) => api.forgetCaptures(id))
  }

  async #change(call: Ask): Promise<void> {
    const answer = await this.#engine.library(call)
    if (answer.kind === 'broken') this.trouble = text.failure.library(answer.message)
    await this.refresh()
  }

  async #start(): Promise<void> {
    const mode = this.kept ? 'persistent' : 'memory'
    // Comes back from the library, as all that it says: in English.
    const reason = this.kept ? '' : TEXTS.en.library.memoryReason
    const answer = await this.#engine.library((api) => api.start(mode, reason))
    if (answer.kind === 'answer') this.status = answer.value
    if (answer.kind === 'broken') this.trouble = text.failure.library(answer.message)
    await this.refresh()
  }
}
