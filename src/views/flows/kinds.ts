/** Kinds of conversations, each a table of its own; named in the address of the page. */
import type { Query } from '../../state/selection.svelte'

export const KINDS = ['tcp', 'udp', 'ip', 'ethernet', 'tunnel'] as const

export type Kind = (typeof KINDS)[number]

export function kindOf(query: Query): Kind {
  return KINDS.find((kind) => kind === query['tab']) ?? 'tcp'
}
