/** Looks many frames of a capture up, chunk by chunk. */
import { CHUNK_ROWS, type FrameChunks, type FrameColumns } from '../model/frame-columns'

export interface FrameRow {
  fileAt: number
  time: number
  capLen: number
  origLen: number
  iface: number
}

/** Of those that have an index. `elsewhere`: gives chunks that are not at hand; null: gone. */
export async function rowsOfFrames(
  { length, chunks }: FrameChunks,
  frames: Iterable<number>,
  elsewhere: (chunk: number) => Promise<FrameColumns | null>,
): Promise<Map<number, FrameRow>> {
  const byChunk = new Map<number, number[]>()
  for (const frame of frames) {
    if (frame < 1 || frame > length) continue
    const chunk = Math.floor((frame - 1) / CHUNK_ROWS)
    const known = byChunk.get(chunk)
    if (known === undefined) byChunk.set(chunk, [frame])
    else known.push(frame)
  }
  const rows = new Map<number, FrameRow>()
  for (const [chunk, wanted] of byChunk) {
    const columns = chunks[chunk] ?? (await elsewhere(chunk))
    if (columns === null) continue
    for (const frame of wanted) rows.set(frame, rowAt(columns, (frame - 1) % CHUNK_ROWS))
  }
  return rows
}

function rowAt({ fileAt, time, capLen, origLen, iface }: FrameColumns, row: number): FrameRow {
  return {
    fileAt: fileAt[row] as number,
    time: time[row] as number,
    capLen: capLen[row] as number,
    origLen: origLen[row] as number,
    iface: iface[row] as number,
  }
}
