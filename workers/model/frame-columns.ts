/**
 * What is kept of every frame, in columns, and the columns in chunks: they are never copied as a
 * whole, and a frame that is looked up costs the reading of one chunk.
 */

/** What is kept of every frame, one typed array per fact; all of the same length. Index 0 is frame 1. */
export interface FrameColumns {
  length: number
  /** Offset of the frame's first octet in the (decompressed) file. */
  fileAt: Float64Array
  /** Nanoseconds since the first frame. */
  time: Float64Array
  capLen: Uint32Array
  origLen: Uint32Array
  /** Index into `CaptureFacts.interfaces`. */
  iface: Uint16Array
  /** Corrected flow, 0 = none, else its number from 1. */
  flow: Uint32Array
  /** Bits of `FrameFlag`. */
  flags: Uint32Array
}

export type ColumnName = Exclude<keyof FrameColumns, 'length'>

/**
 * Rows of a chunk: 256 KiB of a column of doubles. A frame anywhere costs the reading of one chunk, a
 * pass over all costs a request per chunk and column.
 */
export const CHUNK_ROWS = 32_768

/** Octets of a row in all columns. */
export const ROW_OCTETS = 34

/** Columns of a capture: every chunk but the last has `CHUNK_ROWS` rows. */
export interface FrameChunks {
  /**
   * The first frames of the capture, that is those with an index: all of them, unless there was no
   * room. Chunks may be missing where only that is known.
   */
  length: number
  /** null: the chunk is kept by the library, in memory or in the database. */
  chunks: (FrameColumns | null)[]
}

export function newColumns(length: number): FrameColumns {
  return {
    length,
    fileAt: new Float64Array(length),
    time: new Float64Array(length),
    capLen: new Uint32Array(length),
    origLen: new Uint32Array(length),
    iface: new Uint16Array(length),
    flow: new Uint32Array(length),
    flags: new Uint32Array(length),
  }
}

/** A copy of rows [from, to). */
export function sliceColumns(columns: FrameColumns, from: number, to: number): FrameColumns {
  return {
    length: to - from,
    fileAt: columns.fileAt.slice(from, to),
    time: columns.time.slice(from, to),
    capLen: columns.capLen.slice(from, to),
    origLen: columns.origLen.slice(from, to),
    iface: columns.iface.slice(from, to),
    flow: columns.flow.slice(from, to),
    flags: columns.flags.slice(from, to),
  }
}

/** A copy of rows [from, to) of a capture, whose chunks are all at hand. */
export function sliceChunks({ chunks }: FrameChunks, from: number, to: number): FrameColumns {
  const into = newColumns(to - from)
  for (let chunk = Math.floor(from / CHUNK_ROWS); chunk * CHUNK_ROWS < to; chunk++) {
    const columns = chunks[chunk] ?? null
    if (columns === null) break
    const first = chunk * CHUNK_ROWS
    const start = Math.max(from, first)
    const part = sliceColumns(columns, start - first, Math.min(to - first, columns.length))
    copyRows(part, into, start - from)
  }
  return into
}

/** Copies all rows of `from` into `into`, from row `at` on. */
export function copyRows(from: FrameColumns, into: FrameColumns, at: number): void {
  into.fileAt.set(from.fileAt, at)
  into.time.set(from.time, at)
  into.capLen.set(from.capLen, at)
  into.origLen.set(from.origLen, at)
  into.iface.set(from.iface, at)
  into.flow.set(from.flow, at)
  into.flags.set(from.flags, at)
}
