/** The connections of a case, and the one that is open. */
import type { FlowAnswer, OpenTls, SavedSpeech } from '../../workers/api/flows'
import type { Applications } from '../../workers/model/app-records'
import type {
  FlowRef,
  FlowRow,
  FlowSide,
  FlowTrace,
  SaidPart,
} from '../../workers/model/flow-trace'
import type { Spine } from '../../workers/model/run'
import { isWhole, type TimeScope } from '../../workers/model/time-scope'
import { proxy, type Answer, type Engine } from '../engine'
import { text } from '../text'

type Ask<T> = (id: string) => Promise<Answer<FlowAnswer<T>>>

export class FlowBook {
  /** null until they were asked for. */
  rows = $state.raw<readonly FlowRow[] | null>(null)
  /** Those with packets in a part of the case's time, by capture; null: all of them. */
  within = $state.raw<readonly Uint32Array[] | null>(null)
  /** Why the rows, or the open connection, cannot be had; empty: no trouble. */
  trouble = $state('')
  /** Of the open connection; null: it is being read. */
  trace = $state.raw<FlowTrace | null>(null)
  /** Only a first picture of it is there so far. */
  refining = $state(false)
  /** What was said, as far as it was asked for; null: nothing yet. */
  said = $state.raw<readonly SaidPart[] | null>(null)
  /** Octets of it, and whether there is no more. */
  saidUntil = $state(0)
  saidAll = $state(false)
  /** What was said inside of TLS is told; and why that cannot be: empty: it can. */
  opened = $state(false)
  sealed = $state('')
  records = $state.raw<Applications | null>(null)

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #rowsOf: Spine | null = null
  #within = ''
  #open = ''
  #last: { ref: FlowRef; isLong: boolean } | null = null
  #saying: Promise<void> = Promise.resolve()

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** Looks the connections of the case up, once. `spine`: another case has another one. */
  async list(spine: Spine): Promise<void> {
    if (this.#rowsOf === spine) return
    this.#rowsOf = spine
    this.rows = null
    this.trouble = ''
    const id = await this.#caseId()
    const answer = await this.#engine.library((api) => api.flowRows(id))
    if (this.#rowsOf !== spine) return
    if (answer.kind === 'answer') this.rows = answer.value
    else this.trouble = troubleOf(answer)
  }

  /** Which of the connections have packets in this part of the case's time. */
  async narrow(scope: TimeScope): Promise<void> {
    const id = await this.#caseId()
    const key = isWhole(scope) ? '' : `${id} ${scope.from} ${scope.to}`
    if (this.#within === key) return
    this.#within = key
    if (key === '') this.within = null
    else {
      const answer = await this.#engine.library((api) => api.flowsWithin(id, scope))
      if (this.#within !== key || answer.kind !== 'answer') return
      this.within = answer.value
    }
  }

  /** Reads the connection: a quick picture first when it is long. */
  async open(ref: FlowRef, isLong: boolean): Promise<void> {
    const id = await this.#caseId()
    const key = `${id} ${ref.capture} ${ref.flow}`
    if (this.#open === key && this.trouble === '') return
    this.#open = key
    this.#last = { ref, isLong }
    this.trace = null
    this.trouble = ''
    this.#forgetSaid(false)
    this.records = null
    this.refining = isLong
    for (const detail of isLong ? (['overview', 'full'] as const) : (['full'] as const)) {
      const trace = await this.#ask(
        (id) => this.#engine.library((api) => api.flowTrace(id, ref, detail)),
        key,
      )
      if (trace === null) return
      this.trace = trace
    }
    this.refining = false
  }

  /** After a capture was attached: the same again. */
  retry(): void {
    this.#open = ''
    if (this.#last !== null) void this.open(this.#last.ref, this.#last.isLong)
  }

  /** Was TLS in the connection opened when the capture was read? */
  get decrypted(): boolean {
    const { tls = [] } = this.records ?? {}
    return tls.some(({ decrypted, transportedBy }) => decrypted && transportedBy === 'tls')
  }

  /** Tells what was said inside of TLS, or what stands in the capture. */
  tell(ref: FlowRef, opened: boolean): Promise<void> {
    this.#forgetSaid(opened)
    return this.say(ref, true)
  }

  /** The next page of what both sides said; `first`: if there is none yet. */
  say(ref: FlowRef, first = false): Promise<void> {
    this.#saying = this.#saying.then(async () => {
      const key = this.#open
      const { opened, saidUntil: from } = this
      if (this.saidAll || (first && this.said !== null)) return
      const page = await this.#ask(
        (id) => this.#engine.library((api) => api.flowSaid(id, ref, from, this.#opener(opened))),
        key,
        opened,
      )
      if (page === null || this.opened !== opened) return
      this.said = [...(this.said ?? []), ...page.parts]
      this.saidUntil = page.until
      this.saidAll = page.done
    })
    return this.#saying
  }

  async tellRecords(ref: FlowRef): Promise<void> {
    if (this.records !== null) return
    const key = this.#open
    this.records = await this.#ask(
      (id) => this.#engine.library((api) => api.flowRecords(id, ref)),
      key,
    )
  }

  speech(ref: FlowRef, side: FlowSide | null): Promise<SavedSpeech | null> {
    const key = this.#open
    const { opened } = this
    return this.#ask(
      (id) => this.#engine.library((api) => api.flowSpeech(id, ref, side, this.#opener(opened))),
      key,
      opened,
    )
  }

  #opener(opened: boolean): OpenTls | undefined {
    return opened ? proxy(this.#engine.openTls) : undefined
  }

  #forgetSaid(opened: boolean): void {
    this.opened = opened
    this.sealed = ''
    this.said = null
    this.saidUntil = 0
    this.saidAll = false
  }

  /**
   * null: there is trouble, or another connection was opened meanwhile. `opened`: trouble is that of TLS,
   * and the rest of the connection can be had all the same.
   */
  async #ask<T>(ask: Ask<T>, key: string, opened = false): Promise<T | null> {
    const answer = await ask(await this.#caseId())
    if (this.#open !== key) return null
    if (answer.kind === 'answer' && answer.value.kind === 'flow') return answer.value.value
    const trouble = answer.kind === 'answer' ? messageOf(answer.value) : troubleOf(answer)
    if (opened) this.sealed = trouble
    else this.trouble = trouble
    return null
  }
}

const messageOf = <T>(answer: FlowAnswer<T>) => (answer.kind === 'absent' ? answer.message : '')

function troubleOf(answer: { kind: 'broken'; message: string } | { kind: 'ended' }): string {
  return text.failure.library(answer.kind === 'broken' ? answer.message : '')
}
