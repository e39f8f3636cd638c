/** What the page may ask of tables to be saved as Parquet; a part of `LibraryApi`. */

export type TableChoice =
  /** The listed TCP connections of a case. */
  | { kind: 'flow-table' }
  /** The packets that a filter left, see `PacketSet`. */
  | { kind: 'packet-table'; capture: number; set: number; count: number; filter: string }

export interface TableExportProgress {
  /** Part of the work that is done, 0 to 1. */
  part: number
}

export type TableExportOutcome =
  /** A Parquet file with `rows` rows. `leftOut`: what is not in it, and why, in sentences. */
  | { kind: 'table'; file: Blob; rows: number; leftOut: string[] }
  /** There are no rows. */
  | { kind: 'nothing'; message: string }
  | { kind: 'cancelled' }

export interface TableExportApi {
  /** A new one cancels the one before. `onProgress`: at most ten times a second. */
  exportTable(
    id: string,
    choice: TableChoice,
    onProgress: (progress: TableExportProgress) => void,
  ): Promise<TableExportOutcome>
  cancelTableExport(): Promise<void>
}
