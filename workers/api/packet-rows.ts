/** What the list of packets asks beside the packets themselves; a part of `LibraryApi`. */
import type { PacketRow } from '../model/packet-row'

/** Packets and octets of a stretch of time, in bins of equal width. */
export interface TimeBins {
  packets: Uint32Array<ArrayBuffer>
  octets: Float64Array<ArrayBuffer>
}

export interface PacketRowsApi {
  /** Rows [from, from + count) of a set of frames of this capture, fewer where it ends; count ≤ 256. */
  packetRows(
    id: string,
    capture: number,
    set: number,
    from: number,
    count: number,
  ): Promise<PacketRow[]>
  /** The next frame of the same connection, forwards (1) or backwards (−1); 0: none. */
  frameOfFlow(id: string, capture: number, frame: number, step: 1 | -1): Promise<number>
  /**
   * Packets of all captures of a case in `bins` bins of [from, to), nanoseconds of the case.
   * `starts`: when each capture begins. null: the case is gone, or its index is not whole.
   */
  timeBins(
    id: string,
    starts: readonly number[],
    from: number,
    to: number,
    bins: number,
  ): Promise<TimeBins | null>
}
