/** Packets over time by display filter; a part of `LibraryApi`. */
import type { SelectProgress } from './packets'

/** Bins of equal width, side by side; each begins at its first nanosecond and ends before the next. */
export interface BinWindow {
  /** When each capture begins, and the first bin; nanoseconds of the case. */
  starts: readonly number[]
  from: number
  binNanos: number
  bins: number
}

/** One value per bin, of all captures. */
export interface SeriesBins {
  packets: Uint32Array<ArrayBuffer>
  /** On the wire. */
  octets: Float64Array<ArrayBuffer>
  /** Flags of `tcp.analysis` that are set: a packet may have several. */
  events: Uint32Array<ArrayBuffer>
}

export type SeriesOutcome =
  /** `unindexed`: frames of the case that nobody could ask. */
  | { kind: 'counted'; bins: SeriesBins; unindexed: number }
  /** The words are wrong, [at, at + length) of `filter`. */
  | { kind: 'refused'; message: string; at: number; length: number }
  /** Octets are needed that are not at hand, or the case is gone. */
  | { kind: 'absent'; message: string }
  | { kind: 'cancelled' }

export interface FramePlace {
  capture: number
  frame: number
}

export interface TimeSeriesApi {
  /**
   * Packets of all captures of a case that pass `filter`; empty: every packet. Frames that pass are
   * remembered: other bins of the same series cost one pass over their times. A filter that must
   * read the captures waits for the list of packets.
   */
  timeSeries(
    id: string,
    filter: string,
    window: BinWindow,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<SeriesOutcome>
  /** What is being read for this filter is not wanted any more. */
  cancelSeries(id: string, filter: string): Promise<void>
  /** The earliest packet of a series in [from, to); null: there is none. */
  firstOfSeries(
    id: string,
    filter: string,
    starts: readonly number[],
    from: number,
    to: number,
  ): Promise<FramePlace | null>
}
