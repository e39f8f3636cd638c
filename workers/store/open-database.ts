/** Opens the database, brings it up to date and clears away what interrupted saves left behind. */
import { openDB } from 'idb'
import {
  ALL_STORES,
  STORES_BY_PART,
  STORES_BY_CASE,
  UPGRADES,
  keysOfCase,
  type CaseDatabase,
  type CaseSchema,
  type UpgradeTransaction,
} from './schema'
import { within } from './transaction'

/**
 * @param onLost told when the connection was taken away: by the browser, or by another page that
 *   needs to upgrade or delete the database.
 * @throws DOMException when the browser keeps no database for this page.
 */
export async function openDatabase(name: string, onLost: () => void): Promise<CaseDatabase> {
  // Some browsers leave the name undefined where storage is blocked, others throw when it is used.
  if (!('indexedDB' in globalThis)) throw new DOMException('no IndexedDB', 'InvalidStateError')
  return openDB<CaseSchema>(name, UPGRADES.length, {
    upgrade(db, oldVersion, _newVersion, transaction) {
      void upgradeFrom(oldVersion, db, transaction)
    },
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      onLost()
    },
    terminated: onLost,
  })
}

/** One step after the other; one that fails aborts the transaction, and with it the opening. */
async function upgradeFrom(
  version: number,
  db: CaseDatabase,
  transaction: UpgradeTransaction,
): Promise<void> {
  transaction.done.catch(() => undefined) // the opening tells
  try {
    for (const step of UPGRADES.slice(version)) await step(db, transaction)
  } catch {
    transaction.abort()
  }
}

/** Removes every record of cases that have no entry and are none of `living`: see `CaseOwners`. */
export async function sweepOrphans(
  db: CaseDatabase,
  living: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  const found = await idsOf(db)
  // Asked after the records: whoever writes was alive before.
  const alive = await living()
  const transaction = overAllStores(db)
  await within(transaction, async () => {
    const entries = new Set(await transaction.objectStore('cases').getAllKeys())
    const orphans = found.filter((id) => !entries.has(id) && !alive.has(id))
    await Promise.all(orphans.map((id) => deleteRecords(transaction, id)))
  })
}

/** Removes every record of a case, in one transaction. */
export async function deleteCase(db: CaseDatabase, id: string): Promise<void> {
  const transaction = overAllStores(db)
  await within(transaction, () => deleteRecords(transaction, id))
}

/** Removes every record of every case that is none of `living`, in one transaction. */
export async function deleteAllCases(db: CaseDatabase, living: ReadonlySet<string>): Promise<void> {
  const ids = (await idsOf(db)).filter((id) => !living.has(id))
  const transaction = overAllStores(db)
  await within(transaction, () => Promise.all(ids.map((id) => deleteRecords(transaction, id))))
}

/** Of all cases that there are records of. */
async function idsOf(db: CaseDatabase): Promise<string[]> {
  const transaction = db.transaction(ALL_STORES)
  return within(transaction, async () => {
    const ids = new Set<string>()
    for (const store of STORES_BY_CASE) {
      for (const id of await transaction.objectStore(store).getAllKeys()) ids.add(id)
    }
    for (const store of STORES_BY_PART) {
      for (const [id] of await transaction.objectStore(store).getAllKeys()) ids.add(id)
    }
    return [...ids]
  })
}

function overAllStores(db: CaseDatabase) {
  return db.transaction(ALL_STORES, 'readwrite')
}

async function deleteRecords(
  transaction: ReturnType<typeof overAllStores>,
  id: string,
): Promise<void> {
  await Promise.all([
    ...STORES_BY_CASE.map((store) => transaction.objectStore(store).delete(id)),
    ...STORES_BY_PART.map((store) => transaction.objectStore(store).delete(keysOfCase(id))),
  ])
}
