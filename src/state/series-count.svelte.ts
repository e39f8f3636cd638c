/** Packets over time that pass one display filter, counted by the library for the bins that are wanted. */
import type { SelectProgress } from '../../workers/api/packets'
import type { BinWindow, SeriesBins } from '../../workers/api/time-series'
import { proxy, type Engine } from '../engine'
import { text } from '../text'

/** Values, and the bins that they belong to. */
export interface Counted {
  window: BinWindow
  bins: SeriesBins
  /** Frames of the case that nobody could ask. */
  unindexed: number
}

export class SeriesCount {
  readonly filter: string
  /** Those counted last, which need not be those that are wanted; null: none yet. */
  counted = $state.raw<Counted | null>(null)
  /** Why there are none; empty: no trouble. */
  trouble = $state('')
  /** null: nothing that takes long is going on. */
  progress = $state.raw<SelectProgress | null>(null)
  cancelled = $state(false)

  readonly #engine: Engine
  readonly #id: string
  #wanted: BinWindow | null = null
  #counting = false

  constructor(engine: Engine, id: string, filter: string) {
    this.#engine = engine
    this.#id = id
    this.filter = filter
  }

  /** One question at a time; the last bins are what counts. */
  async count(window: BinWindow): Promise<void> {
    if (this.#wanted !== null && same(this.#wanted, window)) return
    this.#wanted = window
    if (this.#counting || this.cancelled) return
    this.#counting = true
    let asked: BinWindow
    do {
      asked = this.#wanted
      await this.#ask(asked)
    } while (this.#isBehind(asked))
    this.#counting = false
  }

  /** Once more, after trouble or after it was cancelled. */
  again(): void {
    const wanted = this.#wanted
    this.cancelled = false
    this.trouble = ''
    this.#wanted = null
    if (wanted !== null) void this.count(wanted)
  }

  async cancel(): Promise<void> {
    this.cancelled = true
    await this.#engine.library((api) => api.cancelSeries(this.#id, this.filter))
  }

  #isBehind(asked: BinWindow): boolean {
    return asked !== this.#wanted && !this.cancelled
  }

  async #ask(window: BinWindow): Promise<void> {
    let answered = false
    // It comes by another way than the answer, and may be overtaken
    const onProgress = (progress: SelectProgress) => {
      if (!answered) this.progress = progress
    }
    const answer = await this.#engine.library((api) =>
      api.timeSeries(this.#id, this.filter, window, proxy(onProgress)),
    )
    answered = true
    this.progress = null
    this.trouble = ''
    if (answer.kind !== 'answer') {
      this.trouble = text.failure.library(answer.kind === 'broken' ? answer.message : '')
    } else if (answer.value.kind === 'counted') this.counted = { window, ...answer.value }
    else if (answer.value.kind === 'cancelled') this.cancelled = true
    else this.trouble = answer.value.message
  }
}

function same(a: BinWindow, b: BinWindow): boolean {
  return a.from === b.from && a.binNanos === b.binNanos && a.bins === b.bins
}
