/**
 * The database of cases. The entry in `cases` is what makes a case visible and is written last;
 * records of the other stores without it are what an interrupted save left behind.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { CaseEntry } from '../api/library'
import { noApplications, type Applications, type DnsRecord } from '../model/app-records'
import type { CaptureFacts } from '../model/capture'
import type { Tap } from '../model/records'
import type { CaseResult, Counts, EvidenceFrame } from '../model/run'
import type { ColumnName } from '../model/frame-columns'

export interface CaptureRow {
  facts: CaptureFacts
  taps: Tap[]
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
  /** By case id and index of the capture. */
  captures: { key: [string, number]; value: CaptureRow }
  blobs: { key: [string, number]; value: Blob }
  /** By case id, index of the capture, column and number of the chunk. */
  columns: { key: [string, number, ColumnName, number]; value: ArrayBuffer }
}

export type CaseDatabase = IDBPDatabase<CaseSchema>
export type UpgradeTransaction = IDBPTransaction<
  CaseSchema,
  StoreNames<CaseSchema>[],
  'versionchange'
>

/** The name of a database that holds one record per case, and many. */
export const STORES_BY_CASE = ['cases', 'runs', 'evidence'] as const
export const STORES_BY_CAPTURE = ['captures', 'blobs', 'columns'] as const
export const ALL_STORES = [...STORES_BY_CASE, ...STORES_BY_CAPTURE] as const

/** Step n brings version n to n + 1. Steps that were published are never changed, only followed. */
export const UPGRADES: readonly ((
  db: CaseDatabase,
  transaction: UpgradeTransaction,
) => void | Promise<void>)[] = [
  (db) => {
    for (const store of ['cases', 'runs', 'evidence', 'captures', 'blobs', 'columns'] as const) {
      db.createObjectStore(store)
    }
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
]

/** A record of version 2, which knew of one tap only. */
function withSights(record: DnsRecord): DnsRecord {
  const { time, repeats } = record
  const asked = 1 + repeats.length
  const asking = { recursionDesired: true, asked, lastAsked: time, repeatTimes: [] }
  const answer = { authoritative: false, truncated: false }
  return { ...record, ...asking, ...answer, tap: 0, tunnel: null, elsewhere: [] }
}

/** Keys of all records of one case in a store of `STORES_BY_CAPTURE`: an array sorts after any number. */
export function keysOfCase(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []])
}
