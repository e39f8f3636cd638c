/**
 * Columns cut into chunks: a frame that is looked up costs the reading of one chunk per column,
 * however long the capture is.
 */
import {
  CHUNK_ROWS,
  type ColumnName,
  type FrameChunks,
  type FrameColumns,
} from '../model/frame-columns'

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

/** Columns of the given length without their rows. */
export function rowless(length: number): FrameChunks {
  return { length, chunks: [] }
}

/** One chunk of one column as it is stored; shorter at the end of the column. */
export function chunkOf({ chunks }: FrameChunks, name: ColumnName, chunk: number): ArrayBuffer {
  const columns = chunks[chunk]
  const column = columns?.[name] ?? new Uint8Array(0)
  const whole = column.byteLength === column.buffer.byteLength
  return (whole ? column : column.slice()).buffer as ArrayBuffer
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
