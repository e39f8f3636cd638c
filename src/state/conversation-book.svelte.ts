/** Conversations of all kinds, counted when they are looked at for the first time. */
import type { Conversations } from '../../workers/model/conversation'
import type { Spine } from '../../workers/model/run'
import { isWhole, type TimeScope } from '../../workers/model/time-scope'
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
  #scope: TimeScope | null = null

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** Counts those of the case, or of a part of its time, once. `spine`: another case has another one. */
  async count(spine: Spine, scope: TimeScope): Promise<void> {
    const known = this.#scope?.from === scope.from && this.#scope.to === scope.to
    if (this.#of === spine && known) return
    this.#of = spine
    this.#scope = scope
    this.counted = null
    this.share = 0
    this.trouble = ''
    const id = await this.#caseId()
    while (await this.#step(id, spine, scope));
  }

  /** After a capture was attached: all over again. */
  forget(): void {
    this.#of = null
  }

  /** False: there is nothing left to do. */
  async #step(id: string, spine: Spine, scope: TimeScope): Promise<boolean> {
    const answer = await this.#engine.library((api) =>
      api.countConversations(id, isWhole(scope) ? undefined : scope),
    )
    if (this.#of !== spine || this.#scope !== scope) return false
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
