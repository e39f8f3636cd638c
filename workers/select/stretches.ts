/** Frames that lie close together in the file are read in one go. */
import type { FrameColumns } from '../model/frame-columns'

/** Octets read at once, and between two frames that are rather read along. */
const MOST = 4 * 1024 * 1024
const NEAR = 64 * 1024

/** Frames `rows[from]` up to before `rows[to]`, in octets [at, end) of the file. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly end: number
}

/** `rows`: of the chunk, ascending. */
export function stretchesOf({ fileAt, capLen }: FrameColumns, rows: ArrayLike<number>): Stretch[] {
  const found: Stretch[] = []
  for (let from = 0; from < rows.length;) {
    const first = rows[from] as number
    const at = fileAt[first] as number
    let end = at + (capLen[first] as number)
    let to = from + 1
    for (; to < rows.length; to++) {
      const row = rows[to] as number
      const start = fileAt[row] as number
      const stop = start + (capLen[row] as number)
      if (start < end || start - end > NEAR || stop - at > MOST) break
      end = stop
    }
    found.push({ from, to, at, end })
    from = to
  }
  return found
}
