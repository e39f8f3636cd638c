/**
 * Columns cut into chunks: a frame that is looked up costs the reading of one chunk per column,
 * however long the capture is.
 */
import {
  CHUNK_ROWS,
  newColumns,
  type ColumnName,
  type FrameChunks,
  type FrameColumns,
} from '../model/frame-columns'

const ARRAYS = {
  fileAt: Float64Array,
  time: Float64Array,
  capLen: Uint32Array,
  origLen: Uint32Array,
  flow: Uint32Array,
  flags: Uint32Array,
  iface: Uint16Array,
} as const satisfies Record<ColumnName, unknown>

export const COLUMN_NAMES = Object.keys(ARRAYS) as ColumnName[]

/** Chunks that hold a row of [from, to). */
export function chunksOf(from: number, to: number): number[] {
  const first = Math.floor(from / CHUNK_ROWS)
  return Array.from({ length: Math.ceil(to / CHUNK_ROWS) - first }, (_, index) => first + index)
}

/** Columns of the given length without their rows. */
export function rowless(length: number): FrameChunks {
  return { length, chunks: [] }
}

/** One column of a chunk as it is stored. */
export function storedColumn(columns: FrameColumns, name: ColumnName): ArrayBuffer {
  const column = columns[name]
  const whole = column.byteLength === column.buffer.byteLength
  return (whole ? column : column.slice()).buffer as ArrayBuffer
}

/**
 * A chunk as it was stored; columns that were not asked for are empty. `buffers`: of those that were,
 * at least one; null: one is missing.
 */
export function chunkFrom(buffers: Map<ColumnName, ArrayBuffer | undefined>): FrameColumns | null {
  const columns = newColumns(0)
  let length = 0
  for (const [name, buffer] of buffers) {
    if (buffer === undefined) return null
    const column = new ARRAYS[name](buffer)
    Object.assign(columns, { [name]: column })
    length = column.length
  }
  return { ...columns, length }
}
