/** What is kept of every frame: columns that grow while the capture is read. 40 octets a frame. */
import type { FrameColumns } from '../model/run'

const FIRST_ROWS = 65_536

export class FrameTable {
  private columns: FrameColumns = allocate(FIRST_ROWS)

  get length(): number {
    return this.columns.length
  }

  /** Adds the next frame. */
  push(
    fileAt: number,
    time: number,
    capLen: number,
    origLen: number,
    iface: number,
    flow: number,
    flags: number,
  ): void {
    const row = this.columns.length
    if (row === this.columns.time.length) this.columns = resized(this.columns, row * 2)
    const { columns } = this
    columns.fileAt[row] = fileAt
    columns.time[row] = time
    columns.capLen[row] = capLen
    columns.origLen[row] = origLen
    columns.iface[row] = iface
    columns.flow[row] = flow
    columns.flags[row] = flags
    columns.length = row + 1
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
