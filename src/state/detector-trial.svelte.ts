/** A detector that is tried on the case at hand while it is written. */
import type { OwnTrial } from '../../workers/api/own-detectors'
import type { SelectProgress } from '../../workers/api/packets'
import type { OwnDetector } from '../../workers/model/own-detector'
import type { Engine } from '../engine'
import { text } from '../text'

export class DetectorTrial {
  /** What the outcome is about; null: nothing was tried. */
  tried = $state.raw<OwnDetector | null>(null)
  outcome = $state.raw<Exclude<OwnTrial, { kind: 'cancelled' }> | null>(null)
  /** null: nothing that takes long is going on. */
  progress = $state.raw<SelectProgress | null>(null)
  /** Why there is no outcome; empty: no trouble. */
  trouble = $state('')

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #asked: OwnDetector | null = null

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** The last one counts: the library ends the trial before it. */
  async ask(detector: OwnDetector): Promise<void> {
    this.#asked = detector
    this.progress = null
    const id = await this.#caseId()
    if (this.#asked !== detector) return
    const onProgress = (progress: SelectProgress) => {
      if (this.#asked === detector) this.progress = progress
    }
    const answer = await this.#engine.tryDetector(id, detector, onProgress)
    if (this.#asked !== detector) return
    this.#asked = null
    this.progress = null
    this.tried = detector
    this.trouble = ''
    this.outcome = null
    if (answer.kind !== 'answer') {
      this.trouble = text.failure.library(answer.kind === 'broken' ? answer.message : '')
    } else if (answer.value.kind !== 'cancelled') this.outcome = answer.value
  }

  /** What is written now cannot be tried, or nothing is written any more. */
  clear(): void {
    const wasAsked = this.#asked !== null
    this.#asked = null
    this.progress = null
    this.tried = null
    this.outcome = null
    this.trouble = ''
    if (wasAsked) void this.#engine.library((api) => api.cancelTrial())
  }
}
