/** Conversations of all kinds, counted when they are looked at for the first time. */
import type { Conversations } from '../../workers/model/conversation'
import type { Spine } from '../../workers/model/run'
import type { Engine } from '../engine'
import { text } from '../text'

export class ConversationBook {
  /** null: not counted yet. */
  counted = $state.raw<Conversations | null>(null)
  /** From 0 to 1, while they are counted. */
  share = $state(0)
  trouble = $state('')

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #of: Spine | null = null

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** Counts those of the case, once. `spine`: another case has another one. */
  async count(spine: Spine): Promise<void> {
    if (this.#of === spine) return
    this.#of = spine
    this.counted = null
    this.share = 0
    this.trouble = ''
    const id = await this.#caseId()
    while (await this.#step(id, spine));
  }

  /** After a capture was attached: all over again. */
  forget(): void {
    this.#of = null
  }

  /** False: there is nothing left to do. */
  async #step(id: string, spine: Spine): Promise<boolean> {
    const answer = await this.#engine.library((api) => api.countConversations(id))
    if (this.#of !== spine) return false
    if (answer.kind !== 'answer') {
      this.trouble = text.failure.library(answer.kind === 'broken' ? answer.message : '')
    } else if (answer.value.kind === 'counted') this.counted = answer.value.conversations
    else if (answer.value.kind === 'absent') this.trouble = answer.value.message
    else {
      this.share = answer.value.share
      return true
    }
    return false
  }
}
