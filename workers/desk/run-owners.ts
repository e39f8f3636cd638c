/**
 * Who works on a case that is not stored yet, told to the other pages of this browser by a lock
 * (Web Locks API, W3C): it goes with the page, however that ends, and what is left behind without
 * one is nobody's.
 */
import type { CaseOwners } from '../store/case-store'

const PREFIX = 'tailfirst.case.'

export interface RunOwners extends CaseOwners {
  /** False: this browser has no locks for this page. */
  readonly able: boolean
  /** Until `release` or the end of the page; false: it could not be had. */
  hold(id: string): Promise<boolean>
  release(id: string): void
}

/** `locks` undefined: outside of a secure context (plain http to another machine). */
export function newRunOwners(locks: LockManager | undefined): RunOwners {
  const own = new Map<string, () => void>()

  async function living(): Promise<Set<string>> {
    const names = await heldNames(locks)
    const ids = names.filter((name) => name.startsWith(PREFIX))
    return new Set([...own.keys(), ...ids.map((name) => name.slice(PREFIX.length))])
  }

  return {
    able: locks !== undefined,
    living,
    async others() {
      const ids = await living()
      return new Set([...ids].filter((id) => !own.has(id)))
    },
    async hold(id) {
      const release = await lock(locks, PREFIX + id)
      if (release !== null) own.set(id, release)
      return release !== null
    },
    release(id) {
      own.get(id)?.()
      own.delete(id)
    },
  }
}

/** What ends the lock; null: there is none to be had. */
function lock(locks: LockManager | undefined, name: string): Promise<(() => void) | null> {
  return new Promise((settle) => {
    if (locks === undefined) settle(null)
    else {
      const held = locks.request(name, () => new Promise<void>((release) => settle(release)))
      held.catch(() => settle(null)) // some browsers refuse locks to pages opened from disk
    }
  })
}

async function heldNames(locks: LockManager | undefined): Promise<string[]> {
  try {
    const held = (await locks?.query())?.held ?? []
    return held.flatMap(({ name }) => name ?? [])
  } catch {
    return [] // the same browsers
  }
}
