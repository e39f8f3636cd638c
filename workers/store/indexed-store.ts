/** Cases in IndexedDB. */
import type { CaptureFacts } from '../model/capture'
import { sliceChunks, type FrameChunks } from '../model/frame-columns'
import type { Note } from '../model/note'
import type { CaptureResult, CaseLists, Counts } from '../model/run'
import type { CaseDraft, CaseOwners, ChunkStore, StoredCase, Written } from './case-store'
import { ChunkReader } from './chunk-reader'
import { writeChunk } from './chunks'
import { chunksOf, rowless } from './columns'
import { newConnection, type Connection } from './connection'
import { deleteAllCases, deleteCase, sweepOrphans } from './open-database'
import { keysOfCase, type CaptureRow, type CaseDatabase } from './schema'
import { faultOf, type StoreFault } from './store-fault'
import { within } from './transaction'
import { withHashes } from '../model/sidecar'
import { reviseCase, unwriteCase, writeCase } from './write-case'

/** Opens the database of that name and clears away what interrupted saves left in it. */
export async function openIndexedStore(
  name: string,
  owners: CaseOwners,
): Promise<{ kind: 'opened'; store: ChunkStore } | StoreFault> {
  try {
    const connection = newConnection(name)
    await sweepOrphans(await connection.database(), () => owners.living())
    return { kind: 'opened', store: indexedStore(connection, owners) }
  } catch (error) {
    return faultOf(error)
  }
}

function indexedStore(connection: Connection, owners: CaseOwners): ChunkStore {
  const database = () => connection.database()
  const chunks = new ChunkReader(database)
  const chunk: ChunkStore['chunk'] = (id, capture, number, wanted) =>
    chunks.chunk([id, capture, number], wanted)
  const rowsOf: ChunkStore['rowsOf'] = async (...where) =>
    (await (await database()).get('captures', where))?.rows ?? 0
  return {
    list: async () => (await database()).getAll('cases'),
    save: (draft) => saveCase(connection, draft),
    revise: (id, revision) => written(async () => reviseCase(await database(), id, revision)),
    keep: (id, blobs) => written(async () => keepCaptures(await database(), id, blobs)),
    open: async (id) => openCase(await database(), id),
    lists: async (id) => listsOf(await database(), id),
    async numbers(id, capture) {
      const kept = await (await database()).get('numbers', [id, capture])
      return kept === undefined ? null : new Uint32Array(kept)
    },
    facts: async (id) => factsOf(await database(), id),
    flowTotal: async (id) => (await (await database()).get('runs', id))?.flowTotal ?? 0,
    async columns(id, capture, from, to) {
      const length = await rowsOf(id, capture)
      if (from < 0 || from >= to || to > length) return null
      const columns: FrameChunks = { length, chunks: [] }
      for (const number of chunksOf(from, to)) {
        columns.chunks[number] = await chunk(id, capture, number)
        if (columns.chunks[number] === null) return null
      }
      return sliceChunks(columns, from, to)
    },
    rowsOf,
    evidence: async (id) => (await (await database()).get('evidence', id)) ?? [],
    blob: async (id, capture) => (await (await database()).get('blobs', [id, capture])) ?? null,
    setHashes: async (...hashes) => setHashes(await database(), ...hashes),
    notes: async (id) => (await database()).getAll('notes', keysOfCase(id)),
    putNote: (id, note) => written(async () => putNote(await database(), id, note)),
    removeNote: async (id, noteId) => (await database()).delete('notes', [id, noteId]),
    forgetCaptures: async (id) => forgetCaptures(await database(), id),
    async remove(id) {
      chunks.forget(id)
      await deleteCase(await database(), id)
    },
    async removeAll() {
      chunks.forgetAll()
      await deleteAllCases(await database(), await owners.others())
    },
    putChunk: (...chunk) => written(async () => writeChunk(await database(), ...chunk)),
    chunk,
    close: () => connection.close(),
  }
}

async function written(write: () => Promise<void>): Promise<Written> {
  try {
    await write()
    return { kind: 'written' }
  } catch (error) {
    return faultOf(error)
  }
}

async function saveCase(connection: Connection, draft: CaseDraft): Promise<Written> {
  try {
    const db = await connection.database()
    // Swept away once by a page that was just opened; to meet a second one is not bad luck.
    const visible = (await writeCase(db, draft)) || (await writeCase(db, draft))
    if (visible) return { kind: 'written' }
    await unwriteCase(db, draft)
    return { kind: 'unavailable', reason: 'other pages keep clearing the database' }
  } catch (error) {
    await unwrite(connection, draft)
    return faultOf(error)
  }
}

