/**
 * What is sought, as it stands in the address: `find`, `by`, `case`, `in`, `among`; and `match`, the one
 * that is chosen.
 */
import type { OctetQuestion, SearchScope } from '../../state/octet-finder.svelte'
import type { TimeScope } from '../../../workers/model/time-scope'
import type { Query } from '../../state/selection.svelte'

export const KINDS = ['text', 'hex', 'pattern'] as const
export const ENCODINGS = ['both', 'narrow', 'wide'] as const

/** Packets that are searched: all, or those of the display filter, of the marked time, of both. */
export const AMONG = ['all', 'filter', 'time', 'both'] as const
export type Among = (typeof AMONG)[number]

/** `among` absent: all. */
export interface FindQuestion extends OctetQuestion {
  among?: Among
}

/** What there is to search among. */
export interface Limits {
  /** The display filter; empty: none. */
  filter: string
  /** null: no stretch of time is marked. */
  time: TimeScope | null
  /** The packet that `${…}` in the filter speaks of; null: none is chosen. */
  selected: NonNullable<SearchScope['selected']> | null
}

/** Of what somebody chose, what there is now. */
export function amongNow(among: Among, { filter, time }: Limits): Among {
  const byFilter = filter !== '' && (among === 'filter' || among === 'both')
  const byTime = time !== null && (among === 'time' || among === 'both')
  if (byFilter) return byTime ? 'both' : 'filter'
  return byTime ? 'time' : 'all'
}

/** The question as the library takes it. */
export function withinLimits(
  { among = 'all', ...question }: FindQuestion,
  limits: Limits,
): OctetQuestion {
  const now = amongNow(among, limits)
  if (now === 'all') return question
  const { time, selected } = limits
  const filter = now === 'time' ? '' : limits.filter
  const within: SearchScope = {
    filter,
    ...(now !== 'filter' && time !== null && { time }),
    ...(selected !== null && filter.includes('${') && { selected }),
  }
  return { ...question, within }
}

/** null: nothing is sought. */
export function questionIn(query: Query): FindQuestion | null {
  const words = query['find'] ?? ''
  if (words === '') return null
  const among = AMONG.find((one) => one === query['among']) ?? 'all'
  return {
    ...(among !== 'all' && { among }),
    kind: KINDS.find((kind) => kind === query['by']) ?? 'text',
    words,
    anyCase: query['case'] !== 'exact',
    encodings: ENCODINGS.find((encoding) => encoding === query['in']) ?? 'both',
  }
}

/** The same address, with another search in it. */
export function withQuestion(query: Query, question: FindQuestion | null): Query {
  if (question === null) {
    return { ...query, find: '', by: '', case: '', in: '', among: '', match: '' }
  }
  const { kind, words, anyCase, encodings, among = 'all' } = question
  return {
    ...query,
    find: words,
    by: kind === 'text' ? '' : kind,
    case: anyCase || kind === 'hex' ? '' : 'exact',
    in: encodings === 'both' || kind !== 'text' ? '' : encodings,
    among: among === 'all' ? '' : among,
    match: '',
  }
}

/** From 0; −1: none. */
export function matchIn(query: Query): number {
  return Math.max(0, Number.parseInt(query['match'] ?? '', 10) || 0) - 1
}
