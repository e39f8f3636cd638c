/**
 * The contract of a detector, and the run of all of them over one stream of records.
 *
 * A detector is a pure function of the records: no clock, no randomness, no storage. Its state
 * lives in what `start` returns and dies with the run, so it may run again on the state so far.
 */
import { MAX_EVIDENCE, MAX_FINDINGS_PER_DETECTOR } from '../limits/limits'
import { compareFindings, type Finding } from '../model/finding'
import type { QualityFault } from '../model/quality'
import type { RecordHandlers } from '../model/records'
import { fanOut } from '../model/fan-out'
import type { DetectorUse } from '../model/run'
import type { Sidecars } from '../model/sidecar'
import { nameAddresses } from './address-names'
import { Shared } from './shared'
import { QualityLog } from './quality'
import { joinStories } from './stories'
import { Witnesses } from './witnesses'

/** A threshold that the analyst may change. */
export interface Param {
  value: number
  /** What it decides, unit included. */
  meaning: string
}

export type Params = Readonly<Record<string, Param>>
export type Values<P extends Params> = Readonly<Record<keyof P, number>>

/** What a detector says; the runner adds who said it. */
export type Report = Omit<Finding, 'detector' | 'version' | 'symptomOf'>
export type Reporter = (finding: Report) => void

/** Hears the records; `silence` is asked after the last one, and only if nothing was reported. */
export interface Listener extends RecordHandlers {
  /** What it looked at, and why it said nothing. */
  silence?(): string
  /** Records that found no room in its bounded state. */
  uncounted?(): number
}

interface Description {
  id: string
  /** Rises whenever the same capture could yield other findings. */
  version: number
  title: string
  /** One sentence: the records it reads and what it compares. */
  looksAt: string
}

export interface Detector extends Description {
  params: Params
  /**
   * `changed`: parameters that differ from their documented values. `shared`: where to find, or leave,
   * what others of the run gather as well; what is found there is to be read only.
   */
  start(changed: Readonly<Record<string, number>>, report: Reporter, shared: Shared): Listener
}

export function defineDetector<P extends Params>(
  detector: Description & {
    params: P
    start(params: Values<P>, report: Reporter, shared: Shared): Listener
  },
): Detector {
  return {
    ...detector,
    start: (changed, report, shared) =>
      detector.start(valuesOf(detector.params, changed) as Values<P>, report, shared),
  }
}

/** Parameters by detector, for those that differ from their documented values. */
export type Overrides = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface DetectorRun {
  /** Gravest first; behind each its symptoms. */
  findings: Finding[]
  /** What the captures lack, and what it weakens. */
  quality: QualityFault[]
  uses: DetectorUse[]
  /** What was left out because of a bound: findings, and records that detectors had no room for. */
  capped: { what: string; count: number }[]
}

/** Runs the detectors over all records, which `replay` sends once, in order. */
export function runDetectors(
  detectors: readonly Detector[],
  replay: (handlers: RecordHandlers) => void,
  overrides: Overrides = {},
): DetectorRun {
  const shared = new Shared()
  const runs = detectors.map((detector) => {
    const found = new Findings(detector)
    const changed = overrides[detector.id] ?? {}
    return { detector, found, changed, listener: detector.start(changed, found.report, shared) }
  })
  const quality = new QualityLog()
  let witnesses = new Witnesses()
  const sidecars = (record: Sidecars) => {
    witnesses = new Witnesses(record)
  }
  replay(fanOut([{ sidecars }, quality.handlers, ...runs.map(({ listener }) => listener)]))
  const { findings, faults } = quality.weigh(runs.flatMap(({ found }) => found.kept()))
  return {
    findings: joinStories(findings.sort(compareFindings)).map((finding) =>
      nameAddresses(finding, witnesses),
    ),
    quality: faults,
    uses: runs.map(({ detector, found, changed, listener }) => ({
      id: detector.id,
      version: detector.version,
      title: detector.title,
      params: valuesOf(detector.params, changed),
      silence: found.size > 0 ? '' : (listener.silence?.() ?? ''),
    })),
    capped: runs
      .flatMap(({ detector: { id }, found, listener }) => [
        { what: `findings of ${id}`, count: found.left },
        { what: `records beyond the bounds of ${id}`, count: listener.uncounted?.() ?? 0 },
      ])
      .filter(({ count }) => count > 0),
  }
}

function valuesOf(
  params: Params,
  changed: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, { value }]) => [name, changed[name] ?? value]),
  )
}

/** What one detector reported, folded by key and bounded. */
class Findings {
  /** Findings beyond the bound, counted; which ones they were is forgotten. */
  left = 0
  private readonly byKey = new Map<string, Finding>()
  private readonly detector: Detector

  constructor(detector: Detector) {
    this.detector = detector
  }

  get size(): number {
    return this.byKey.size
  }

  readonly report = (said: Report): void => {
    const finding: Finding = {
      detector: this.detector.id,
      version: this.detector.version,
      ...said,
      evidence: said.evidence.slice(0, MAX_EVIDENCE),
      evidenceTotal: Math.max(said.evidenceTotal, said.evidence.length),
    }
    const known = this.byKey.get(said.key)
    if (known && compareFindings(known, finding) <= 0) return
    this.byKey.set(said.key, finding)
    if (this.byKey.size > 2 * MAX_FINDINGS_PER_DETECTOR) this.shrink()
  }

  kept(): Finding[] {
    this.shrink()
    return [...this.byKey.values()]
  }

  private shrink(): void {
    const sorted = [...this.byKey.values()].sort(compareFindings)
    for (const { key } of sorted.slice(MAX_FINDINGS_PER_DETECTOR)) {
      this.byKey.delete(key)
      this.left++
    }
  }
}
