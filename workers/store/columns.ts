/**
 * Columns cut into chunks: a frame that is looked up costs the reading of one chunk per column,
 * however long the capture is.
 */
import type { FrameColumns } from '../model/run'

export type ColumnName = Exclude<keyof FrameColumns, 'length'>

const ARRAYS = {
  fileAt: Float64Array,
  time: Float64Array,
  capLen: Uint32Array,
  origLen: Uint32Array,
  iface: Uint16Array,
  flow: Uint32Array,
  flags: Uint32Array,
} as const satisfies Record<ColumnName, unknown>

export const COLUMN_NAMES = Object.keys(ARRAYS) as ColumnName[]

/** Rows of a chunk: 2 MiB of a column of doubles. */
export const CHUNK_ROWS = 262_144

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

/** Columns of the given length without their rows. */
export function rowless(length: number): FrameColumns {
  return { ...newColumns(0), length }
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

/** A copy of one chunk of one column; shorter at the end of the column. */
export function chunkOf(columns: FrameColumns, name: ColumnName, chunk: number): ArrayBuffer {
  const from = chunk * CHUNK_ROWS
  return columns[name].slice(from, Math.min(from + CHUNK_ROWS, columns.length)).buffer
}

/** Copies into `into`, whose row 0 is row `from` of the capture, what it shares with a chunk. */
export function fillFromChunk(
  into: FrameColumns,
  from: number,
  name: ColumnName,
  chunk: number,
  buffer: ArrayBuffer,
): void {
  const rows = new ARRAYS[name](buffer)
  const first = chunk * CHUNK_ROWS
  const start = Math.max(from, first)
  const end = Math.min(from + into.length, first + rows.length)
  if (start < end) into[name].set(rows.subarray(start - first, end - first), start - from)
}
