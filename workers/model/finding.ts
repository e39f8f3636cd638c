/** A finding: what a detector says, with everything needed to act on it and to check it. */
import type { Figure } from './figure'
import type { FrameNumber, Nanos } from './units'

export type Severity = 'critical' | 'warning' | 'note'
export type Confidence = 'certain' | 'likely' | 'possible'

export interface Evidence {
  /** Index of the capture in the case. */
  capture: number
  frame: FrameNumber
  /** What this frame shows, e.g. `tail`, `retransmission 3`. */
  role: string
  time: Nanos
  /** What stands in the evidence table beside it; may be empty. */
  note: string
}

export interface Alternative {
  cause: string
  for: string[]
  against: string[]
}

export interface Step {
  say: string
  /** Shell command, empty when there is none. */
  command: string
}

/** One number of a finding. */
export interface Metric {
  /** Stable name of the analysis document, e.g. `datagramsTailFirst`. */
  name: string
  /** What the page calls it, e.g. `tail first`. */
  label: string
  value: number
  /** `datagrams`, `octets`, `ms`, `packets`, … ; empty: a plain count. */
  unit: string
  /** True when it was computed from assumptions rather than measured; the page says `estimated`. */
  estimated: boolean
}

/** How many values a filter lists, and how many it would have to list; total 0: more, not counted. */
export interface FilterCut {
  listed: number
  total: number
}

export interface Finding {
  detector: string
  version: number
  /** Identity within the run, for folding repeats: same detector and key = same finding. */
  key: string
  severity: Severity
  confidence: Confidence
  /** Why this confidence, and what lowers it. */
  confidenceReasons: string[]
  /** One sentence, no full stop. */
  claim: string
  /** What happened, in paragraphs of plain sentences. */
  happened: string[]
  /** The rule that fired, with its thresholds. */
  rule: string
  metrics: Metric[]
  /** Roles → text: `from`, `to`, `tunnel`, … */
  entities: Record<string, string>
  /** First capture concerned and first moment in it. */
  capture: number
  time: Nanos
  until: Nanos
  /** Bounded; `evidenceTotal` counts all. */
  evidence: Evidence[]
  evidenceTotal: number
  counterEvidence: string[]
  alternatives: Alternative[]
  disprovedBy: string[]
  nextSteps: Step[]
  /** How to confirm on the node. */
  confirm: Step[]
  /** Wireshark display filter. */
  filter: string
  /** Absent: the filter lists all that it should. */
  filterCut?: FilterCut
  figures: Figure[]
  /** Detector and key of the finding that explains this one; absent: it stands for itself. */
  symptomOf?: string
}

/** Detector and key: what a finding is called by others. */
export const identityOf = ({ detector, key }: Pick<Finding, 'detector' | 'key'>): string =>
  `${detector} ${key}`

/** Gravest first; then the surer; then by time; then by key, so that the order is total. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    a.capture - b.capture ||
    a.time - b.time ||
    compareText(a.detector, b.detector) ||
    compareText(a.key, b.key)
  )
}

export const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'note']
export const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible']

/** By UTF-16 code unit: the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
