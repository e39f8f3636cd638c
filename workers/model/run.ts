/** A run: one analysis of one case, and what it was made with. */
import type { Applications } from './app-records'
import type { CaptureFacts } from './capture'
import type { Param } from './detector-settings'
import type { Finding } from './finding'
import type { QualityFault } from './quality'
import type { FrameChunks } from './frame-columns'
import type { Packed } from './packed'
import type { ConnRecord, PassageRecord, Tap } from './records'
import type { TlsSecret } from './tls-secret'
import type { Topology } from './topology'
import type { OwnDetector } from './own-detector'
import type { Sidecars } from './sidecar'

/** A detector as it took part in a run. */
export interface DetectorUse {
  id: string
  version: number
  title: string
  params: Record<string, number>
  /** Why it reported nothing; empty when it did, or did not run. What it looked at, in words. */
  silence: string
  /** What it looks at in general; absent, as what follows, in cases that an earlier version kept. */
  looksAt?: string
  /** Its parameters as documented, and what they mean. */
  documented?: Readonly<Record<string, Param>>
  /** True: the analyst had switched it off, and it did not run. Absent: it ran. */
  off?: boolean
  /** The whole of a detector that the analyst wrote; absent: it is built in. */
  own?: OwnDetector
  /** True, of one that the analyst wrote: it was stopped before it had looked at all frames. */
  stopped?: boolean
}

/** Wireshark-compatible numbers of one capture: keys of the analysis document, see the README. */
export type Counts = Record<string, unknown>

/** Packets and octets over the time of a case. */
export interface Spine {
  /** Absolute start in ns since 1970, decimal: the case's time 0. */
  startNs: string
  /** From the start to the start of the first bin, ns: 0, or less than a bin before it. */
  firstBin: number
  binNanos: number
  packets: Uint32Array
  octets: Float64Array
  /** Per capture: its first frame, in ns after `startNs`. */
  captureStart: number[]
}

export interface CaptureResult {
  facts: CaptureFacts
  counts: Counts
  columns: FrameChunks
  taps: Tap[]
  applications: Applications
}

/** Octets of a frame that a finding points at. */
export interface EvidenceFrame {
  capture: number
  frame: number
  time: number
  capLen: number
  origLen: number
  linktype: number
  octets: Uint8Array
}

/** A case as the page and the library hold it: its long lists are looked up when they are needed. */
export interface CaseResult {
  captures: CaptureResult[]
  /** Files that could not be read, and why. */
  others: { name: string; message: string }[]
  /** Text beside the captures, and what it says. */
  sidecars: Sidecars
  flowTotal: number
  findings: Finding[]
  /** What the captures lack; absent in cases that an earlier version kept. */
  quality?: QualityFault[]
  detectors: DetectorUse[]
  spine: Spine
  /** Absent in cases that an earlier version kept. */
  topology?: Topology
  /** At most `limits.MAX_LISTED_PASSAGES`; absent as above. */
  passages?: PassageRecord[]
  /** Empty until the case is saved. */
  evidence: EvidenceFrame[]
  /** True when evidence frames were left out because of their bound. */
  evidenceCapped: boolean
  /** Wall clock of the analysis, shown to the analyst and never exported. */
  elapsedMs: number
}

/** A case with its long lists, as the analysis gives it and the document has it. */
export interface FullResult extends CaseResult {
  /** At most `limits.MAX_LISTED_CONNS`, in order of first frame; `flowTotal` counts all. */
  flows: ConnRecord[]
  /** Per capture, of all its connections: see `stream-numbers.ts`. Absent where nobody needs them. */
  numbers?: Uint32Array<ArrayBuffer>[]
  /** Those that opened connections of the case; absent: none did. */
  secrets?: TlsSecret[]
}

/** The long lists of a case, of no cost to who only hands them on. */
export interface CaseLists {
  flows: Packed<ConnRecord[]>
  /** Per capture. */
  applications: Packed<Applications>[]
  /** As in `FullResult`; absent when they were not asked for, and in cases of an earlier version. */
  numbers?: Uint32Array<ArrayBuffer>[]
  /** As in `FullResult`. The library holds them while the page is open; they are never stored. */
  secrets?: TlsSecret[]
}
