/** What is kept of every frame: columns that grow while the capture is read. 34 octets a frame. */
import {
  CHUNK_ROWS,
  copyRows,
  newColumns,
  sliceColumns,
  type FrameChunks,
  type FrameColumns,
} from '../model/frame-columns'
import type { RecordBatch } from '../model/record-batch'
import type { ColumnShelf } from './column-shelf'

/** Most captures are small: the first chunk begins with this and grows. */
const FIRST_ROWS = 4096

export class FrameTable {
  /** null: handed over. */
  private readonly chunks: (FrameColumns | null)[] = []
  private handedOver = 0
  /** The last chunk, `length` rows of which are in use. */
  private last: FrameColumns = { ...newColumns(FIRST_ROWS), length: 0 }
  /** Frames. */
  length = 0

  constructor() {
    this.chunks.push(this.last)
  }

  /** Adds the frames of a batch; what is found out about them follows with `mark`. */
  append(batch: RecordBatch): void {
    for (let from = 0; from < batch.count;) {
      if (this.last.length === CHUNK_ROWS) {
        this.last = { ...newColumns(CHUNK_ROWS), length: 0 }
        this.chunks.push(this.last)
      }
      const rows = Math.min(batch.count - from, CHUNK_ROWS - this.last.length)
      this.reserve(this.last.length + rows)
      fill(this.last, batch, from, rows)
      from += rows
      this.length += rows
    }
  }

  /** Sets what was found out about frame `row + 1`. */
  mark(row: number, flow: number, flags: number): void {
    const columns = row >= this.length - this.last.length ? this.last : this.before()
    const at = row % CHUNK_ROWS
    columns.flow[at] = flow
    columns.flags[at] = flags
  }

  /**
   * Hands full chunks over, once everything is said of their frames; `rest`: and the last one, to
   * which nothing is added any more.
   */
  async handOver(to: ColumnShelf, capture: number, rest: boolean): Promise<void> {
    for (; this.handedOver < this.chunks.length - 1; this.handedOver++) {
      const columns = this.chunks[this.handedOver]
      this.chunks[this.handedOver] = null
      if (columns) await to.put(capture, this.handedOver, columns)
    }
    if (!rest || this.last.length === 0 || this.chunks.at(-1) === null) return
    const { last } = this
    this.chunks[this.handedOver] = null
    await to.put(capture, this.handedOver, sliceColumns(last, 0, last.length))
  }

  /** The columns, the last chunk cut to its length. */
  take(): FrameChunks {
    const { chunks, last, length } = this
    const rest = chunks.at(-1) === null ? null : sliceColumns(last, 0, last.length)
    return { length, chunks: [...chunks.slice(0, -1), rest] }
  }

  /** A batch may end behind the start of a chunk: some of its rows are in the one before. */
  private before(): FrameColumns {
    return this.chunks.at(-2) ?? this.last
  }

  private reserve(rows: number): void {
    const capacity = this.last.time.length
    if (rows <= capacity) return
    const larger = newColumns(Math.min(CHUNK_ROWS, Math.max(rows, capacity * 4)))
    copyRows(this.last, larger, 0)
    larger.length = this.last.length
    this.last = larger
    this.chunks[this.chunks.length - 1] = larger
  }
}

function fill(columns: FrameColumns, batch: RecordBatch, from: number, rows: number): void {
  const at = columns.length
  const to = from + rows
  columns.fileAt.set(batch.fileAt.subarray(from, to), at)
  columns.time.set(batch.time.subarray(from, to), at)
  columns.capLen.set(batch.capLen.subarray(from, to), at)
  columns.origLen.set(batch.origLen.subarray(from, to), at)
  columns.iface.set(batch.iface.subarray(from, to), at)
  columns.length = at + rows
}
