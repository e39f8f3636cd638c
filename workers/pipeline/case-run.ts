/**
 * A case: several files, analysed in the given order, and all detectors over all their records.
 * Findings depend on the files and the settings alone, not on time or on how the reading went.
 */
import type { AnalysisOptions, AnalysisOutcome, Progress } from '../api/analysis'
import { openParts, type Part } from '../capture/parts'
import type { CaptureReader } from '../capture/reader'
import type { ReadingThread } from '../capture/reading-thread'
import { detectors } from '../detect'
import { runDetectors } from '../detect/detector'
import { MAX_LISTED_CONNS } from '../limits/limits'
import type { CapturePlace } from '../model/capture'
import type { ConnRecord, RecordHandlers } from '../model/records'
import type { CaptureResult } from '../model/run'
import { CaptureRun } from './capture-run'
import { collectEvidence } from './evidence'
import { KeyLogs } from './key-logs'
import { ProgressMeter } from './progress'
import { buildSpine, type SpineInput } from './spine'

/** Findings and spine are looked at again each time this much more has been read. */
const PREVIEW_GROWTH = 8
const FIRST_PREVIEW_PACKETS = 50_000
/** With more connections than this a preview would hold the reading up. */
const PREVIEW_FLOWS = 20_000

const ORDINARY: AnalysisOptions = { streams: false }

/** `thread` reads ahead; null: this thread reads by itself. */
export async function analyseCase(
  files: readonly File[],
  send: (progress: Progress) => void,
  thread: ReadingThread | null = null,
  options: AnalysisOptions = ORDINARY,
): Promise<AnalysisOutcome> {
  const run = new CaseRun(files, send, thread, options)
  return run.analyse()
}

class CaseRun {
  private readonly files: readonly File[]
  private readonly thread: ReadingThread | null
  private readonly options: AnalysisOptions
  private readonly meter: ProgressMeter
  private readonly runs: CaptureRun[] = []
  private readonly blobs: File[] = []
  /** Where each capture lies in its file; null: it is the file. */
  private readonly places: (CapturePlace | null)[] = []
  private readonly others: { name: string; message: string }[] = []
  private readonly keyLogs = new KeyLogs()
  private readonly octetsTotal: number
  private octetsBefore = 0
  private nextPreview = FIRST_PREVIEW_PACKETS

  constructor(
    files: readonly File[],
    send: (progress: Progress) => void,
    thread: ReadingThread | null,
    options: AnalysisOptions,
  ) {
    this.files = files
    this.options = options
    this.thread = thread
    this.meter = new ProgressMeter(send)
    this.octetsTotal = files.reduce((sum, file) => sum + file.size, 0)
  }

  async analyse(): Promise<AnalysisOutcome> {
    const captures = new Set(this.files)
    for (const file of this.files) if (await this.keyLogs.take(file)) captures.delete(file)
    for (const [index, file] of this.files.entries()) {
      if (captures.has(file)) await this.file(index, file)
      this.octetsBefore += file.size
    }
    this.others.push(...this.keyLogs.report())
    if (this.runs.length === 0) return { kind: 'unreadable', files: this.others }
    return this.finish()
  }

  private async file(index: number, file: File): Promise<void> {
    const first = this.runs.length
    for await (const part of openParts(file, file.name, this.thread)) {
      const { name, outcome } = part
      if (outcome.kind === 'capture') await this.capture(index, file, part, outcome.reader, first)
      else this.others.push({ name, message: outcome.message })
    }
  }

  /** `first`: the first capture of the same file. */
  private async capture(
    index: number,
    file: File,
    { name, steps, readBefore }: Part,
    reader: CaptureReader,
    first: number,
  ): Promise<void> {
    const { runs, options, keyLogs } = this
    const named = { name, size: file.size }
    const run = new CaptureRun(reader, named, runs.length, options, keyLogs.all)
    const inside = steps.some((step) => 'at' in step)
    this.runs.push(run)
    this.blobs.push(file)
    this.places.push(inside ? { file: file.name, first, steps } : null)
    while (await run.step()) {
      if (this.meter.due()) this.progress(index, run, readBefore)
    }
    await reader.close()
  }

  private progress(index: number, run: CaptureRun, readBefore: number): void {
    const packets = this.runs.reduce((sum, each) => sum + each.table.length, 0)
    const preview = packets >= this.nextPreview
    if (preview) this.nextPreview = packets * PREVIEW_GROWTH
    const light = this.flowTotal() <= PREVIEW_FLOWS
    this.meter.report(
      {
        file: index,
        files: this.files.length,
        fileName: run.name,
        octets: this.octetsBefore + readBefore + run.reader.octetsRead,
        octetsTotal: this.octetsTotal,
        packets,
      },
      preview && light ? runDetectors(detectors, this.replay).findings : null,
      preview ? buildSpine(this.runs.map(peek)) : null,
    )
  }

  /** Sends the records of all captures, in order. */
  private readonly replay = (handlers: RecordHandlers): void => {
    for (const run of this.runs) run.replay(handlers)
    handlers.end?.()
  }

  private async finish(): Promise<AnalysisOutcome> {
    const { findings, uses, capped } = runDetectors(detectors, this.replay)
    const flows = this.listFlows()
    const epochs = this.runs.map(({ reader }) => reader.epochNs)
    const captures: CaptureResult[] = this.runs.map((run, capture) => run.result(capture))
    for (const [capture, place] of this.places.entries()) {
      const facts = captures[capture]?.facts
      if (facts !== undefined && place !== null) facts.within = place
    }
    captures[0]?.facts.capped.push(...capped)
    const spine = buildSpine(
      captures.map(({ columns }, i) => ({ columns, epochNs: epochs[i] ?? null })),
    )
    const evidence = await collectEvidence(findings, captures, this.blobs)
    return {
      kind: 'analysed',
      result: {
        captures,
        others: this.others,
        flows,
        flowTotal: this.flowTotal(),
        findings,
        detectors: uses,
        spine,
        evidence: evidence.frames,
        evidenceCapped: evidence.capped,
        elapsedMs: this.meter.elapsedMs,
      },
    }
  }

  private flowTotal(): number {
    return this.runs.reduce((sum, run) => sum + run.flows, 0)
  }

  private listFlows(): ConnRecord[] {
    const flows: ConnRecord[] = []
    for (const run of this.runs) {
      if (flows.length >= MAX_LISTED_CONNS) break
      run.replay({
        conn: (record) => {
          if (flows.length < MAX_LISTED_CONNS) flows.push(record)
        },
      })
    }
    return flows
  }
}

function peek(run: CaptureRun): SpineInput {
  return { columns: run.table.peek(), epochNs: run.reader.epochNs }
}
