/** The case at hand: from dropped files to findings, or from the library. */
import type { AnalysisOutcome, Progress } from '../../workers/api/analysis'
import type { CaptureAvailability } from '../../workers/api/library'
import type { OwnRun } from '../../workers/api/own-detectors'
import type { DetectorSettings } from '../../workers/model/detector-settings'
import type { Finding } from '../../workers/model/finding'
import type { OwnDetector } from '../../workers/model/own-detector'
import type { CaseResult, Spine } from '../../workers/model/run'
import type { Answer, Engine, Run } from '../engine'
import { text } from '../text'
import { optionsOf } from './analysis-options'
import { filesToHash, withHashes } from './capture-hashes'
import { distinctlyNamed, withDiskNames } from './distinct-names'
import { indexTrouble, withIndexed } from './frame-index'
import type { Library } from './library.svelte'
import { withOwn } from './own-findings'

export type { Progress } from '../../workers/api/analysis'

export type Phase = 'empty' | 'reading' | 'done' | 'failed'

/** What could not be read, and why. */
export interface Failure {
  name: string
  message: string
}

/** What looks at a case. */
export interface Lookers {
  settings: () => DetectorSettings
  own: () => readonly OwnDetector[]
}

export class CaseJob {
  phase = $state<Phase>('empty')
  progress = $state.raw<Progress | null>(null)
  /** Preliminary until `phase` is `done`. */
  findings = $state.raw<Finding[]>([])
  spine = $state.raw<Spine | null>(null)
  result = $state.raw<CaseResult | null>(null)
  captures = $state.raw<CaptureAvailability[]>([])
  failures = $state.raw<Failure[]>([])
  fileNames = $state.raw<string[]>([])
  hashing = $state(false)
  /** The analyst's own detectors are still looking: what they find is not in `findings` yet. */
  ownPending = $state(false)
  /** What the library says about keeping the case; empty: nothing worth saying. */
  keepMessage = $state('')
  /** That there is no room for the index of all frames; empty: there is. */
  indexMessage = $state('')
  /** Settles with the id of the case when it is saved and has its hashes; '' if the library has it not. */
  settled: Promise<string> = Promise.resolve('')
  /** Settles with the id of the case when the library answers questions about it; '' if it never does. */
  id: Promise<string> = Promise.resolve('')

  /** Settles with the id of the case when the library has it for good; '' if it never does. */
  saved: Promise<string> = Promise.resolve('')

  readonly #engine: Engine
  readonly #library: Library
  readonly #lookers: Lookers
  readonly #onMerged: (before: readonly Finding[], after: readonly Finding[]) => void
  #run: Run | null = null

  /** `onMerged`: findings were added to those that are shown, and stand among them. */
  constructor(
    engine: Engine,
    library: Library,
    lookers: Lookers,
    onMerged: (before: readonly Finding[], after: readonly Finding[]) => void,
  ) {
    this.#engine = engine
    this.#library = library
    this.#lookers = lookers
    this.#onMerged = onMerged
  }

  /** `instead`: the case of the same files whose place this one takes; '' none. */
  async begin(dropped: readonly File[], instead = ''): Promise<void> {
    if (dropped.length === 0) return
    const files = distinctlyNamed(dropped)
    this.#reset('reading')
    this.fileNames = files.map(({ name }) => name)
    const onProgress = (progress: Progress) => this.#onProgress(run, progress)
    const options = { ...optionsOf(location.search), detectors: this.#lookers.settings() }
    const run = this.#engine.analyse(files, onProgress, options)
    this.#run = run
    const answer = await run.outcome
    if (this.#run !== run) return // cancelled, or another case has begun
    this.#run = null
    this.#finish(answer, files, run, instead)
    this.#engine.warm()
  }

  cancel(): void {
    this.close()
    this.#engine.warm()
  }

  close(): void {
    this.#reset('empty')
  }

  /** Opens a stored case. False: the library does not have it any more. */
  async open(id: string): Promise<boolean> {
    this.#reset('empty')
    const answer = await this.#engine.library((api) => api.open(id))
    if (answer.kind !== 'answer' || answer.value === null) return false
    this.#show(answer.value.result)
    this.captures = answer.value.captures
    this.id = Promise.resolve(id)
    this.saved = this.id
    this.settled = this.id
    return true
  }

  /** Nothing could be read, for one reason. */
  fail(message: string): void {
    this.failures = [{ name: '', message }]
    this.phase = 'failed'
  }

  /** The analyst's own detectors look no further at the case. */
  async skipOwn(): Promise<void> {
    const id = await this.id
    await this.#engine.library((api) => api.skipOwn(id))
  }

  /** Those that were stopped look at the case again. */
  async runStopped(): Promise<void> {
    const { result } = this
    if (result === null || this.ownPending) return
    this.ownPending = true
    const id = await this.id
    const answer = await this.#engine.library((api) => api.runStopped(id))
    if (this.spine !== result.spine) return
    this.ownPending = false
    if (answer.kind !== 'answer') this.keepMessage = text.failure.library(errorOf(answer))
    else if (answer.value.kind === 'ran') {
      this.keepMessage = answer.value.message
      this.#merge(answer.value.own)
    }
    void this.#library.refresh()
  }

  /** Which captures can still be looked into, asked again after one was attached or forgotten. */
  async refreshCaptures(): Promise<void> {
    const id = await this.id
    const answer = await this.#engine.library((api) => api.open(id))
    if (answer.kind === 'answer' && answer.value !== null) this.captures = answer.value.captures
  }

  #reset(phase: Phase): void {
    this.#run?.cancel()
    this.#run = null
    this.phase = phase
    this.progress = null
    this.findings = []
    this.spine = null
    this.result = null
    this.captures = []
    this.failures = []
    this.fileNames = []
    this.hashing = false
    this.ownPending = false
    this.keepMessage = ''
    this.indexMessage = ''
    this.id = Promise.resolve('')
    this.saved = this.id
    this.settled = this.id
  }

  #onProgress(run: Run, progress: Progress): void {
    if (this.#run !== run) return
    this.progress = progress
    const room = this.#library.status?.indexFrames ?? -1
    this.indexMessage = indexTrouble(progress, room, this.indexMessage)
    if (progress.findings !== null) this.findings = progress.findings
    if (progress.spine !== null) this.spine = progress.spine
  }

  #finish(
    answer: Answer<AnalysisOutcome>,
    files: readonly File[],
    run: Run,
    instead: string,
  ): void {
    if (answer.kind !== 'answer' || answer.value.kind === 'unreadable') run.cancel()
    if (answer.kind !== 'answer') {
      this.fail(text.failure.ours(errorOf(answer)))
      return
    }
    if (answer.value.kind === 'unreadable') {
      this.failures = answer.value.files
      this.phase = 'failed'
      return
    }
    const result = withDiskNames(answer.value.result, files)
    this.#show(result)
    this.captures = result.captures.map(() => ({ from: 'file', storedOctets: 0 }))
    let held: (id: string) => void = () => undefined
    const atHand = new Promise<string>((settle) => (held = settle))
    this.saved = this.#save(result, files, run, held, instead)
    this.id = Promise.race([atHand, this.saved])
    this.settled = this.#hash(result, files, this.saved)
  }

