/** A search over the octets of all frames of a case; a part of `LibraryApi`. */
import type { MatchRow } from '../model/match-row'

export interface OctetQuestion {
  /** `pattern`: a regular expression over octets. */
  kind: 'text' | 'hex' | 'pattern'
  words: string
  /** Upper and lower case are alike; hex digits know no case. */
  anyCase: boolean
  /** Of text. narrow: UTF-8, and so ASCII; wide: UTF-16 of either order. */
  encodings: 'narrow' | 'wide' | 'both'
}

/** How far a search is. */
export interface SearchState {
  /** Handle, unique in the library's life. */
  search: number
  /** Matches found so far; those that are listed: the first ones; frames that hold some. */
  matches: number
  listed: number
  frames: number
  /** Octets and frames that were looked at, of all. */
  octets: number
  totalOctets: number
  soughtFrames: number
  totalFrames: number
  elapsedMs: number
}

/** Frames that were not sought through, and why. */
export interface NotSought {
  capture: number
  frames: number
  /**
   * absent: the file is not at hand; changed: it cannot be read any more; unindexed: there was no room
   * for their index; cut: the capture holds only the first octets of each, and these were looked at.
   */
  why: 'absent' | 'changed' | 'unindexed' | 'cut'
}

export type SearchOutcome =
  | { kind: 'searched' | 'cancelled'; state: SearchState; notSought: NotSought[] }
  /** The words are wrong, [at, at + length) of them. */
  | { kind: 'refused'; message: string; at: number; length: number }
  /** The case is gone. */
  | { kind: 'absent'; message: string }

export interface OctetSearchApi {
  /** A new search ends the one before. `onProgress`: at most ten times a second. */
  searchOctets(
    id: string,
    question: OctetQuestion,
    onProgress: (state: SearchState) => void,
  ): Promise<SearchOutcome>
  cancelSearch(): Promise<void>
  /** Matches [from, from + count) that are listed, also while the search goes on; count ≤ 128. */
  matchRows(search: number, from: number, count: number): Promise<MatchRow[]>
  /** The first match in this frame or behind it; −1: there is none. */
  matchFrom(search: number, capture: number, frame: number): Promise<number>
}
