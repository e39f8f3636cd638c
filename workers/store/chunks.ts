/** Chunks of columns in the database: those of stored cases, and of cases still being read. */
import type { ColumnName, FrameChunks, FrameColumns } from '../model/frame-columns'
import { COLUMN_NAMES, chunkFrom, storedColumn } from './columns'
import { keysOfChunk, type CaseDatabase } from './schema'
import { within } from './transaction'

/** As keys are ordered. */
const IN_ORDER = [...COLUMN_NAMES].sort()

/**
 * Each column is a record of its own, so that who needs one reads no other. Octets, not a `Blob`:
 * Chromium holds those that it wrote to the disk in memory as well.
 * @throws DOMException when the database refuses; then nothing of the chunk is stored.
 */
export async function writeChunk(
  db: CaseDatabase,
  id: string,
  capture: number,
  chunk: number,
  columns: FrameColumns,
): Promise<void> {
  const transaction = db.transaction('chunks', 'readwrite')
  await within(transaction, () =>
    Promise.all(
      // Even what is refused at once is a rejection then, and the others are waited for.
      COLUMN_NAMES.map(async (name) =>
        transaction.store.put(storedColumn(columns, name), [id, capture, chunk, name]),
      ),
    ),
  )
}

/** null: it is not there, or not all of it. Asked for in one go: a request costs more than a column. */
export function readChunk(
  db: CaseDatabase,
  id: string,
  capture: number,
  chunk: number,
): Promise<FrameColumns | null> {
  const transaction = db.transaction('chunks')
  return within(transaction, async () => {
    const columns = await transaction.store.getAll(keysOfChunk(id, capture, chunk))
    if (columns.length < COLUMN_NAMES.length) return null
    return chunkFrom(new Map(IN_ORDER.map((name, at) => [name, columns[at]])))
  })
}

/** null: one of them is not there. `wanted`: columns that are read, at least one. */
export function readColumns(
  db: CaseDatabase,
  id: string,
  capture: number,
  chunk: number,
  wanted: readonly ColumnName[],
): Promise<FrameColumns | null> {
  const transaction = db.transaction('chunks')
  return within(transaction, async () => {
    const found = wanted.map(
      async (name) => [name, await transaction.store.get([id, capture, chunk, name])] as const,
    )
    return chunkFrom(new Map(await Promise.all(found)))
  })
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
      const stored = await transaction.store.count(keysOfChunk(id, capture, chunk))
      if (stored < COLUMN_NAMES.length) return chunk
    }
    return chunks.length
  })
}
