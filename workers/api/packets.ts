/** What the page may ask of the packets of a case; a part of `LibraryApi`. */
export interface PacketQuery {
  /** Index of the capture within the case. */
  capture: number
  /** Display filter; empty: every frame. */
  filter: string
  /** Time window within the capture, nanoseconds since its first frame, both inclusive; null: all of it. */
  from: number | null
  to: number | null
  /** Frame of the capture that `${…}` in the filter speaks of; absent: none. */
  selected?: number
}

/** Frames that a query left, held by the library until the case is closed or many others were asked for. */
export interface PacketSet {
  /** Handle, unique in the library's life. */
  set: number
  count: number
  /** Frames of the capture that have an index: those that were asked. */
  asked: number
  /** Measured, from question to answer. */
  elapsedMs: number
  /**
   * Of a compressed capture that is longer than that: its first octets, which are kept unpacked. To
   * go back in what lies behind them takes long. 0: nothing of it does.
   */
  quickOctets: number
}

export type SelectOutcome =
  | ({ kind: 'selected' } & PacketSet)
  /** The words are wrong, [at, at + length) of `filter`. */
  | { kind: 'refused'; message: string; at: number; length: number }
  /** Octets are needed that are not at hand, or the case is gone. */
  | { kind: 'absent'; message: string }
  | { kind: 'cancelled' }

/** How far a selection is whose frames must be read: frames looked at, of how many, and found so far. */
export interface SelectProgress {
  asked: number
  total: number
  found: number
}

export interface RowOfFrame {
  row: number
  /** The frame itself stands there. */
  listed: boolean
}

export interface PacketsApi {
  /** A new question cancels the one before. `onProgress`: at most ten times a second. */
  selectPackets(
    id: string,
    query: PacketQuery,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<SelectOutcome>
  cancelSelection(): Promise<void>
  /** Frame numbers of rows [from, from + count) of a set, in the order of the file. */
  framesOf(set: number, from: number, count: number): Promise<Uint32Array>
  /** The row of the first frame of the set that is not before `frame`; its count when there is none. */
  rowOf(set: number, frame: number): Promise<RowOfFrame>
}
