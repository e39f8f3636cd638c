/** Chunks of columns in the database: those of stored cases, and of cases still being read. */
import type { FrameChunks, FrameColumns } from '../model/frame-columns'
import { COLUMN_NAMES, chunkFrom, storedChunk } from './columns'
import type { CaseDatabase } from './schema'
import { within } from './transaction'

/** @throws DOMException when the database refuses; then nothing of the chunk is stored. */
export async function writeChunk(
  db: CaseDatabase,
  id: string,
  capture: number,
  chunk: number,
  columns: FrameColumns,
): Promise<void> {
  const transaction = db.transaction('chunks', 'readwrite')
  // Even what is refused at once is a rejection then.
  await within(transaction, async () =>
    transaction.store.put(storedChunk(columns), [id, capture, chunk]),
  )
}

/** A chunk as it is stored; null: it is not there, or was stored by version 7 or an earlier one. */
export async function storedAt(
  db: CaseDatabase,
  id: string,
  capture: number,
  chunk: number,
): Promise<Blob | null> {
  const transaction = db.transaction('chunks')
  const stored = await within(transaction, () => transaction.store.get([id, capture, chunk]))
  return stored ?? null
}

/** How many of the first chunks of a capture that are not at hand (null) the database has. */
export async function countStored(
  db: CaseDatabase,
  id: string,
  capture: number,
  { chunks }: FrameChunks,
): Promise<number> {
  const transaction = db.transaction('chunks')
  return within(transaction, async () => {
    for (const [chunk, columns] of chunks.entries()) {
      if (columns !== null) continue
      if ((await transaction.store.getKey([id, capture, chunk])) === undefined) return chunk
    }
    return chunks.length
  })
}

/** A chunk of a case that version 7 or an earlier one stored. */
export function readColumns(
  db: CaseDatabase,
  id: string,
  capture: number,
  chunk: number,
): Promise<FrameColumns | null> {
  const transaction = db.transaction('columns')
  return within(transaction, async () => {
    const found = COLUMN_NAMES.map(
      async (name) => [name, await transaction.store.get([id, capture, name, chunk])] as const,
    )
    return chunkFrom(new Map(await Promise.all(found)))
  })
}