  #show(result: CaseResult): void {
    this.result = result
    this.findings = result.findings
    this.spine = result.spine
    this.fileNames = result.captures.map(({ facts }) => facts.name)
    this.phase = 'done'
  }

  async #save(
    result: CaseResult,
    files: readonly File[],
    run: Run,
    onHeld: (id: string) => void,
    instead: string,
  ): Promise<string> {
    const own = this.#lookers.own()
    this.ownPending = own.some(({ off }) => !off)
    const answer = await this.#engine.save(result, files, run, onHeld, own)
    const shown = () => this.spine === result.spine
    if (shown()) this.ownPending = false
    if (answer.kind !== 'answer') {
      if (shown()) this.keepMessage = text.failure.library(errorOf(answer))
      return ''
    }
    const { outcome, evidenceCapped, indexed, id } = answer.value
    if (shown()) {
      this.keepMessage = outcome.message
      this.indexMessage = ''
      if (this.result !== null) this.result = withIndexed(this.result, indexed, evidenceCapped)
      this.#merge(answer.value.own)
    }
    if (instead !== '') await this.#engine.library((api) => api.copyNotes(instead, id))
    if (outcome.kind === 'saved') void this.#keepCaptures(id, shown, instead)
    else void this.#stayInMemory(instead)
    return id
  }

  /** Shows what detectors of the analyst's found beside what is shown. */
  #merge(own: OwnRun | null): void {
    if (this.result === null) return
    const { findings } = this.result
    this.result = withOwn(this.result, own)
    this.findings = this.result.findings
    this.#onMerged(findings, this.findings)
  }

  /** The case is there without them: nothing waits for a large file to be copied. */
  async #keepCaptures(id: string, shown: () => boolean, instead: string): Promise<void> {
    const keep = () => this.#engine.library((api) => api.keepCaptures(id))
    let answer = await keep()
    if (instead !== '') {
      await this.#library.remove(instead)
      // Those of the case before may have taken the room.
      if (answer.kind === 'answer' && !answer.value.kept) answer = await keep()
    }
    if (answer.kind === 'answer' && shown()) this.keepMessage = answer.value.message
    void this.#library.refresh()
  }

  /** A case that is stored does not give way to one that will be gone with the page. */
  async #stayInMemory(instead: string): Promise<void> {
    if (instead !== '' && this.#library.status?.mode === 'memory') {
      await this.#library.remove(instead)
    }
    void this.#library.refresh()
  }

  /** Findings do not wait for hashes; exports do. */
  async #hash(result: CaseResult, files: readonly File[], saved: Promise<string>): Promise<string> {
    this.hashing = true
    const { hashed, beside, all } = filesToHash(result, files)
    const [id, hashes] = await Promise.all([saved, this.#engine.sha256(all)])
    const complete = hashes.kind === 'answer' && hashed.length === result.captures.length
    if (!complete) {
      if (this.spine === result.spine) this.hashing = false
      return id
    }
    const ofCaptures = hashes.value.slice(0, hashed.length)
    const ofSidecars = beside.map((file, i) => (file && hashes.value[hashed.length + i]) ?? '')
    if (id !== '') {
      await this.#engine.library((api) => api.setHashes(id, ofCaptures, ofSidecars))
    }
    if (this.spine === result.spine) {
      this.hashing = false
      if (this.result !== null) this.result = withHashes(this.result, ofCaptures, ofSidecars)
    }
    return id
  }
}

function errorOf(answer: Exclude<Answer<never>, { kind: 'answer' }>): string {
  return answer.kind === 'broken' ? answer.message : ''
}
