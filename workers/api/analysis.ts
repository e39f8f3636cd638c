/** What the page may ask of the analysis worker. A run is cancelled by ending the worker. */
import type { OpenTls } from './flows'
import type { DescribedDetector, DetectorSettings } from '../model/detector-settings'
import type { Finding } from '../model/finding'
import type { CaseLists, CaseResult, Spine } from '../model/run'

export interface Progress {
  /** File being read, from 0, and how many there are. */
  file: number
  files: number
  fileName: string
  octets: number
  octetsTotal: number
  packets: number
  /** Frames read so far that have no index: there was no room for it. */
  unindexed: number
  octetsPerSecond: number
  packetsPerSecond: number
  /** −1 while it cannot be said. */
  secondsLeft: number
  /** Findings so far, preliminary; null: unchanged since the last call. */
  findings: Finding[] | null
  spine: Spine | null
}

/** Not one of the files could be read as a capture. */
export interface Unreadable {
  kind: 'unreadable'
  files: { name: string; message: string }[]
}

export type AnalysisOutcome = { kind: 'analysed'; result: CaseResult } | Unreadable

export interface AnalysisOptions {
  /** Adds `follow_tcp` to the counts: what the first TCP streams said, as hashes. */
  streams: boolean
  /** What the analyst changed of the detectors; absent: nothing. */
  detectors?: DetectorSettings
}

export interface AnalysisApi {
  /**
   * Reads and analyses the files as one case, in the given order.
   * `onProgress` is called at most ten times a second. `ingest` leads to workers that read and decode
   * ahead, at least one; several share a large plain capture. The outcome does not depend on how many.
   * `shelf` leads to where the index of frames is kept: see `ShelfApi`.
   */
  analyse(
    files: readonly File[],
    onProgress: (progress: Progress) => void,
    ingest: MessagePort[],
    shelf: MessagePort,
    options: AnalysisOptions,
  ): Promise<AnalysisOutcome>
  /** The long lists of the case analysed last, moved out: nobody waits for them to see the result. */
  lists(): Promise<CaseLists>
  /** See `OpenTls`: the ciphers are here. */
  openSaid: OpenTls
  /** All detectors, in the order in which a run lists them. */
  detectors(): Promise<DescribedDetector[]>
  /** Compiles and warms the engine, so that the first file does not wait for it. */
  warm(): Promise<void>
}
