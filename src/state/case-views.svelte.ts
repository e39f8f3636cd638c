/** What the screens Latency, Objects and Statistics show: asked of the library when they are opened. */
import type { CensusAnswer, LengthBucket, ViewsApi } from '../../workers/api/views'
import type { LatencySummary } from '../../workers/model/latency'
import type {
  BodyAnswer,
  BodySide,
  Credential,
  DnsName,
  HostRow,
  HttpObject,
  Listed,
  NotCarved,
  SecretAnswer,
  TransferredFile,
} from '../../workers/model/objects'
import { isWhole, type TimeScope } from '../../workers/model/time-scope'
import { proxy, type Answer, type Engine } from '../engine'
import { text } from '../text'

export type { LengthBucket } from '../../workers/api/views'

export type TlsObjects = Awaited<ReturnType<ViewsApi['tlsObjects']>>

/** Something that was asked of the library. */
export class Asked<T> {
  /** null: not answered yet. */
  value = $state.raw<T | null>(null)
  /** Empty: no trouble. */
  trouble = $state('')
  #key = ''

  /** Once for each `key`; what was known stays until the answer is there. */
  async ask(key: string, call: () => Promise<Answer<T>>): Promise<void> {
    if (this.#key === key) return
    this.#key = key
    const answer = await call()
    if (this.#key !== key) return // something else was asked for meanwhile
    this.trouble = troubleOf(answer)
    if (answer.kind === 'answer') this.value = answer.value
  }

  forget(): void {
    this.#key = ''
    this.value = null
    this.trouble = ''
  }
}

const NO_PART = { key: '', census: [] }

/** Empty: the whole time of the case. */
const keyOf = (scope: TimeScope) => (isWhole(scope) ? '' : `${scope.from} ${scope.to}`)

export class CaseViews {
  readonly latencies = new Asked<LatencySummary[]>()
  readonly http = new Asked<Listed<HttpObject>>()
  readonly dns = new Asked<Listed<DnsName>>()
  readonly tls = new Asked<TlsObjects>()
  readonly hosts = new Asked<Listed<HostRow>>()
  readonly credentials = new Asked<Listed<Credential>>()
  readonly transfers = new Asked<Listed<TransferredFile>>()
  readonly lengths = new Asked<LengthBucket[]>()
  /** Per capture; absent: not counted yet. */
  census = $state.raw<readonly (CensusAnswer | undefined)[]>([])
  /** Of the part of the case's time that was counted last. */
  part = $state.raw<{ key: string; census: readonly (CensusAnswer | undefined)[] }>(NO_PART)
  /** The capture that is being counted, its part, and its frames so far; null: none. */
  counting = $state.raw<{ capture: number; key: string; frames: number } | null>(null)

  /** Why a capture could not be brought back; empty: no trouble. */
  attachTrouble = $state('')

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #id = ''
  /** The last question about a part of the case's time. */
  #asked: object | null = null

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  async loadLatencies(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)} ${this.census.filter(Boolean).length}`
    await this.latencies.ask(key, () => this.#engine.library((api) => api.latencies(id, scope)))
  }

  async loadHttp(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)}`
    await this.http.ask(key, () => this.#engine.library((api) => api.httpObjects(id, scope)))
  }

  async loadDns(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)}`
    await this.dns.ask(key, () => this.#engine.library((api) => api.dnsNames(id, scope)))
  }

  async loadTls(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)}`
    await this.tls.ask(key, () => this.#engine.library((api) => api.tlsObjects(id, scope)))
  }

  async loadCredentials(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)}`
    await this.credentials.ask(key, () => this.#engine.library((api) => api.credentials(id, scope)))
  }

  async loadTransfers(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)}`
    await this.transfers.ask(key, () => this.#engine.library((api) => api.transfers(id, scope)))
  }

  /** At first from the lists of the case, and again whenever another capture was counted. */
  async loadHosts(scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)} ${this.censusOf(scope).filter(Boolean).length}`
    await this.hosts.ask(key, () => this.#engine.library((api) => api.hosts(id, scope)))
  }

  async loadLengths(capture: number, scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${keyOf(scope)} ${capture}`
    await this.lengths.ask(key, () =>
      this.#engine.library((api) => api.lengths(id, capture, scope)),
    )
  }

  /** Per capture; absent: not counted yet. */
  censusOf(scope: TimeScope): readonly (CensusAnswer | undefined)[] {
    if (isWhole(scope)) return this.census
    return this.part.key === keyOf(scope) ? this.part.census : NO_PART.census
  }

  /** Reads a capture again, unless that was done. */
  async count(capture: number, scope: TimeScope): Promise<void> {
    const id = await this.#case()
    const key = keyOf(scope)
    if (this.censusOf(scope)[capture]?.kind === 'census' || this.#isCounting(capture, key)) return
    if (key !== '' && this.part.key !== key) this.part = { key, census: [] }
    const own = key === '' ? null : (this.#asked = {})
    this.counting = { capture, key, frames: 0 }
    const told = (frames: number) => {
      if (this.#isCounting(capture, key)) this.counting = { capture, key, frames }
    }
    const answer = await this.#engine.census(id, capture, told, scope)
    if (this.#id !== id) return
    if (this.#isCounting(capture, key)) this.counting = null
    if (own !== null && this.#asked !== own) return // another part was asked for meanwhile
    const census = [...this.censusOf(scope)]
    census[capture] = answer.kind === 'answer' ? answer.value : broken(answer)
    if (key === '') this.census = census
    else this.part = { key, census }
  }

  /** A capture that was not at hand may be now. */
  forgetAbsent(): void {
    this.census = this.census.map((answer) => (answer?.kind === 'absent' ? undefined : answer))
    this.part = NO_PART
  }

  async body(object: HttpObject, side: BodySide): Promise<BodyAnswer> {
    const id = await this.#case()
    const open = object.reading === 'opened' ? proxy(this.#engine.openTls) : undefined
    const answer = await this.#engine.library((api) => api.body(id, object, side, open))
    return answer.kind === 'answer' ? answer.value : broken(answer)
  }

  async transferred(file: TransferredFile): Promise<BodyAnswer> {
    const id = await this.#case()
    const answer = await this.#engine.library((api) => api.transferred(id, file))
    return answer.kind === 'answer' ? answer.value : broken(answer)
  }

  async secret(credential: Credential): Promise<SecretAnswer> {
    const id = await this.#case()
    const answer = await this.#engine.library((api) => api.secret(id, credential))
    return answer.kind === 'answer' ? answer.value : broken(answer)
  }

  #isCounting(capture: number, key: string): boolean {
    return this.counting?.capture === capture && this.counting.key === key
  }

  /** The case at hand; what is known of another one is forgotten. */
  async #case(): Promise<string> {
    const id = await this.#caseId()
    if (id === this.#id) return id
    this.#id = id
    for (const asked of [this.latencies, this.http, this.dns, this.tls]) asked.forget()
    for (const asked of [this.hosts, this.credentials, this.transfers]) asked.forget()
    this.lengths.forget()
    this.census = []
    this.part = NO_PART
    this.counting = null
    return id
  }
}

function broken(answer: Answer<unknown>): NotCarved {
  return { kind: 'absent', message: troubleOf(answer), again: false }
}

function troubleOf(answer: Answer<unknown>): string {
  if (answer.kind === 'answer') return ''
  return text.failure.library(answer.kind === 'broken' ? answer.message : '')
}
