/** Why the database refused: circumstances, told apart from our own mistakes. */

export type StoreFault =
  /** `QuotaExceededError`: the browser grants no more room. */
  | { kind: 'quota' }
  /** Private window, blocked site data, a damaged profile, a lost file, …; the browser's own words. */
  | { kind: 'unavailable'; reason: string }
  /** The database was written by a later version of the application. */
  | { kind: 'newer' }

/** These name mistakes in our code: a value that cannot be cloned, a key that is none. */
const OURS = ['DataCloneError', 'TransactionInactiveError', 'ReadOnlyError', 'NotFoundError']

/**
 * The circumstance behind an error of the database.
 * @throws the error itself when it is a bug rather than a circumstance.
 */
export function faultOf(error: unknown): StoreFault {
  if (!(error instanceof DOMException) || OURS.includes(error.name)) throw error
  if (error.name === 'QuotaExceededError') return { kind: 'quota' }
  if (error.name === 'VersionError') return { kind: 'newer' }
  return { kind: 'unavailable', reason: error.message || error.name }
}
