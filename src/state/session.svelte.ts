/** The parts of the page's state, joined. */
import type { SampleName } from '../../workers/api/samples'
import { Engine } from '../engine'
import { text } from '../text'
import { rangeOf } from './address'
import { indexBoundsOf, readersOf } from './analysis-options'
import { CaseJob } from './case-job.svelte'
import { CaseViews } from './case-views.svelte'
import { Commands } from './commands'
import { ConversationBook } from './conversation-book.svelte'
import { DetectorSettings } from './detector-settings.svelte'
import { asOnDisk } from './distinct-names'
import { Exporter } from './exporter.svelte'
import { FilterMemory } from './filter-memory.svelte'
import { FlowBook } from './flow-book.svelte'
import { FrameViewer } from './frame-viewer.svelte'
import { Speech } from './language.svelte'
import { lastCase, rememberCase } from './last-case'
import { Library } from './library.svelte'
import { Naming } from './naming.svelte'
import { Notes } from './notes.svelte'
import { OctetFinder } from './octet-finder.svelte'
import { OwnDetectors } from './own-detectors.svelte'
import { placeAfter } from './own-findings'
import { PacketExporter } from './packet-exporter.svelte'
import { Palette } from './palette.svelte'
import { PacketList } from './packet-list.svelte'
import { PacketSettings } from './packet-settings.svelte'
import { ReportDraft } from './report-draft.svelte'
import { Selection } from './selection.svelte'
import { Theme } from './theme.svelte'
import { TimeGraph } from './time-graph.svelte'

export type { SampleName } from '../../workers/api/samples'

/** Everything that lives as long as the page. */
export class Session {
  readonly theme = new Theme()
  /** Before everything that speaks. */
  readonly speech = new Speech()
  readonly commands = new Commands()
  readonly palette = new Palette()
  readonly selection = new Selection()
  /** The sample that is being made; null: none. */
  making = $state<SampleName | null>(null)

  readonly #engine = new Engine(
    readersOf(location.search, navigator.hardwareConcurrency),
    indexBoundsOf(location.search),
  )
  readonly library = new Library(this.#engine)
  readonly detectors = new DetectorSettings(this.#engine)
  readonly own: OwnDetectors = new OwnDetectors(this.#engine, () => this.job.id)
  readonly job: CaseJob = new CaseJob(
    this.#engine,
    this.library,
    { settings: () => this.detectors.current, own: () => this.own.list },
    (before, after) => {
      const { view, finding } = this.selection
      const at = placeAfter(before, after, finding)
      if (view === 'findings' && at !== finding) this.selection.stay(String(at + 1))
    },
  )
  readonly naming = new Naming(() => this.job.result)
  readonly notes = new Notes(this.#engine, () => this.job.id)
  readonly draft = new ReportDraft()
  readonly exporter = new Exporter(this.#engine, this.job, this.speech, this.notes, this.draft)
  readonly packetExporter = new PacketExporter(this.#engine, this.job, this.notes)
  readonly flows = new FlowBook(this.#engine, () => this.job.id)
  readonly conversations = new ConversationBook(this.#engine, () => this.job.id)
  readonly frames = new FrameViewer(this.#engine, () => this.job.id)
  readonly views = new CaseViews(this.#engine, () => this.job.id)
  /** The Packets screen: its list, and the frame in the pane below. */
  readonly packets = new PacketList(this.#engine, () => this.job.id)
  readonly packetFrame = new FrameViewer(this.#engine, () => this.job.id)
  readonly finder = new OctetFinder(this.#engine, () => this.job.id)
  readonly packetSettings = new PacketSettings()
  readonly timeGraph = new TimeGraph(this.#engine, () => this.job.id)
  readonly filterMemory = new FilterMemory()
  /** Names of the files that must be dropped before the case can be analysed again; empty: none. */
  toDrop = $state.raw<readonly string[]>([])
  /** The case that gives way to the one being read; '' none does. */
  #before = ''

  constructor() {
    this.#engine.warm()
    void this.#comeBack()
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
    this.#leaveCase()
    this.selection.go('findings', '1', { zoom: '' })
    await this.job.begin(files)
    rememberCase(await this.job.id)
  }

  /** The same files with the settings of now; what is at hand stays if the new analysis is cancelled. */
  async analyseAgain(): Promise<void> {
    const id = await this.job.id
    const found = await this.lookForFiles()
    const files = found && asOnDisk(found, this.job.result)
    if (files === null || this.job.phase !== 'done' || id !== (await this.job.id)) return
    this.#leaveCase()
    this.#before = id
    await this.job.begin(files, id)
    if (this.#before !== id) return // cancelled, or another case has begun
    this.#before = ''
    rememberCase(await this.job.id)
    await this.job.saved
    await this.notes.load()
  }

  /** Own detectors that were stopped look again; where a capture is gone, the Detectors screen says what to drop. */
  async runStopped(): Promise<void> {
    await this.job.refreshCaptures()
    if (this.job.captures.every(({ from }) => from !== 'absent')) await this.job.runStopped()
    else this.selection.go('detectors', '', rangeOf(this.selection.query))
  }

  /** The files of the case; null: not all are at hand, see `toDrop`. */
  async lookForFiles(): Promise<readonly File[] | null> {
    const id = await this.job.id
    const answer = await this.#engine.library((api) => api.filesOf(id))
    const found = answer.kind === 'answer' ? answer.value : ({ kind: 'absent', names: [] } as const)
    const { fileNames } = this.job
    this.toDrop = found.kind === 'files' ? [] : found.names.length > 0 ? found.names : fileNames
    return found.kind === 'files' ? found.files : null
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
    // The page was loaded anew: the address leads to where the analyst was
    const isBack = this.job.result === null && this.selection.view !== 'start' && id === lastCase()
    this.#leaveCase()
    if (await this.job.open(id)) {
      if (!isBack) this.selection.go('findings', '1', { zoom: '' })
      rememberCase(id)
      await this.notes.load()
    } else await this.library.refresh()
  }

  async attach(file: File): Promise<void> {
    const attached = await this.frames.attach(file)
    this.views.attachTrouble = attached ? '' : this.frames.trouble
    if (!attached) return
    this.views.forgetAbsent()
    await this.job.refreshCaptures()
  }

  /** Brings the octets of the list and of the frame below it back. */
  async attachToPackets(file: File): Promise<void> {
    if (!(await this.packetFrame.attach(file))) return
    await this.job.refreshCaptures()
    this.packets.refresh()
    await this.finder.retry()
  }

  /** As `attach`, for the connection that waits for it. */
  async attachForFlow(file: File): Promise<void> {
    await this.attach(file)
    this.conversations.forget()
    if (this.frames.trouble === '') this.flows.retry()
    else this.flows.trouble = this.frames.trouble
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

  /** The page was loaded anew, and its address leads into the case that it showed. */
  async #comeBack(): Promise<void> {
    const id = lastCase()
    if (id === '' || this.selection.view === 'start') return
    await this.library.ready
    const isThere = this.library.entries.some((entry) => entry.id === id)
    if (isThere && this.job.phase === 'empty') await this.open(id)
  }

  #leaveCase(): void {
    this.#before = ''
    this.toDrop = []
    this.frames.close()
    this.packetFrame.close()
    this.packets.clear()
    this.finder.clear()
    this.packetExporter.clear()
    this.notes.clear()
    this.draft.clear()
    this.timeGraph.reset()
    this.own.trial.clear()
  }

  cancel(): void {
    const before = this.#before
    this.#before = ''
    this.job.cancel()
    if (before === '') this.selection.go('start')
    else void this.open(before)
  }
}
