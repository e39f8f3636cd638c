/**
 * A service that is slow because it waits for another: while a request to it is open, its own host has a
 * request open elsewhere, for most of the time.
 */
import type { SlowServiceFacts } from './facts/slow-service'
import type { OwnFacts } from './slow-answers'

/** So much of the wait must be the other's, and of the slow answers so many must be explained. */
const MOST_OF_WAIT = 0.8
const MOST_ANSWERS = 0.5

/** Whom the server waited for during most of its slow answers; null: nobody who was seen. */
export function passedOn(own: OwnFacts, all: readonly OwnFacts[]): SlowServiceFacts['passedOn'] {
  const asked = all.filter(
    (other) =>
      other.capture === own.capture &&
      other.server !== own.server &&
      other.clients.some(({ name, slow }) => name === own.address && slow > 0),
  )
  const explained = asked.map(({ server, slow }) => {
    const inner = slow.filter(({ client }) => client === own.address)
    const answers = own.slow.filter((outer) =>
      inner.some(
        ({ askedTime, answerTime, wait }) =>
          askedTime >= outer.askedTime &&
          answerTime <= outer.answerTime &&
          wait >= MOST_OF_WAIT * outer.wait,
      ),
    ).length
    return { server, answers }
  })
  const [most] = explained.sort((a, b) => b.answers - a.answers)
  if (most === undefined || most.answers < MOST_ANSWERS * own.slowTotal) return null
  return most
}
