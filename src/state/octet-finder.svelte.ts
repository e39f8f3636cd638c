/** A search through the octets of all packets of the case: what is sought, how far it is, what it found. */
import type { NotSought, OctetQuestion, SearchState } from '../../workers/api/octet-search'
import type { MatchRow } from '../../workers/model/match-row'
import type { Engine } from '../engine'
import { text } from '../text'
import type { Refusal } from './packet-list.svelte'
import { Leaps } from './leaps'
import { joined, toRead, type RowsAtHand } from './rows-at-hand'

export type {
  NotSought,
  OctetQuestion,
  SearchScope,
  SearchState,
} from '../../workers/api/octet-search'

/** A match and its number, from 0. */
export interface ChosenMatch {
  index: number
  row: MatchRow
}

const NOTHING: RowsAtHand<MatchRow> = { from: 0, rows: [] }

export class OctetFinder {
  /** Is the find bar open? And how often was it asked for: each time it takes the focus. */
  open = $state(false)
  asked = $state(0)
  /** null: nothing is sought. */
  question = $state.raw<OctetQuestion | null>(null)
  progress = $state.raw<SearchState | null>(null)
  running = $state(false)
  /** It was ended before it was through. */
  stopped = $state(false)
  notSought = $state.raw<readonly NotSought[]>([])
  refusal = $state.raw<Refusal | null>(null)
  /** Why there is no answer; empty: there is one. */
  trouble = $state('')
  rows = $state.raw<RowsAtHand<MatchRow>>(NOTHING)
  chosen = $state.raw<ChosenMatch | null>(null)

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #view = { from: 0, count: 0 }
  readonly #leaps = new Leaps(() => void this.#read())
  #reading = false

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** Matches that can be listed. */
  get listed(): number {
    return this.progress?.listed ?? 0
  }

  ask(): void {
    this.open = true
    this.asked++
  }

  /** Another case: nothing of the last one stays. */
  clear(): void {
    if (this.running) void this.cancel()
    this.open = false
    this.#begin(null)
  }

  /** The same question is not asked again, unless `again`. */
  async seek(question: OctetQuestion | null, again = false): Promise<void> {
    if (!again && JSON.stringify(question) === JSON.stringify(this.question)) return
    if (question === null && this.running) void this.cancel()
    this.#begin(question)
    if (question === null) return
    this.running = true
    const id = await this.#caseId()
    const answer = await this.#engine.searchOctets(id, question, (state) => {
      if (this.question === question && this.running) this.#take(state)
    })
    if (this.question !== question) return // another one was asked meanwhile
    this.running = false
    if (answer.kind !== 'answer') {
      this.trouble = text.failure.library(answer.kind === 'broken' ? answer.message : '')
      return
    }
    const outcome = answer.value
    if (outcome.kind === 'refused') this.refusal = outcome
    else if (outcome.kind === 'absent') this.trouble = outcome.message
    else {
      this.stopped = outcome.kind === 'cancelled'
      this.notSought = outcome.notSought
      this.#take(outcome.state)
    }
  }

  /** Octets came back that were not at hand. */
  async retry(): Promise<void> {
    const missing = this.notSought.some(({ why }) => why === 'absent' || why === 'changed')
    if (missing && this.question !== null) await this.seek({ ...this.question }, true)
  }

  async cancel(): Promise<void> {
    await this.#engine.library((api) => api.cancelSearch())
  }

  /** null: there is no such match. */
  async choose(index: number): Promise<ChosenMatch | null> {
    const { progress } = this
    if (progress === null || index < 0 || index >= progress.listed) return null
    const row = this.rows.rows[index - this.rows.from] ?? (await this.#fetch(progress, index, 1))[0]
    if (row === undefined || this.progress?.search !== progress.search) return null
    this.chosen = { index, row }
    return this.chosen
  }

  /** The next match, from this frame on; round about at the ends. */
  async step(by: 1 | -1, capture: number, frame: number): Promise<ChosenMatch | null> {
    const { progress, chosen, listed } = this
    if (progress === null || listed === 0) return null
    if (chosen?.row.capture === capture && chosen.row.frame === frame) {
      return this.choose((chosen.index + by + listed) % listed)
    }
    const { search } = progress
    const answer = await this.#engine.library((api) => api.matchFrom(search, capture, frame))
    const from = answer.kind === 'answer' ? answer.value : -1
    if (by > 0) return this.choose(Math.max(0, from))
    return this.choose(from <= 0 ? listed - 1 : from - 1)
  }

  /** Rows [from, from + count) are in sight. */
  view(from: number, count: number): void {
    this.#leaps.see(this.#view, from)
    this.#view = { from, count }
    void this.#read()
  }

  #begin(question: OctetQuestion | null): void {
    this.question = question
    this.progress = null
    this.running = false
    this.stopped = false
    this.notSought = []
    this.refusal = null
    this.trouble = ''
    this.rows = NOTHING
    this.chosen = null
  }

  #take(state: SearchState): void {
    this.progress = state
    void this.#read()
  }

  /** One question at a time; the last view is what counts. */
  async #read(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    for (;;) {
      const { progress } = this
      const wanted =
        progress === null
          ? null
          : toRead(this.#view, this.rows, progress.listed, !this.#leaps.going)
      if (progress === null || wanted === null) break
      const rows = await this.#fetch(progress, wanted.from, wanted.count)
      if (this.progress?.search !== progress.search) continue
      this.rows = joined(this.rows, { from: wanted.from, rows })
      if (rows.length < wanted.count) break // they cannot be read
    }
    this.#reading = false
  }

  async #fetch({ search }: SearchState, from: number, count: number): Promise<MatchRow[]> {
    const answer = await this.#engine.library((api) => api.matchRows(search, from, count))
    return answer.kind === 'answer' ? answer.value : []
  }
}
