/** A stretch of the time spine, seen more closely: counted anew from the index of the frames. */
import type { Spine } from '../../workers/model/run'
import type { Engine } from '../engine'

/** About one for three pixels of a wide screen. */
const BINS = 400
/** A bin below a microsecond would say nothing of most captures. */
const LEAST_BIN = 1000 // ns

export class TimeZoom {
  /** null: the whole case is seen, or the stretch is being counted. */
  spine = $state.raw<Spine | null>(null)

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #asked: object | null = null

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** `whole`: the spine of the case; `from` and `to` in nanoseconds of the case. */
  async show(whole: Spine, from: number, to: number): Promise<void> {
    const asked = (this.#asked = {})
    const bins = Math.max(1, Math.min(BINS, Math.floor((to - from) / LEAST_BIN)))
    const id = await this.#caseId()
    const starts = [...whole.captureStart]
    const answer = await this.#engine.library((api) => api.timeBins(id, starts, from, to, bins))
    if (this.#asked !== asked || answer.kind !== 'answer' || answer.value === null) return
    this.spine = { ...whole, ...answer.value, firstBin: from, binNanos: (to - from) / bins }
  }

  reset(): void {
    this.#asked = null
    this.spine = null
  }
}
