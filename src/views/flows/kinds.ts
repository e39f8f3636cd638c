/** Kinds of conversations, each a table of its own; named in the address of the page. */
import type { Query } from '../../state/address'
import { framesByProtocol } from '../../../workers/model/counted-frames'
import type { CaseResult } from '../../../workers/model/run'

export const KINDS = ['tcp', 'udp', 'ip', 'ethernet', 'tunnel'] as const

export type Kind = (typeof KINDS)[number]

/** What of a case tells which kinds it holds. */
type Held = Pick<CaseResult, 'captures' | 'flowTotal'>

/** Kinds that are counted when they are looked at, and protocols whose frames belong to them. */
const COUNTED: readonly (readonly [Kind, readonly string[]])[] = [
  ['udp', ['udp']],
  ['ip', ['ip', 'ipv6']],
  ['ethernet', ['eth']],
]

export function kindOf(query: Query, held: Held): Kind {
  return KINDS.find((kind) => kind === query['tab']) ?? firstKind(held)
}

/** What is shown before anybody chose: the first kind of which the case holds any. */
export function firstKind({ captures, flowTotal }: Held): Kind {
  if (flowTotal > 0) return 'tcp'
  const frames = captures.map(({ counts }) => framesByProtocol(counts))
  const holds = (name: string) => frames.some((counted) => (counted.get(name) ?? 0) > 0)
  return COUNTED.find(([, protocols]) => protocols.some(holds))?.[0] ?? 'tcp'
}

/** undefined: there are some, and nobody counted them yet. */
export function conversationCount(held: Held): number | undefined {
  return firstKind(held) === 'tcp' ? held.flowTotal : undefined
}
