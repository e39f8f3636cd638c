/** What the screens Latency, Objects and Statistics show: asked of the library when they are opened. */
import type { CensusAnswer, LengthBucket, ViewsApi } from '../../workers/api/views'
import type { LatencyScope, LatencySummary } from '../../workers/model/latency'
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
} from '../../workers/model/objects'
import type { Answer, Engine } from '../engine'
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

export class CaseViews {
  readonly latencies = new Asked<LatencySummary[]>()
  readonly http = new Asked<Listed<HttpObject>>()
  readonly dns = new Asked<Listed<DnsName>>()
  readonly tls = new Asked<TlsObjects>()
  readonly hosts = new Asked<Listed<HostRow>>()
  readonly credentials = new Asked<Listed<Credential>>()
  readonly lengths = new Asked<LengthBucket[]>()
  /** Per capture; absent: not counted yet. */
  census = $state.raw<readonly (CensusAnswer | undefined)[]>([])
  /** The capture that is being counted, and its frames so far; null: none. */
  counting = $state.raw<{ capture: number; frames: number } | null>(null)

  /** Why a capture could not be brought back; empty: no trouble. */
  attachTrouble = $state('')

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #id = ''

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  async loadLatencies(scope: LatencyScope): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${scope.from} ${scope.to} ${this.census.filter(Boolean).length}`
    await this.latencies.ask(key, () => this.#engine.library((api) => api.latencies(id, scope)))
  }

  async loadHttp(): Promise<void> {
    const id = await this.#case()
    await this.http.ask(id, () => this.#engine.library((api) => api.httpObjects(id)))
  }

  async loadDns(): Promise<void> {
    const id = await this.#case()
    await this.dns.ask(id, () => this.#engine.library((api) => api.dnsNames(id)))
  }

  async loadTls(): Promise<void> {
    const id = await this.#case()
    await this.tls.ask(id, () => this.#engine.library((api) => api.tlsObjects(id)))
  }

  async loadCredentials(): Promise<void> {
    const id = await this.#case()
    await this.credentials.ask(id, () => this.#engine.library((api) => api.credentials(id)))
  }

  /** At first from the lists of the case, and again whenever another capture was counted. */
  async loadHosts(): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${this.census.filter(Boolean).length}`
    await this.hosts.ask(key, () => this.#engine.library((api) => api.hosts(id)))
  }

  async loadLengths(capture: number): Promise<void> {
    const id = await this.#case()
    const key = `${id} ${capture}`
    await this.lengths.ask(key, () => this.#engine.library((api) => api.lengths(id, capture)))
  }

  /** Reads a capture again, unless that was done. */
  async count(capture: number): Promise<void> {
    const id = await this.#case()
    if (this.census[capture]?.kind === 'census' || this.#isCounting(capture)) return
    this.counting = { capture, frames: 0 }
    const answer = await this.#engine.census(id, capture, (frames) => {
      if (this.#isCounting(capture)) this.counting = { capture, frames }
    })
    if (this.#id !== id) return
    if (this.#isCounting(capture)) this.counting = null
    const census = [...this.census]
    census[capture] = answer.kind === 'answer' ? answer.value : broken(answer)
    this.census = census
  }

  /** A capture that was not at hand may be now. */
  forgetAbsent(): void {
    this.census = this.census.map((answer) => (answer?.kind === 'absent' ? undefined : answer))
  }

  async body(object: HttpObject, side: BodySide): Promise<BodyAnswer> {
    const id = await this.#case()
    const answer = await this.#engine.library((api) => api.body(id, object, side))
    return answer.kind === 'answer' ? answer.value : broken(answer)
  }

  async secret(credential: Credential): Promise<SecretAnswer> {
    const id = await this.#case()
    const answer = await this.#engine.library((api) => api.secret(id, credential))
    return answer.kind === 'answer' ? answer.value : broken(answer)
  }

  #isCounting(capture: number): boolean {
    return this.counting?.capture === capture
  }

  /** The case at hand; what is known of another one is forgotten. */
  async #case(): Promise<string> {
    const id = await this.#caseId()
    if (id === this.#id) return id
    this.#id = id
    for (const asked of [this.latencies, this.http, this.dns, this.tls]) asked.forget()
    for (const asked of [this.hosts, this.credentials, this.lengths]) asked.forget()
    this.census = []
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