/** Gives the room of a failed save back. When even that fails, the next start sweeps. */
async function unwrite(connection: Connection, draft: CaseDraft): Promise<void> {
  try {
    await unwriteCase(await connection.database(), draft)
  } catch (error) {
    faultOf(error) // throws what is a bug
  }
}

async function openCase(db: CaseDatabase, id: string): Promise<StoredCase | null> {
  const transaction = db.transaction(['cases', 'runs', 'captures', 'evidence'])
  const [entry, run, rows, evidence] = await within(transaction, () =>
    Promise.all([
      transaction.objectStore('cases').get(id),
      transaction.objectStore('runs').get(id),
      transaction.objectStore('captures').getAll(keysOfCase(id)),
      transaction.objectStore('evidence').get(id),
    ]),
  )
  if (entry === undefined || run === undefined || evidence === undefined) return null
  const { appVersion, counts, ...rest } = run
  const captures = rows.map((row, capture) => captureOf(row, counts[capture]))
  return { entry, appVersion, result: { ...rest, captures, evidence } }
}

function captureOf(row: CaptureRow, counts: Counts = {}): CaptureResult {
  const { facts, taps, applications, rows } = row
  return { facts, counts, columns: rowless(rows), taps, applications }
}

async function listsOf(db: CaseDatabase, id: string): Promise<CaseLists | null> {
  const transaction = db.transaction(['flows', 'applications'])
  const [flows, applications] = await within(transaction, () =>
    Promise.all([
      transaction.objectStore('flows').get(id),
      transaction.objectStore('applications').getAll(keysOfCase(id)),
    ]),
  )
  return flows === undefined ? null : { flows, applications }
}

async function factsOf(db: CaseDatabase, id: string): Promise<CaptureFacts[] | null> {
  const transaction = db.transaction(['cases', 'captures'])
  const [entry, rows] = await within(transaction, () =>
    Promise.all([
      transaction.objectStore('cases').getKey(id),
      transaction.objectStore('captures').getAll(keysOfCase(id)),
    ]),
  )
  return entry === undefined ? null : rows.map(({ facts }) => facts)
}

function setHashes(
  db: CaseDatabase,
  id: string,
  sha256: readonly string[],
  ofSidecars: readonly string[],
): Promise<void> {
  const transaction = db.transaction(['captures', 'runs'], 'readwrite')
  return within(transaction, async () => {
    const captures = transaction.objectStore('captures')
    for (const [capture, hash] of sha256.entries()) {
      const row = await captures.get([id, capture])
      if (row === undefined || hash === '') continue
      await captures.put({ ...row, facts: { ...row.facts, sha256: hash } }, [id, capture])
    }
    const run = await transaction.objectStore('runs').get(id)
    if (run === undefined || ofSidecars.length === 0) return
    const sidecars = withHashes(run.sidecars, ofSidecars)
    await transaction.objectStore('runs').put({ ...run, sidecars }, id)
  })
}

/** With their case alone: one that was removed meanwhile gets nothing. */
async function keepCaptures(
  db: CaseDatabase,
  id: string,
  blobs: readonly (Blob | null)[],
): Promise<void> {
  // Large files take long: meanwhile everything else of the cases can be read.
  const writing = db.transaction('blobs', 'readwrite')
  await within(writing, () =>
    Promise.all(
      blobs.map(async (blob, capture) =>
        blob === null ? null : writing.objectStore('blobs').put(blob, [id, capture]),
      ),
    ),
  )
  const noting = db.transaction(['cases', 'blobs'], 'readwrite')
  await within(noting, async () => {
    const cases = noting.objectStore('cases')
    const entry = await cases.get(id)
    const keptOctets = blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0)
    if (entry === undefined) await noting.objectStore('blobs').delete(keysOfCase(id))
    else await cases.put({ ...entry, keptOctets }, id)
  })
}

/** With its case alone, as captures. */
function putNote(db: CaseDatabase, id: string, note: Note): Promise<void> {
  const transaction = db.transaction(['cases', 'notes'], 'readwrite')
  return within(transaction, async () => {
    if ((await transaction.objectStore('cases').getKey(id)) === undefined) return
    await transaction.objectStore('notes').put(note, [id, note.id])
  })
}

function forgetCaptures(db: CaseDatabase, id: string): Promise<void> {
  const transaction = db.transaction(['cases', 'blobs'], 'readwrite')
  return within(transaction, async () => {
    await transaction.objectStore('blobs').delete(keysOfCase(id))
    const cases = transaction.objectStore('cases')
    const entry = await cases.get(id)
    if (entry !== undefined) await cases.put({ ...entry, keptOctets: 0 }, id)
  })
}
