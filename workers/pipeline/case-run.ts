/**
 * A case: several files, analysed in the given order, and all detectors over all their records.
 * Findings depend on the files and the settings alone, not on time or on how the reading went.
 */
import type { AnalysisOptions, Progress, Unreadable } from '../api/analysis'
import { detectors } from '../detect'
import { runDetectors, type DetectorRun } from '../detect/detector'
import { MAX_LISTED_CONNS, MAX_LISTED_PASSAGES } from '../limits/limits'
import type { CapturePlace } from '../model/capture'
import { fanOut } from '../model/fan-out'
import type { ConnRecord, PassageRecord, RecordHandlers } from '../model/records'
import type { CaptureResult, FullResult, Spine } from '../model/run'
import { TopologyBuilder } from '../topology/topology'
import { replayJourneys, type Sighted } from '../flow/journeys'
import type { SidecarOrigin } from '../sidecar'
import { CaptureRun } from './capture-run'
import { CaseSidecars } from './case-sidecars'
import type { ColumnShelf } from './column-shelf'
import { openHere, type Ingest, type IngestPart, type NoCapture, type OpenIngest } from './ingest'
import { KeyLogs } from './key-logs'
import { ProgressMeter } from './progress'
import { countedIn, SpineCounter } from './spine'

/** The first preview of findings and spine. */
const FIRST_PREVIEW_PACKETS = 50_000
const SHORTEST_PAUSE_MS = 1000
/**
 * A further one waits until it will have taken no more than this share of the time since the last, as
 * far as can be told: what it takes grows with the connections.
 */
const PREVIEW_SHARE = 0.04
/** With more connections than this a preview would hold the reading up. */
const PREVIEW_FLOWS = 20_000

/** Of an analysis. */
export type CaseOutcome = { kind: 'analysed'; result: FullResult } | Unreadable

const ORDINARY: AnalysisOptions = { streams: false }

/**
 * `open` may read and decode in a thread of its own. `shelf` takes columns over that are complete;
 * null: the result holds all of them.
 */
export async function analyseCase(
  files: readonly File[],
  send: (progress: Progress) => void,
  open: OpenIngest = openHere,
  options: AnalysisOptions = ORDINARY,
  shelf: ColumnShelf | null = null,
): Promise<CaseOutcome> {
  const run = new CaseRun(files, send, open, options, shelf)
  const outcome = await run.analyse()
  await shelf?.settled()
  return outcome
}

class CaseRun {
  private readonly files: readonly File[]
  private readonly open: OpenIngest
  private readonly options: AnalysisOptions
  private readonly shelf: ColumnShelf | null
  private readonly meter: ProgressMeter
  private readonly runs: CaptureRun[] = []
  /** Where each capture lies in its file; null: it is the file. */
  private readonly places: (CapturePlace | null)[] = []
  private readonly others: { name: string; message: string }[] = []
  private readonly keyLogs = new KeyLogs()
  private readonly counter = new SpineCounter()
  private readonly sidecars = new CaseSidecars()
  private readonly octetsTotal: number
  private octetsBefore = 0
  /** The last preview: when it ended, how long it took, and with how many connections. */
  private preview = { endMs: -SHORTEST_PAUSE_MS, tookMs: 0, flows: 0 }
  /** No other capture may have seen the same packets. */
  private alone = true
  /** All captures are read: what they tell together can be said. */
  private complete = false

  constructor(
    files: readonly File[],
    send: (progress: Progress) => void,
    open: OpenIngest,
    options: AnalysisOptions,
    shelf: ColumnShelf | null,
  ) {
    this.files = files
    this.shelf = shelf
    this.options = options
    this.open = open
    this.meter = new ProgressMeter(send)
    this.octetsTotal = files.reduce((sum, file) => sum + file.size, 0)
  }

  async analyse(): Promise<CaseOutcome> {
    const captures = new Set(this.files)
    for (const file of this.files) if (await this.keyLogs.take(file)) captures.delete(file)
    this.alone = captures.size < 2
    for (const [index, file] of this.files.entries()) {
      if (captures.has(file)) await this.file(index, file)
      this.octetsBefore += file.size
    }
    if (this.runs.length === 0) return { kind: 'unreadable', files: this.unreadable() }
    return this.finish()
  }

  private async file(index: number, file: File): Promise<void> {
    const first = this.runs.length
    for await (const part of this.open(file)) {
      const { name, outcome } = part
      if (outcome.kind === 'capture') await this.capture(index, file, part, outcome.ingest, first)
      else this.noCapture({ name, file: file.name, size: file.size }, outcome)
    }
  }

  private noCapture(origin: SidecarOrigin, outcome: NoCapture): void {
    if (outcome.kind === 'text') this.sidecars.take(origin, outcome.octets, outcome.cut)
    else if (outcome.text) this.sidecars.pass(origin)
    else this.others.push({ name: origin.name, message: outcome.message })
  }

  /** Why there is no case: not one of the files is a capture. */
  private unreadable(): { name: string; message: string }[] {
    const beside = [...this.sidecars.files, ...this.keyLogs.report()]
    const says = beside.map(({ name, format }) => ({ name, message: sayAlone(name, format) }))
    return [...this.others, ...says]
  }

