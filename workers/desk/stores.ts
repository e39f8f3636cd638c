/** Where cases live: the browser's database while there is one, and memory beside it. */
import type { CaseEntry, StoreStatus } from '../api/library'
import type { CaseDraft, CaseStore } from '../store/case-store'
import { newMemoryStore } from '../store/memory-store'
import type { StoreFault } from '../store/store-fault'
import { whyMemory } from './sentences'

export interface StoreAccess {
  openStore: () => Promise<{ kind: 'opened'; store: CaseStore } | StoreFault>
  /** null: the browser does not tell. */
  estimate: () => Promise<StorageEstimate | null>
}

export interface Stores {
  start(mode: StoreStatus['mode'], reason: string): Promise<StoreStatus>
  status(): Promise<StoreStatus>
  /** Newest first. */
  list(): Promise<CaseEntry[]>
  /** The store that holds the case; null: neither does. */
  holderOf(id: string): Promise<CaseStore | null>
  /** Into the database; `null`: there is none, with the reason in `status`. */
  save(draft: CaseDraft): Promise<{ kind: 'written' } | StoreFault | null>
  saveInMemory(draft: CaseDraft): Promise<void>
  removeAll(): Promise<void>
}

export function newStores({ openStore, estimate }: StoreAccess): Stores {
  const memory = newMemoryStore()
  let database: CaseStore | null = null
  let reason = ''
  const all = () => (database === null ? [memory] : [memory, database])

  async function status(): Promise<StoreStatus> {
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
        const opened = await openStore()
        if (opened.kind === 'opened') database = opened.store
        reason = opened.kind === 'opened' ? '' : whyMemory(opened)
      }
      return status()
    },
    status,
    async list() {
      const entries = (await Promise.all(all().map((store) => store.list()))).flat()
      return entries.sort((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? -1 : 1))
    },
    async holderOf(id) {
      for (const store of all()) if ((await store.facts(id)) !== null) return store
      return null
    },
    save: (draft) => database?.save(draft) ?? Promise.resolve(null),
    async saveInMemory(draft) {
      await memory.save(draft)
    },
    async removeAll() {
      await Promise.all(all().map((store) => store.removeAll()))
    },
  }
}
