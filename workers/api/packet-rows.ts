/** What the list of packets asks beside the packets themselves; a part of `LibraryApi`. */
import type { PacketRow } from '../model/packet-row'

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
}
