/** Runs the requests of one transaction to its end. Nothing but the database is awaited in between. */

/**
 * What `requests` gives, once the transaction is through.
 * @throws DOMException what ended the transaction. That comes before what its requests say: when
 *   room runs out, they know no more than that they were aborted.
 */
export async function within<T>(
  transaction: { done: Promise<void> },
  requests: () => Promise<T>,
): Promise<T> {
  const [given, done] = await Promise.allSettled([(async () => requests())(), transaction.done])
  if (done.status === 'rejected') throw done.reason
  if (given.status === 'rejected') throw given.reason
  return given.value
}
