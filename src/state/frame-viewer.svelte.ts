/** The frame that is open, and the evidence it was opened from. */
import type { FrameAnswer } from '../../workers/api/library'
import type { Evidence } from '../../workers/model/finding'
import type { Engine } from '../engine'
import { text } from '../text'
import { Folds } from './folds'

export type { Evidence } from '../../workers/model/finding'

export interface FramePlace {
  capture: number
  frame: number
}

const PATIENCE_MS = 150

export class FrameViewer {
  /** null: closed. */
  place = $state.raw<FramePlace | null>(null)
  /** null while it is being read. */
  answer = $state.raw<FrameAnswer | null>(null)
  /** Frames that `step` walks through. */
  trail = $state.raw<readonly Evidence[]>([])
  /** Why a file could not be attached; empty: no trouble. */
  trouble = $state('')

  readonly folds = new Folds()

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** Position in the trail, from 0; −1: not one of its frames. */
  get position(): number {
    const { place } = this
    if (place === null) return -1
    return this.trail.findIndex((e) => e.capture === place.capture && e.frame === place.frame)
  }

  open(place: FramePlace, trail: readonly Evidence[]): void {
    this.trail = trail
    void this.show(place)
  }

  close(): void {
    this.place = null
    this.answer = null
  }

  step(by: 1 | -1): void {
    const next = this.trail[this.position + by]
    if (this.position >= 0 && next !== undefined) void this.show(next)
  }

  async show({ capture, frame }: FramePlace): Promise<void> {
    const place = { capture, frame }
    this.place = place
    this.trouble = ''
    // A quick answer replaces the frame before without a flicker.
    const slow = setTimeout(() => (this.answer = null), PATIENCE_MS)
    const id = await this.#caseId()
    const answer = await this.#engine.library((api) => api.frame(id, capture, frame))
    clearTimeout(slow)
    if (this.place !== place) return // another one was asked for meanwhile
    if (answer.kind === 'answer') this.answer = answer.value
    else this.answer = { kind: 'absent', message: messageOf(answer) }
  }

  /** Brings back the frames of a capture that is not at hand. */
  async attach(file: File): Promise<boolean> {
    const id = await this.#caseId()
    const answer = await this.#engine.library((api) => api.reattach(id, file))
    if (answer.kind === 'answer' && answer.value.kind === 'attached') {
      if (this.place !== null) await this.show(this.place)
      return true
    }
    this.trouble =
      answer.kind === 'answer' && answer.value.kind === 'different'
        ? answer.value.message
        : text.frame.notAttached
    return false
  }
}

function messageOf(answer: { kind: 'broken'; message: string } | { kind: 'ended' }): string {
  return answer.kind === 'broken' ? text.failure.library(answer.message) : text.frame.notAttached
}
