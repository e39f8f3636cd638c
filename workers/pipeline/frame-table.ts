/** What is kept of every frame: columns that grow while the capture is read. 40 octets a frame. */
import type { RecordBatch } from '../model/record-batch'
import type { FrameColumns } from '../model/run'

const FIRST_ROWS = 65_536

export class FrameTable {
  private columns: FrameColumns = allocate(FIRST_ROWS)

  get length(): number {
    return this.columns.length
  }

  /** Adds the frames of a batch; what is found out about them follows with `mark`. */
  append({ count, fileAt, time, capLen, origLen, iface }: RecordBatch): void {
    const row = this.columns.length
    const needed = row + count
    let rows = this.columns.time.length
    while (rows < needed) rows *= 2
    if (rows > this.columns.time.length) this.columns = resized(this.columns, rows)
    const { columns } = this
    columns.fileAt.set(fileAt.subarray(0, count), row)
    columns.time.set(time.subarray(0, count), row)
    columns.capLen.set(capLen.subarray(0, count), row)
    columns.origLen.set(origLen.subarray(0, count), row)
    columns.iface.set(iface.subarray(0, count), row)
    columns.length = needed
  }

  mark(row: number, flow: number, flags: number): void {
    this.columns.flow[row] = flow
    this.columns.flags[row] = flags
  }

  /** The columns as they are; they go on growing. */
  peek(): FrameColumns {
    return this.columns
  }

  /** The columns, cut to their length. */
  take(): FrameColumns {
    return resized(this.columns, this.columns.length)
  }
}

function allocate(rows: number): FrameColumns {
  return {
    length: 0,
    fileAt: new Float64Array(rows),
    time: new Float64Array(rows),
    capLen: new Uint32Array(rows),
    origLen: new Uint32Array(rows),
    iface: new Uint16Array(rows),
    flow: new Uint32Array(rows),
    flags: new Uint32Array(rows),
  }
}

/** One column after the other, so that old and new never stand side by side as a whole. */
function resized(from: FrameColumns, rows: number): FrameColumns {
  const used = Math.min(from.length, rows)
  from.fileAt = moved(from.fileAt, new Float64Array(rows), used)
  from.time = moved(from.time, new Float64Array(rows), used)
  from.capLen = moved(from.capLen, new Uint32Array(rows), used)
  from.origLen = moved(from.origLen, new Uint32Array(rows), used)
  from.iface = moved(from.iface, new Uint16Array(rows), used)
  from.flow = moved(from.flow, new Uint32Array(rows), used)
  from.flags = moved(from.flags, new Uint32Array(rows), used)
  return from
}

function moved<T extends Float64Array | Uint32Array | Uint16Array>(
  from: T,
  to: T,
  used: number,
): T {
  to.set(from.subarray(0, used))
  return to
}
