/**
 * The contract of a detector, and the run of all of them over one stream of records.
 *
 * A detector is a pure function of the records: no clock, no randomness, no storage. Its state
 * lives in what `start` returns and dies with the run, so it may run again on the state so far.
 */
import { MAX_EVIDENCE, MAX_FINDINGS_PER_DETECTOR } from '../limits/limits'
import {
  AS_DOCUMENTED,
  knownSettings,
  type DescribedDetector,
  type DetectorSettings,
  type Param,
} from '../model/detector-settings'
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

/** `version` rises whenever the same capture could yield other findings. */
type Description = Omit<DescribedDetector, 'params'>

export interface Detector extends DescribedDetector {
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

export interface DetectorRun {
  /** Gravest first; behind each its symptoms. */
  findings: Finding[]
  /** What the captures lack, and what it weakens. */
  quality: QualityFault[]
  uses: DetectorUse[]
  /** What was left out because of a bound: findings, and records that detectors had no room for. */
  capped: { what: string; count: number }[]
}

/** Runs the detectors that are on over all records, which `replay` sends once, in order. */
export function runDetectors(
  detectors: readonly Detector[],
  replay: (handlers: RecordHandlers) => void,
  settings: DetectorSettings = AS_DOCUMENTED,
): DetectorRun {
  const shared = new Shared()
  const { off, changed: params } = knownSettings(settings, detectors)
  const on = detectors.filter(({ id }) => !off.includes(id))
  const runs = on.map((detector) => {
    const found = new Findings(detector)
    const changed = params[detector.id] ?? {}
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
    uses: detectors.map((detector) => {
      const use = useOf(detector, params[detector.id] ?? {})
      const run = runs.find((each) => each.detector === detector)
      if (run === undefined) return { ...use, off: true }
      return { ...use, silence: run.found.size > 0 ? '' : (run.listener.silence?.() ?? '') }
    }),
    capped: runs
      .flatMap(({ detector: { id }, found, listener }) => [
        { what: `findings of ${id}`, count: found.left },
        { what: `records beyond the bounds of ${id}`, count: listener.uncounted?.() ?? 0 },
      ])
      .filter(({ count }) => count > 0),
  }
}

/** Of a detector that says nothing. */
function useOf(
  { id, version, title, looksAt, params }: Detector,
  changed: Readonly<Record<string, number>>,
): DetectorUse {
  const values = valuesOf(params, changed)
  return { id, version, title, params: values, silence: '', looksAt, documented: params }
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
