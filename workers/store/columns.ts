/**
 * Columns cut into chunks: a frame that is looked up costs the reading of one chunk,
 * however long the capture is.
 */
import {
  CHUNK_ROWS,
  ROW_OCTETS,
  newColumns,
  type ColumnName,
  type FrameChunks,
  type FrameColumns,
} from '../model/frame-columns'

/** In the order they are stored: the widest first, so that each begins at a multiple of its width. */
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

/** A chunk as it is stored: one column behind the other. */
export function storedChunk(columns: FrameColumns): Blob {
  return new Blob(COLUMN_NAMES.map((name) => columns[name] as ArrayBufferView<ArrayBuffer>))
}

/** A chunk as it was stored. Its columns share the buffer. */
export function chunkOf(buffer: ArrayBuffer): FrameColumns {
  const length = buffer.byteLength / ROW_OCTETS
  const columns = newColumns(0)
  for (const name of COLUMN_NAMES) {
    Object.assign(columns, { [name]: new ARRAYS[name](buffer, offsetOf(name, length), length) })
  }
  return { ...columns, length }
}

/** Some columns of a chunk as it was stored; the others are empty. */
export async function partOf(stored: Blob, names: readonly ColumnName[]): Promise<FrameColumns> {
  const length = stored.size / ROW_OCTETS
  const columns = newColumns(0)
  const read = async (name: ColumnName) => {
    const at = offsetOf(name, length)
    const end = at + length * ARRAYS[name].BYTES_PER_ELEMENT
    const buffer = await stored.slice(at, end).arrayBuffer()
    Object.assign(columns, { [name]: new ARRAYS[name](buffer) })
  }
  await Promise.all(names.map(read))
  return { ...columns, length }
}

/** Where a column of a stored chunk begins. */
function offsetOf(name: ColumnName, length: number): number {
  const before = COLUMN_NAMES.slice(0, COLUMN_NAMES.indexOf(name))
  return before.reduce((at, other) => at + length * ARRAYS[other].BYTES_PER_ELEMENT, 0)
}

/** A chunk of which each column was stored for itself. `buffers`: null: one is missing. */
export function chunkFrom(buffers: Map<ColumnName, ArrayBuffer | undefined>): FrameColumns | null {
  const columns = newColumns(0)
  for (const name of COLUMN_NAMES) {
    const buffer = buffers.get(name)
    if (buffer === undefined) return null
    Object.assign(columns, { [name]: new ARRAYS[name](buffer) })
  }
  return { ...columns, length: columns.time.length }
}
