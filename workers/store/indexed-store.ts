/** Cases in IndexedDB. */
import type { CaptureFacts } from '../model/capture'
import { CHUNK_ROWS, newColumns, type FrameColumns } from '../model/frame-columns'
import type { CaptureResult, Counts } from '../model/run'
import type { CaseDraft, CaseStore, StoredCase } from './case-store'
import { COLUMN_NAMES, fillFromChunk, rowless } from './columns'
import { newConnection, type Connection } from './connection'
import { deleteAllCases, deleteCase, sweepOrphans } from './open-database'
import { keysOfCase, type CaptureRow, type CaseDatabase } from './schema'
import { faultOf, type StoreFault } from './store-fault'
import { within } from './transaction'
import { writeCase } from './write-case'

/** Opens the database of that name and clears away what interrupted saves left in it. */
export async function openIndexedStore(
  name: string,
): Promise<{ kind: 'opened'; store: CaseStore } | StoreFault> {
  try {
    const connection = newConnection(name)
    await sweepOrphans(await connection.database())
    return { kind: 'opened', store: indexedStore(connection) }
  } catch (error) {
    return faultOf(error)
  }
}

function indexedStore(connection: Connection): CaseStore {
  const database = () => connection.database()
  return {
    list: async () => (await database()).getAll('cases'),
    save: (draft) => saveCase(connection, draft),
    open: async (id) => openCase(await database(), id),
    facts: async (id) => factsOf(await database(), id),
    columns: async (...where) => columnsOf(await database(), ...where),
    evidence: async (id) => (await (await database()).get('evidence', id)) ?? [],
    blob: async (id, capture) => (await (await database()).get('blobs', [id, capture])) ?? null,
    setHashes: async (id, sha256) => setHashes(await database(), id, sha256),
    forgetCaptures: async (id) => forgetCaptures(await database(), id),
    remove: async (id) => deleteCase(await database(), id),
    removeAll: async () => deleteAllCases(await database()),
    close: () => connection.close(),
  }
}

async function saveCase(
  connection: Connection,
  draft: CaseDraft,
): Promise<{ kind: 'written' } | StoreFault> {
  try {
    const db = await connection.database()
    // Swept away once by a page that was just opened; to meet a second one is not bad luck.
    const visible = (await writeCase(db, draft)) || (await writeCase(db, draft))
    if (visible) return { kind: 'written' }
    await deleteCase(db, draft.entry.id)
    return { kind: 'unavailable', reason: 'other pages keep clearing the database' }
  } catch (error) {
    await deleteWritten(connection, draft.entry.id)
    return faultOf(error)
  }
}

/** Gives the room of a failed save back. When even that fails, the next start sweeps. */
async function deleteWritten(connection: Connection, id: string): Promise<void> {
  try {
    await deleteCase(await connection.database(), id)
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

function columnsOf(
  db: CaseDatabase,
  id: string,
  capture: number,
  from: number,
  to: number,
): Promise<FrameColumns | null> {
  const transaction = db.transaction(['captures', 'columns'])
  return within(transaction, async () => {
    const row = await transaction.objectStore('captures').get([id, capture])
    if (row === undefined || from < 0 || from >= to || to > row.rows) return null
    const columns = newColumns(to - from)
    const store = transaction.objectStore('columns')
    for (let chunk = Math.floor(from / CHUNK_ROWS); chunk * CHUNK_ROWS < to; chunk++) {
      for (const name of COLUMN_NAMES) {
        const buffer = await store.get([id, capture, name, chunk])
        if (buffer === undefined) return null
        fillFromChunk(columns, from, name, chunk, buffer)
      }
    }
    return columns
  })
}

function setHashes(db: CaseDatabase, id: string, sha256: readonly string[]): Promise<void> {
  const transaction = db.transaction('captures', 'readwrite')
  return within(transaction, async () => {
    for (const [capture, hash] of sha256.entries()) {
      const row = await transaction.store.get([id, capture])
      if (row === undefined || hash === '') continue
      await transaction.store.put({ ...row, facts: { ...row.facts, sha256: hash } }, [id, capture])
    }
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
