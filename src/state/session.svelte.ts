/** The parts of the page's state, joined. */
import type { SampleName } from '../../workers/api/samples'
import { Engine } from '../engine'
import { text } from '../text'
import { indexBoundsOf, readersOf } from './analysis-options'
import { CaseJob } from './case-job.svelte'
import { Exporter } from './exporter.svelte'
import { FrameViewer } from './frame-viewer.svelte'
import { Speech } from './language.svelte'
import { Library } from './library.svelte'
import { Selection } from './selection.svelte'
import { Theme } from './theme.svelte'

export type { SampleName } from '../../workers/api/samples'

/** Everything that lives as long as the page. */
export class Session {
  readonly theme = new Theme()
  /** Before everything that speaks. */
  readonly speech = new Speech()
  readonly selection = new Selection()
  /** The sample that is being made; null: none. */
  making = $state<SampleName | null>(null)

  readonly #engine = new Engine(
    readersOf(location.search, navigator.hardwareConcurrency),
    indexBoundsOf(location.search),
  )
  readonly library = new Library(this.#engine)
  readonly job = new CaseJob(this.#engine, this.library)
  readonly exporter = new Exporter(this.#engine, this.job, this.speech)
  readonly frames = new FrameViewer(this.#engine, () => this.job.id)

  constructor() {
    this.#engine.warm()
  }

  /** Dropped or chosen: the capture that an open frame waits for, or else a new case. */
  async take(files: File[]): Promise<void> {
    const [file] = files
    if (file === undefined) return
    if (this.frames.answer?.kind === 'absent' && files.length === 1) await this.attach(file)
    else await this.begin(files)
  }

  /** A new case, whatever is open. */
  async begin(files: File[]): Promise<void> {
    this.frames.close()
    this.selection.go('findings')
    await this.job.begin(files)
  }

  async beginSample(name: SampleName): Promise<void> {
    this.making = name
    const answer = await this.#engine.makeSample(name)
    if (this.making !== name) return // another one was asked for meanwhile
    this.making = null
    if (answer.kind === 'answer') await this.begin([answer.value])
    if (answer.kind === 'broken') this.job.fail(text.failure.ours(answer.message))
  }

  async open(id: string): Promise<void> {
    this.frames.close()
    if (await this.job.open(id)) this.selection.go('findings')
    else await this.library.refresh()
  }

  async attach(file: File): Promise<void> {
    if (await this.frames.attach(file)) await this.job.refreshCaptures()
  }

  async forgetCaptures(id: string): Promise<void> {
    await this.library.forgetCaptures(id)
    if (id === (await this.job.id)) await this.job.refreshCaptures()
  }

  async remove(id: string): Promise<void> {
    if (id === (await this.job.id)) this.job.close()
    await this.library.remove(id)
  }

  async removeAll(): Promise<void> {
    this.job.close()
    await this.library.removeAll()
  }

  cancel(): void {
    this.job.cancel()
    this.selection.go('start')
  }
}
