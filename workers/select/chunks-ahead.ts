/** Chunks of a capture one after the other, the next ones on their way while one is looked at. */
import { CHUNK_ROWS, type ColumnName, type FrameColumns } from '../model/frame-columns'
import { Unreadable, type CaptureAccess } from './capture-access'

/** More would not come sooner, and take room. */
export const CHUNKS_AHEAD = 16

/**
 * `wanted`: columns that will be looked at; without it, all.
 * @throws Unreadable the index is gone
 */
export async function* chunksAhead(
  access: Pick<CaptureAccess, 'rows' | 'chunk'>,
  wanted?: readonly ColumnName[],
  isNeeded: (chunk: number) => boolean = () => true,
): AsyncGenerator<{ chunk: number; columns: FrameColumns }> {
  const all = Array.from({ length: Math.ceil(access.rows / CHUNK_ROWS) }, (_, chunk) => chunk)
  const numbers = all.filter(isNeeded)
  const coming: Promise<FrameColumns | null>[] = []
  for (const [index, chunk] of numbers.entries()) {
    for (const next of numbers.slice(index + coming.length, index + CHUNKS_AHEAD + 1)) {
      const columns = access.chunk(next, wanted)
      columns.catch(() => undefined) // told where it is waited for
      coming.push(columns)
    }
    const columns = (await coming.shift()) ?? null
    if (columns === null) throw new Unreadable()
    yield { chunk, columns }
  }
}
