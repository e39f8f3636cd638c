/** Where cases live: the browser's database while there is one, and memory beside it. */
import type { CaseEntry, StoreStatus } from '../api/library'
import type { FrameColumns } from '../model/frame-columns'
import type { CaseDraft, CaseOwners, CaseStore, ChunkStore, Written } from '../store/case-store'
import { newMemoryStore } from '../store/memory-store'
import type { StoreFault } from '../store/store-fault'
import { whyMemory } from './sentences'

export interface StoreAccess {
  openStore: (owners: CaseOwners) => Promise<{ kind: 'opened'; store: ChunkStore } | StoreFault>
  /** null: the browser does not tell. */
  estimate: () => Promise<StorageEstimate | null>
}

/** Part of the quota that is left alone: the figures of the browser are estimates. */
const SPARE = 0.1

export interface Stores {
  start(mode: StoreStatus['mode'], reason: string): Promise<void>
  status(): Promise<Pick<StoreStatus, 'mode' | 'reason' | 'usedOctets' | 'quotaOctets'>>
  /** Octets that the database may still take, a spare part left; Infinity: not told; 0: none. */
  room(): Promise<number>
  /** Newest first. */
  list(): Promise<CaseEntry[]>
  /** The store that holds the case; null: neither does. */
  holderOf(id: string): Promise<CaseStore | null>
  /** In memory, where it can be asked for before it is complete and written. */
  hold(draft: CaseDraft): Promise<void>
  /**
   * What is held, into the database, and out of memory; on a fault it stays there. `null`: there is no database, with the reason in
   * `status`.
   */
  save(draft: CaseDraft): Promise<Written | null>
  /** Columns of a case that is not saved yet, into the database; null: there is none. */
  putChunk(
    id: string,
    capture: number,
    chunk: number,
    columns: FrameColumns,
  ): Promise<Written | null>
  /** What `putChunk` put; null: it is gone. */
  chunk: CaseStore['chunk']
  /** Rows of columns that cases in memory hold. */
  rowsInMemory(): number
  remove(id: string): Promise<void>
  removeAll(): Promise<void>
}

/** The analyst was faster. */
const REMOVED: Written = { kind: 'unavailable', reason: 'the case was removed' }

export function newStores({ openStore, estimate }: StoreAccess, owners: CaseOwners): Stores {
  const chunk: Stores['chunk'] = (...where) => database?.chunk(...where) ?? Promise.resolve(null)
  const memory = newMemoryStore(chunk)
  let database: ChunkStore | null = null
  let reason = ''
  /** Cases on their way into the database: what is removed meanwhile must not come back. */
  const writing = new Map<string, Promise<unknown>>()
  const all = () => (database === null ? [memory] : [memory, database])

  async function write(into: ChunkStore, draft: CaseDraft): Promise<Written> {
    const { id } = draft.entry
    const written = await into.save(draft)
    if (written.kind !== 'written') return written
    const notes = await memory.notes(id)
    await memory.remove(id)
    for (const note of notes) await into.putNote(id, note)
    return written
  }

  const status: Stores['status'] = async () => {
    const told = database === null ? null : await estimate()
    return {
      mode: database === null ? 'memory' : 'persistent',
      reason,
      usedOctets: told?.usage ?? -1,
      quotaOctets: told?.quota ?? -1,
    }
  }

  return {
    async start(mode, asked) {
      database?.close()
      database = null
      reason = asked
      if (mode === 'persistent') {
        const opened = await openStore(owners)
        if (opened.kind === 'opened') database = opened.store
        reason = opened.kind === 'opened' ? '' : whyMemory(opened)
      }
    },
    status,
    async room() {
      const { mode, usedOctets, quotaOctets } = await status()
      if (mode === 'memory') return 0
      if (usedOctets < 0 || quotaOctets < 0) return Infinity
      return Math.max(0, quotaOctets * (1 - SPARE) - usedOctets)
    },
    async list() {
      const lists = await Promise.all(all().map((store) => store.list()))
      const entries = [...new Map(lists.flat().map((entry) => [entry.id, entry])).values()]
      return entries.sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1))
    },
    async holderOf(id) {
      for (const store of all()) if ((await store.facts(id)) !== null) return store
      return null
    },
    async hold(draft) {
      await memory.save(draft)
    },
    async save(draft) {
      const { id } = draft.entry
      if ((await memory.facts(id)) === null) return REMOVED
      await memory.save(draft)
      if (database === null) return null
      const written = write(database, draft)
      writing.set(id, written)
      return written.finally(() => writing.delete(id))
    },
    putChunk: (...chunk) => database?.putChunk(...chunk) ?? Promise.resolve(null),
    chunk,
    rowsInMemory: () => memory.rows(),
    async remove(id) {
      await writing.get(id)
      // A case in memory may have columns in the database.
      await Promise.all(all().map((store) => store.remove(id)))
    },
    async removeAll() {
      await Promise.all(writing.values())
      await Promise.all(all().map((store) => store.removeAll()))
    },
  }
}
