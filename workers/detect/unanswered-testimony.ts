/** What side-cars say of SYNs that nobody answered, beside what the capture says. */
import type { UnansweredFacts } from './facts/connect-unanswered'
import type { Said } from './said'
import type { DropTestimony } from './testimony'
import type { Witnesses } from './witnesses'
import { tellDrops } from './wording/unanswered-testimony'

/** Null: nobody names a drop of them. */
export function dropsOf(
  destinations: readonly UnansweredFacts[],
  witnesses: Witnesses,
): DropTestimony | null {
  return witnesses.dropsOf(
    destinations.flatMap(({ address, port, attempts }) =>
      attempts.map(({ source, sourcePort }) => ({
        ...{ src: source, srcPort: sourcePort, dst: address, dstPort: port },
      })),
    ),
  )
}

/** `worst`: the destination that the commands are for. */
export function withDrops(
  said: Said,
  drops: DropTestimony | null,
  worst: UnansweredFacts | undefined,
  witnesses: Witnesses,
): Said {
  if (drops === null || worst === undefined) return said
  const { address, port } = worst
  const pod = witnesses.facts.pods.find((fact) => fact.address === address)
  return tellDrops(said, drops, { address, port, namespace: pod?.namespace ?? '' })
}
