/** A search over the octets of all frames of a case; a part of `LibraryApi`. */
import type { MatchRow } from '../model/match-row'
import type { TimeScope } from '../model/time-scope'

export interface OctetQuestion {
  /** `pattern`: a regular expression over octets. */
  kind: 'text' | 'hex' | 'pattern'
  words: string
  /** Upper and lower case are alike; hex digits know no case. */
  anyCase: boolean
  /** Of text. narrow: UTF-8, and so ASCII; wide: UTF-16 of either order. */
  encodings: 'narrow' | 'wide' | 'both'
  /** Which packets are searched; absent: all of the case. */
  within?: SearchScope
}

/** Some of the packets of a case. */
export interface SearchScope {
  /** Display filter, asked of every capture; empty: they pass whatever they are. */
  filter: string
  /** Absent: at any time. */
  time?: TimeScope
  /** The packet that `${…}` in the filter speaks of: other captures have none. Absent: none is chosen. */
  selected?: { capture: number; frame: number }
}

/** How far a search is. */
export interface SearchState {
  /** Handle, unique in the library's life. */
  search: number
  /** Matches found so far; those that are listed: the first ones; frames that hold some. */
  matches: number
  listed: number
  frames: number
  /** While it is not known yet which packets are to be searched: those asked so far, of how many. */
  filtering: { asked: number; total: number } | null
  /** Octets and frames that were looked at, of all that are to be. */
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
   * for their index; cut: the capture holds only the first octets of each, and these were looked at;
   * reference: the filter speaks of a packet of another capture.
   */
  why: 'absent' | 'changed' | 'unindexed' | 'cut' | 'reference'
}

export type SearchOutcome =
  | { kind: 'searched' | 'cancelled'; state: SearchState; notSought: NotSought[] }
  /** The words are wrong, [at, at + length) of them. */
  | { kind: 'refused'; message: string; at: number; length: number }
  /** The case is gone, or its packets cannot be filtered: why. */
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
