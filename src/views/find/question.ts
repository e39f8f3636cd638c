/** What is sought, as it stands in the address: `find`, `by`, `case`, `in`; and `match`, the one that is chosen. */
import type { OctetQuestion } from '../../state/octet-finder.svelte'
import type { Query } from '../../state/selection.svelte'

export const KINDS = ['text', 'hex', 'pattern'] as const
export const ENCODINGS = ['both', 'narrow', 'wide'] as const

/** null: nothing is sought. */
export function questionIn(query: Query): OctetQuestion | null {
  const words = query['find'] ?? ''
  if (words === '') return null
  return {
    kind: KINDS.find((kind) => kind === query['by']) ?? 'text',
    words,
    anyCase: query['case'] !== 'exact',
    encodings: ENCODINGS.find((encoding) => encoding === query['in']) ?? 'both',
  }
}

/** The same address, with another search in it. */
export function withQuestion(query: Query, question: OctetQuestion | null): Query {
  if (question === null) return { ...query, find: '', by: '', case: '', in: '', match: '' }
  const { kind, words, anyCase, encodings } = question
  return {
    ...query,
    find: words,
    by: kind === 'text' ? '' : kind,
    case: anyCase || kind === 'hex' ? '' : 'exact',
    in: encodings === 'both' || kind !== 'text' ? '' : encodings,
    match: '',
  }
}

/** From 0; −1: none. */
export function matchIn(query: Query): number {
  return Math.max(0, Number.parseInt(query['match'] ?? '', 10) || 0) - 1
}
