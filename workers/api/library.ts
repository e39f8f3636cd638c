/** What the page may ask of the library worker: the case store, frames, and exports. */
import type { ConversationsApi } from './conversations'
import type { FlowsApi } from './flows'
import type { FrameView } from '../model/frame-view'
import type { Language } from '../model/language'
import type { OwnDetector } from '../model/own-detector'
import type { Phrases } from '../model/phrases'
import type { CaseLists, CaseResult } from '../model/run'
import type { NotesApi } from './notes'
import type { OctetSearchApi } from './octet-search'
import type { OwnDetectorsApi, OwnRun } from './own-detectors'
import type { PacketExportApi } from './packet-export'
import type { PacketRowsApi } from './packet-rows'
import type { PacketsApi } from './packets'
import type { TableExportApi } from './table-export'
import type { TimeSeriesApi } from './time-series'
import type { ViewsApi } from './views'

export interface CaseEntry {
  id: string
  /** Names of the captures, joined. */
  title: string
  createdMs: number
  packets: number
  octets: number
  findings: { critical: number; warning: number; note: number }
  /** Octets of captures kept with the case; 0: none. */
  keptOctets: number
}

export interface StoreStatus {
  /** memory: nothing outlives the page, with the reason in words. */
  mode: 'persistent' | 'memory'
  reason: string
  /** Estimates of the browser, octets; −1: not told. */
  usedOctets: number
  quotaOctets: number
  /** Frames of a new case that there is room for an index of; −1: not told. */
  indexFrames: number
}

/** Bounds of the index of a case, in frames; absent: as `limits` has them. */
export interface IndexBounds {
  /** Held in memory while the database takes what is older. */
  residentRows?: number
  /** Held in memory where nothing may be stored. */
  memoryRows?: number
}

export interface CaptureAvailability {
  /** stored: kept in the browser; file: the dropped file is still at hand; absent: drop it again. */
  from: 'stored' | 'file' | 'absent'
  storedOctets: number
}

export interface OpenCase {
  id: string
  result: CaseResult
  captures: CaptureAvailability[]
}

export type SaveOutcome =
  | { kind: 'saved'; message: string }
  /** The case lives in memory until the page is closed. */
  | { kind: 'memory'; message: string }

export interface Saved {
  id: string
  outcome: SaveOutcome
  /** Not all evidence frames could be kept. */
  evidenceCapped: boolean
  /** Frames of each capture that have an index: the first ones. */
  indexed: number[]
  /** null: there was none of the analyst's to run. Its findings are all of the case, in their order. */
  own: OwnRun | null
}

/** Whether the captures are stored with their case; if not, why. */
export interface CaptureKeeping {
  kept: boolean
  message: string
}

/** The files that a case was read from. */
export type CaseFiles =
  | { kind: 'files'; files: readonly File[] }
  /** Not all of them: drop these again, together. */
  | { kind: 'absent'; names: string[] }

export type FrameAnswer = { kind: 'frame'; frame: FrameView } | { kind: 'absent'; message: string }

export type ReattachOutcome =
  { kind: 'attached'; capture: number } | { kind: 'different'; message: string }

export interface ReportOptions {
  /** Keys `detector key` of the findings that are left out. */
  leaveOut: string[]
  title: string
  language: Language
  /** What detectors say in this language. */
  phrases: Phrases
  /** False: what the analyst wrote stays out of it. */
  notes: boolean
  /** False: no octets of packets. */
  octets: boolean
  /** Pseudonyms instead of addresses and names, and neither octets nor comments of files. */
  hide: boolean
}

export interface WrittenReport {
  html: string
  /** What stands for what; empty where nothing was hidden. */
  key: { pseudonym: string; original: string }[]
}

export interface LibraryApi
  extends
    PacketsApi,
    PacketRowsApi,
    TimeSeriesApi,
    FlowsApi,
    ConversationsApi,
    ViewsApi,
    NotesApi,
    OctetSearchApi,
    OwnDetectorsApi,
    PacketExportApi,
    TableExportApi {
  /** `mode` asked by the page: `memory` from file:// unless the analyst opted in. */
  start(mode: 'persistent' | 'memory', reason: string): Promise<StoreStatus>
  list(): Promise<CaseEntry[]>
  /**
   * A case is about to be read; gives its id. `port` leads to who hands the index of its frames over:
   * see `ShelfApi`.
   */
  begin(port: MessagePort, bounds: IndexBounds): Promise<string>
  /** Nothing comes of a case that was begun. */
  discard(id: string): Promise<void>
  /**
   * Takes the result over, with its long lists, and adds the octets of its evidence frames. `id`: as `begin` gave it;
   * absent: the result holds all of its columns. `onHeld`: from now on everything can be asked of the case, while it
   * is written. `own`: detectors of the analyst, which look at it before it is written.
   */
  save(
    result: CaseResult,
    lists: CaseLists,
    files: readonly File[],
    id?: string,
    onHeld?: (id: string) => void,
    own?: readonly OwnDetector[],
  ): Promise<Saved>
  /** Captures and what was dropped beside them: as dropped, or as they are kept. */
  filesOf(id: string): Promise<CaseFiles>
  /** Stores the captures of a saved case, and the texts beside them, when the quota allows; its findings do not wait for them. */
  keepCaptures(id: string): Promise<CaptureKeeping>
  /** Sets hashes once the hash worker has them; one per capture, and one per side-car. */
  setHashes(id: string, sha256: string[], ofSidecars: string[]): Promise<void>
  open(id: string): Promise<OpenCase | null>
  forgetCaptures(id: string): Promise<void>
  remove(id: string): Promise<void>
  removeAll(): Promise<void>
  /** The capture must be stored, at hand, or the frame be an evidence frame. */
  frame(id: string, capture: number, frame: number): Promise<FrameAnswer>
  /** Brings the frames of a stored case back; compares size, then SHA-256. */
  reattach(id: string, file: File): Promise<ReattachOutcome>
  /** The analysis document `tailfirst.analysis/1`. */
  document(id: string): Promise<string>
  /** The report, one HTML file. */
  report(id: string, options: ReportOptions): Promise<WrittenReport>
  status(): Promise<StoreStatus>
}
