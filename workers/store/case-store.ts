/**
 * What keeps cases. Two implementations: the browser's database, and memory for when there is none.
 * A case is either there as a whole or not there at all.
 */
import type { CaseEntry } from '../api/library'
import type { CaptureFacts } from '../model/capture'
import type { ColumnName, FrameColumns } from '../model/frame-columns'
import type { Note } from '../model/note'
import type { CaseLists, CaseResult, EvidenceFrame } from '../model/run'
import type { StoreFault } from './store-fault'

/** A case on its way into the store. */
export interface CaseDraft {
  entry: CaseEntry
  /** Version of the application that made the result. */
  appVersion: string
  /** Chunks of columns that are null were given to `putChunk`. */
  result: CaseResult
  lists: CaseLists
}

/** A case as it comes back. Its columns tell their `length` and hold no rows: see `columns`. */
export interface StoredCase {
  entry: CaseEntry
  appVersion: string
  result: CaseResult
}

/** What detectors that look at a stored case change in it. */
export interface Revision extends Pick<
  CaseResult,
  'findings' | 'detectors' | 'evidence' | 'evidenceCapped'
> {
  /** As `CaseEntry` counts them. */
  counted: CaseEntry['findings']
}

export type Written = { kind: 'written' } | StoreFault

/** Whose records are left alone although their case is not there yet. */
export interface CaseOwners {
  /** Cases that some page is working on, this one included. */
  living(): Promise<ReadonlySet<string>>
  /** Without those of this page. */
  others(): Promise<ReadonlySet<string>>
}

export interface CaseStore {
  /** In no particular order. */
  list(): Promise<CaseEntry[]>
  /** On a fault nothing of the draft stays, but for the chunks that were put before. */
  save(draft: CaseDraft): Promise<Written>
  /** Changes what was found in a case that is there, as a whole or not at all; one that is gone stays gone. */
  revise(id: string, revision: Revision): Promise<Written>
  /** Keeps captures with their case, all or none; null: not this one. */
  keep(id: string, blobs: readonly (Blob | null)[]): Promise<Written>
  open(id: string): Promise<StoredCase | null>
  /** What `open` leaves out, but for `numbers`; null: no such case. */
  lists(id: string): Promise<CaseLists | null>
  /** See `CaseLists.numbers`; null: none are kept of this capture. */
  numbers(id: string, capture: number): Promise<Uint32Array | null>
  /** One per capture; null: no such case. Far cheaper than `open`. */
  facts(id: string): Promise<CaptureFacts[] | null>
  /** Connections of the case, those that are not listed included; 0: no such case. */
  flowTotal(id: string): Promise<number>
  /** Rows [from, to) of a capture, row 0 being frame 1; null when there are no such rows. */
  columns(id: string, capture: number, from: number, to: number): Promise<FrameColumns | null>
  /** Rows of a capture: frames with an index; 0: no such capture. */
  rowsOf(id: string, capture: number): Promise<number>
  /**
   * A chunk of the columns of a capture, not to be changed; null: it is not there. `wanted`: columns
   * that will be looked at; the others may be empty, though `length` tells of all.
   */
  chunk(
    id: string,
    capture: number,
    chunk: number,
    wanted?: readonly ColumnName[],
  ): Promise<FrameColumns | null>
  evidence(id: string): Promise<EvidenceFrame[]>
  /** The kept capture; null: not kept. */
  blob(id: string, capture: number): Promise<Blob | null>
  /** One per capture, and one per side-car; an empty hash changes nothing. */
  setHashes(id: string, sha256: readonly string[], ofSidecars: readonly string[]): Promise<void>
  notes(id: string): Promise<Note[]>
  /** In place of the one with its id; of a case that is gone nothing is kept. */
  putNote(id: string, note: Note): Promise<Written>
  removeNote(id: string, noteId: string): Promise<void>
  /** Drops the kept captures and leaves the case. */
  forgetCaptures(id: string): Promise<void>
  remove(id: string): Promise<void>
  removeAll(): Promise<void>
  close(): void
}

/** A store that takes the columns of a case before there is a case: `chunk` gives those, too. */
export interface ChunkStore extends CaseStore {
  putChunk(id: string, capture: number, chunk: number, columns: FrameColumns): Promise<Written>
}
