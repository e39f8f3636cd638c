/**
 * The database of cases. The entry in `cases` is what makes a case visible and is written last;
 * records of the other stores without it are what an interrupted save left behind.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { CaseEntry } from '../api/library'
import { MAX_APP_RECORDS_AT_HAND } from '../limits/limits'
import {
  firstRecords,
  noApplications,
  type Applications,
  type DnsRecord,
} from '../model/app-records'
import type { CaptureFacts } from '../model/capture'
import { pack, type Packed } from '../model/packed'
import type { Note } from '../model/note'
import type { ConnRecord, Tap } from '../model/records'
import { noSidecars } from '../model/sidecar'
import type { CaseResult, Counts, EvidenceFrame } from '../model/run'
import type { ColumnName } from '../model/frame-columns'

export interface CaptureRow {
  facts: CaptureFacts
  taps: Tap[]
  /** The first of each kind. */
  applications: Applications
  /** Frames, that is rows of each column. */
  rows: number
}

export interface RunRow extends Omit<CaseResult, 'captures' | 'evidence'> {
  appVersion: string
  /** One per capture. */
  counts: Counts[]
}

export interface CaseSchema extends DBSchema {
  /** By case id. */
  cases: { key: string; value: CaseEntry }
  runs: { key: string; value: RunRow }
  evidence: { key: string; value: EvidenceFrame[] }
  flows: { key: string; value: Packed<ConnRecord[]> }
  /** By case id and index of the capture. */
  captures: { key: [string, number]; value: CaptureRow }
  blobs: { key: [string, number]; value: Blob }
  applications: { key: [string, number]; value: Packed<Applications> }
  /** By case id and id of the note. */
  notes: { key: [string, string]; value: Note }
  /** By case id, index of the capture, number of the chunk and column: a chunk lies together. */
  chunks: { key: [string, number, number, ColumnName]; value: ArrayBuffer }
  /** By case id and index of the capture: see `CaseLists.numbers`. */
  numbers: { key: [string, number]; value: ArrayBuffer }
}

export type CaseDatabase = IDBPDatabase<CaseSchema>
export type UpgradeTransaction = IDBPTransaction<
  CaseSchema,
  StoreNames<CaseSchema>[],
  'versionchange'
>

/** Object stores that hold one record per case, and many. */
export const STORES_BY_CASE = ['cases', 'runs', 'evidence', 'flows'] as const
export const STORES_BY_PART = [
  'captures',
  'blobs',
  'applications',
  'chunks',
  'numbers',
  'notes',
] as const
export const ALL_STORES = [...STORES_BY_CASE, ...STORES_BY_PART] as const

/** Step n brings version n to n + 1. Steps that were published are never changed, only followed. */
export const UPGRADES: readonly ((
  db: CaseDatabase,
  transaction: UpgradeTransaction,
) => void | Promise<void>)[] = [
  (db) => {
    for (const store of ['cases', 'runs', 'evidence', 'captures', 'blobs'] as const) {
      db.createObjectStore(store)
    }
    ;(db as unknown as IDBPDatabase<Version9>).createObjectStore('columns')
  },
  async (_, transaction) => {
    const captures = transaction.objectStore('captures')
    for await (const cursor of captures.iterate()) {
      await cursor.update({ ...cursor.value, applications: noApplications() })
    }
  },
  async (_, transaction) => {
    const captures = transaction.objectStore('captures')
    for await (const cursor of captures.iterate()) {
      const { applications } = cursor.value
      const dns = applications.dns.map(withSights)
      await cursor.update({ ...cursor.value, applications: { ...applications, dns } })
    }
  },
  async (_, transaction) => {
    for await (const cursor of transaction.objectStore('runs').iterate()) {
      const { spine } = cursor.value
      await cursor.update({ ...cursor.value, spine: { ...spine, firstBin: 0 } })
    }
  },
  packListsOfVersion4,
  async (_, transaction) => {
    for await (const cursor of transaction.objectStore('runs').iterate()) {
      await cursor.update({ ...cursor.value, sidecars: noSidecars() })
    }
  },
  (db) => {
    db.createObjectStore('notes')
  },
  moveNumbersOfVersion7,
  cutChunksOfVersion8,
  joinChunksOfVersion9,
]

