/** What the page may ask of packets to be saved; a part of `LibraryApi`. */

/** Which packets of a case. */
export type PacketChoice =
  /** The evidence of a finding, as far as it is listed. */
  | { kind: 'finding'; detector: string; key: string }
  /** Those that carry a mark. */
  | { kind: 'marked' }
  /** What a filter left, see `PacketSet`. */
  | { kind: 'set'; capture: number; set: number; count: number }
  /** Frames of one capture, from 1, ascending. */
  | { kind: 'frames'; capture: number; frames: Uint32Array }

export interface PacketExportProgress {
  /** Packets that were looked at, of `total`. */
  done: number
  total: number
}

export type PacketExportOutcome =
  /** A pcapng file with `packets` packets. `leftOut`: what is not in it, and why, in sentences. */
  | { kind: 'packets'; file: Blob; packets: number; leftOut: string[] }
  /** None of them can be had. */
  | { kind: 'nothing'; message: string }
  | { kind: 'cancelled' }

export interface PacketExportApi {
  /**
   * In the order of captures and frames, each once: with its octets, times, interface and comments,
   * and what the analyst wrote on it unless `notes` is false. A new one cancels the one before.
   * `onProgress`: at most ten times a second.
   */
  exportPackets(
    id: string,
    choice: PacketChoice,
    notes: boolean,
    onProgress: (progress: PacketExportProgress) => void,
  ): Promise<PacketExportOutcome>
  cancelPacketExport(): Promise<void>
}
