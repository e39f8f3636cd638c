/** The database seen from beside the store: what lies in it, and how it is made to fail. */
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { openDB } from 'idb'
import { vi } from 'vitest'
import type { CaseOwners, CaseStore, ChunkStore } from '../../../workers/store/case-store'
import { openIndexedStore } from '../../../workers/store/indexed-store'
import { sampleDraft, sampleNote } from './sample-case'

export const NAME = 'tailfirst-test'

/** A browser profile in which nothing was ever stored. */
export function freshProfile(): void {
  vi.stubGlobal('indexedDB', new IDBFactory())
}

/** Cases that other pages work on. */
export const ownedBy = (...ids: string[]): CaseOwners => ({
  living: () => Promise.resolve(new Set(ids)),
  others: () => Promise.resolve(new Set(ids)),
})

export async function openStore(owners = ownedBy()): Promise<ChunkStore> {
  const opened = await openIndexedStore(NAME, owners)
  if (opened.kind !== 'opened') throw new Error(`not opened: ${opened.kind}`)
  return opened.store
}

/** Saves a sample case, and keeps these captures and a note with it. */
export async function saveSample(
  store: CaseStore,
  id: string,
  ...blobs: (Blob | null)[]
): Promise<void> {
  const saved = await store.save(sampleDraft(id))
  const rest = [await store.keep(id, blobs), await store.putNote(id, sampleNote(1))]
  for (const outcome of [saved, ...rest]) {
    if (outcome.kind !== 'written') throw new Error(outcome.kind)
  }
}

/** Records per object store. */
export async function recordCounts(): Promise<Record<string, number>> {
  const db = await openDB(NAME)
  const counts: Record<string, number> = {}
  for (const store of db.objectStoreNames) counts[store] = await db.count(store)
  db.close()
  return counts
}

export const NO_RECORDS = {
  ...{ applications: 0, blobs: 0, captures: 0, cases: 0, chunks: 0 },
  ...{ evidence: 0, flows: 0, notes: 0, numbers: 0, runs: 0 },
}

/** Requests of this kind to this object store fail from now on; gives what ends that. */
export function refuse(method: 'put' | 'delete', store: string, errorName: string): () => void {
  return replace(method, (original) => {
    return function (...values) {
      if (this.name === store) throw new DOMException('refused by the test', errorName)
      return original.apply(this, values)
    }
  })
}

/** Writing to this object store is taken back when the transaction commits, as browsers do it. */
export function refuseOnCommit(store: string, errorName: string): () => void {
  return replace('put', (original) => {
    return function (...values) {
      const request = original.apply(this, values)
      if (this.name === store) this.transaction._abort(errorName)
      return request
    }
  })
}

/** An object store as fake-indexeddb makes it: its transactions can be told why they fail. */
interface FakeStore {
  name: string
  transaction: { _abort(errorName: string): void }
}
type Method = (this: FakeStore, ...values: unknown[]) => unknown

function replace(method: 'put' | 'delete', by: (original: Method) => Method): () => void {
  const methods = IDBObjectStore.prototype as unknown as Record<typeof method, Method>
  const original = methods[method]
  methods[method] = by(original)
  return () => {
    methods[method] = original
  }
}