/** A record of version 2, which knew of one tap only. */
function withSights(record: DnsRecord): DnsRecord {
  const { time, repeats } = record
  const asked = 1 + repeats.length
  const asking = { recursionDesired: true, asked, lastAsked: time, repeatTimes: [] }
  const answer = { authoritative: false, truncated: false }
  return { ...record, ...asking, ...answer, tap: 0, tunnel: null, elsewhere: [] }
}

/** Version 4 had the long lists of a case in its run, and in the rows of its captures. */
async function packListsOfVersion4(
  db: CaseDatabase,
  transaction: UpgradeTransaction,
): Promise<void> {
  const [flowStore, applicationStore] = [
    db.createObjectStore('flows'),
    db.createObjectStore('applications'),
  ]
  for await (const cursor of transaction.objectStore('runs').iterate()) {
    const { flows, ...row } = cursor.value as RunRow & { flows: ConnRecord[] }
    await flowStore.put(pack(flows), cursor.primaryKey)
    await cursor.update(row)
  }
  for await (const cursor of transaction.objectStore('captures').iterate()) {
    const { applications } = cursor.value
    const { dns, http, tls, session } = applications
    const listed = { dns: dns.length, http: http.length, tls: tls.length, session: session.length }
    const all = { ...applications, listed }
    await applicationStore.put(pack(all), cursor.primaryKey)
    const first = firstRecords(all, MAX_APP_RECORDS_AT_HAND)
    await cursor.update({ ...cursor.value, applications: first })
  }
}

/** Up to version 9: columns by case id, index of the capture, column and number of the chunk. */
interface Version9 extends DBSchema {
  columns: { key: [string, number, ColumnName | 'numbers', number]; value: ArrayBuffer }
}

const columnsOfVersion9 = (transaction: UpgradeTransaction) =>
  (transaction as unknown as IDBPTransaction<Version9, ['columns'], 'versionchange'>).objectStore(
    'columns',
  )

/** Version 7 had the numbers of connections among the columns, as a chunk of their own. */
async function moveNumbersOfVersion7(
  db: CaseDatabase,
  transaction: UpgradeTransaction,
): Promise<void> {
  const numbers = db.createObjectStore('numbers')
  const columns = columnsOfVersion9(transaction)
  for (const key of await columns.getAllKeys()) {
    const [id, capture, column] = key
    const octets = column === 'numbers' ? await columns.get(key) : undefined
    if (octets === undefined) continue
    await numbers.put(octets, [id, capture])
    await columns.delete(key)
  }
}

/** Version 8 had chunks of eight times as many rows. Backwards: no chunk is overwritten before it is cut. */
async function cutChunksOfVersion8(
  _: CaseDatabase,
  transaction: UpgradeTransaction,
): Promise<void> {
  const store = columnsOfVersion9(transaction)
  let cursor = await store.openCursor(null, 'prev')
  while (cursor !== null) {
    const [id, capture, column, chunk] = cursor.primaryKey as [string, number, ColumnName, number]
    const octets = cursor.value
    const most = 32_768 * OCTETS_OF_VERSION_8[column]
    for (let part = 0; part === 0 || part * most < octets.byteLength; part++) {
      const cut = octets.slice(part * most, (part + 1) * most)
      await store.put(cut, [id, capture, column, 8 * chunk + part])
    }
    cursor = await cursor.continue()
  }
}

/** Version 9 had the chunks of a column together, not the columns of a chunk. */
async function joinChunksOfVersion9(
  db: CaseDatabase,
  transaction: UpgradeTransaction,
): Promise<void> {
  const chunks = db.createObjectStore('chunks')
  for await (const { key, value } of columnsOfVersion9(transaction)) {
    const [id, capture, column, chunk] = key
    if (column !== 'numbers') await chunks.put(value, [id, capture, chunk, column])
  }
  ;(db as unknown as IDBPDatabase<Version9>).deleteObjectStore('columns')
}

/** Of a row in each column. */
const OCTETS_OF_VERSION_8 = {
  ...{ fileAt: 8, time: 8, capLen: 4, origLen: 4, flow: 4, flags: 4, iface: 2 },
} as const satisfies Record<ColumnName, number>

/** Keys of all records of one case in a store of `STORES_BY_PART`: an array sorts after any number or text. */
export function keysOfCase(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []])
}

/** Keys of all columns of one chunk. */
export function keysOfChunk(id: string, capture: number, chunk: number): IDBKeyRange {
  return IDBKeyRange.bound([id, capture, chunk], [id, capture, chunk, []])
}