  /** `first`: the first capture of the same file. */
  private async capture(
    index: number,
    file: File,
    { name, steps, readBefore, ofBundle }: IngestPart,
    ingest: Ingest,
    first: number,
  ): Promise<void> {
    const { runs, options, keyLogs } = this
    const named = { name, size: file.size }
    const alone = this.alone && !ofBundle
    await this.handOver(true)
    const counted = countedIn(this.counter, ingest)
    const run = new CaptureRun(counted, named, runs.length, options, keyLogs.all, alone)
    const inside = steps.some((step) => 'at' in step)
    this.runs.push(run)
    this.places.push(inside ? { file: file.name, first, steps } : null)
    while (await run.step()) {
      await this.handOver(false)
      if (this.meter.due()) this.progress(index, run, readBefore)
    }
    await ingest.close()
  }

  /** Columns of the capture at hand; `rest`: nothing more comes of it. */
  private async handOver(rest: boolean): Promise<void> {
    const { shelf, runs } = this
    if (shelf !== null) await runs.at(-1)?.table.handOver(shelf, runs.length - 1, rest)
  }

  private progress(index: number, run: CaptureRun, readBefore: number): void {
    const packets = this.runs.reduce((sum, each) => sum + each.table.length, 0)
    const begun = this.meter.elapsedMs
    const flows = this.flowTotal()
    const preview = packets >= FIRST_PREVIEW_PACKETS && this.mayPreview(begun, flows)
    const light = flows <= PREVIEW_FLOWS
    this.meter.report(
      {
        file: index,
        files: this.files.length,
        fileName: run.name,
        octets: this.octetsBefore + readBefore + run.state.octetsRead,
        octetsTotal: this.octetsTotal,
        packets,
        unindexed: this.shelf?.unindexed ?? 0,
      },
      preview && light ? this.detect(this.replay).findings : null,
      preview ? this.spine() : null,
    )
    if (!preview) return
    const endMs = this.meter.elapsedMs
    this.preview = { endMs, tookMs: endMs - begun, flows }
  }

  private mayPreview(nowMs: number, flows: number): boolean {
    const { endMs, tookMs, flows: before } = this.preview
    const expected = tookMs * Math.max(1, flows / Math.max(1, before))
    return nowMs - endMs >= Math.max(SHORTEST_PAUSE_MS, expected / PREVIEW_SHARE)
  }

  /** Sends the records of all captures, in order. */
  private readonly replay = (handlers: RecordHandlers): void => {
    this.replayCaptures(this.sidecars.replay(handlers))
  }

  private replayCaptures(handlers: RecordHandlers): void {
    for (const run of this.runs) run.replay(handlers)
    if (this.complete) replayJourneys(this.sighted(), handlers)
    handlers.end?.()
  }

  private sighted(): Sighted[] {
    const epochs = this.runs.map(({ state }) => state.epochNs ?? 0n)
    const zero = epochs[0] ?? 0n
    return this.runs.map((run, capture) =>
      run.sighted(capture, Number((epochs[capture] ?? 0n) - zero)),
    )
  }

  private detect(replay: (handlers: RecordHandlers) => void): DetectorRun {
    return runDetectors(detectors, replay, this.options.detectors)
  }

  private finish(): CaseOutcome {
    this.complete = true
    const flows: ConnRecord[] = []
    const passages: PassageRecord[] = []
    let passagesLeft = 0
    const topology = new TopologyBuilder()
    const { findings, quality, uses, capped } = this.detect((handlers) => {
      const all = fanOut([
        handlers,
        topology.handlers,
        {
          conn: (record) => {
            if (flows.length < MAX_LISTED_CONNS) flows.push(record)
          },
          passage: (record) => {
            if (passages.length < MAX_LISTED_PASSAGES) passages.push(record)
            else passagesLeft++
          },
        },
      ])
      this.replayCaptures(this.sidecars.fitted(all))
    })
    const captures: CaptureResult[] = this.runs.map((run, capture) => {
      const result = run.result(capture)
      return { ...result, taps: result.taps.map((tap) => this.sidecars.named(tap)) }
    })
    for (const [capture, place] of this.places.entries()) {
      const facts = captures[capture]?.facts
      if (facts !== undefined && place !== null) facts.within = place
    }
    if (passagesLeft > 0) capped.push({ what: 'passages listed', count: passagesLeft })
    captures[0]?.facts.capped.push(...capped, ...this.sidecars.capped())
    return {
      kind: 'analysed',
      result: {
        captures,
        others: this.others,
        sidecars: this.sidecars.result(this.keyLogs.report()),
        flows,
        ...this.secrets(),
        numbers: this.runs.map((run) => run.numbers()),
        flowTotal: this.flowTotal(),
        findings,
        quality,
        detectors: uses,
        spine: this.spine(),
        topology: topology.result(),
        passages,
        evidence: [],
        evidenceCapped: false,
        elapsedMs: this.meter.elapsedMs,
      },
    }
  }

  private secrets(): Pick<FullResult, 'secrets'> {
    const secrets = this.keyLogs.all.used()
    return secrets.length === 0 ? {} : { secrets }
  }

  private spine(): Spine {
    return this.counter.spine(this.runs.map(({ state }) => state.epochNs))
  }

  private flowTotal(): number {
    return this.runs.reduce((sum, run) => sum + run.flowTotal, 0)
  }
}

function sayAlone(name: string, format: string): string {
  if (format === '') return `“${name}” is text, not a capture`
  return `“${name}” is no capture but goes with one (${format}): drop both together`
}
