/** Locks as the Web Locks API has them, for several pages in one process. */

/** What browsers share among the pages of an origin. */
export type HeldLocks = Map<string, object>

/** The locks of one page. `close`: the page is gone, and its locks with it. */
export function newPage(held: HeldLocks): { locks: LockManager; close: () => void } {
  const page = {}
  const locks = {
    async request(name: string, use: () => Promise<void>) {
      held.set(name, page)
      await use()
      held.delete(name)
    },
    query: () => Promise.resolve({ held: [...held.keys()].map((name) => ({ name })) }),
  }
  return {
    locks: locks as unknown as LockManager,
    close() {
      for (const [name, owner] of held) if (owner === page) held.delete(name)
    },
  }
}

/** Locks that the browser does not give to a page opened from disk. */
export const refusedLocks = {
  request: () => Promise.reject(new DOMException('refused', 'SecurityError')),
  query: () => Promise.reject(new DOMException('refused', 'SecurityError')),
} as unknown as LockManager
