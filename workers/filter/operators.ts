/** Operators of the display-filter language of Wireshark 4.0, as signs and as words. */

/** Comparisons by what they ask of all pairs of values: `any_ne` is `!==`. */
export type CompareOp = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

export interface Comparison {
  readonly op: CompareOp
  /** Must hold for all values, where neither `any` nor `all` is written. */
  readonly every: boolean
}

const ANY_EQUAL: Comparison = { op: 'eq', every: false }
const ALL_DIFFER: Comparison = { op: 'ne', every: true }
const ALL_EQUAL: Comparison = { op: 'eq', every: true }
const ANY_DIFFERS: Comparison = { op: 'ne', every: false }
const GREATER: Comparison = { op: 'gt', every: false }
const GREATER_OR_EQUAL: Comparison = { op: 'ge', every: false }
const LESS: Comparison = { op: 'lt', every: false }
const LESS_OR_EQUAL: Comparison = { op: 'le', every: false }

export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['==', ANY_EQUAL],
  ['eq', ANY_EQUAL],
  ['any_eq', ANY_EQUAL],
  ['!=', ALL_DIFFER],
  ['ne', ALL_DIFFER],
  ['all_ne', ALL_DIFFER],
  ['===', ALL_EQUAL],
  ['all_eq', ALL_EQUAL],
  ['!==', ANY_DIFFERS],
  ['any_ne', ANY_DIFFERS],
  ['>', GREATER],
  ['gt', GREATER],
  ['>=', GREATER_OR_EQUAL],
  ['ge', GREATER_OR_EQUAL],
  ['<', LESS],
  ['lt', LESS],
  ['<=', LESS_OR_EQUAL],
  ['le', LESS_OR_EQUAL],
])

const LOGIC: ReadonlyMap<string, 'and' | 'or' | 'not'> = new Map([
  ['and', 'and'],
  ['&&', 'and'],
  ['or', 'or'],
  ['||', 'or'],
  ['not', 'not'],
  ['!', 'not'],
] as const)

const SEARCHES: ReadonlyMap<string, 'contains' | 'matches' | 'in'> = new Map([
  ['contains', 'contains'],
  ['matches', 'matches'],
  ['~', 'matches'],
  ['in', 'in'],
] as const)

export type ArithmeticOp = '&' | '+' | '-' | '*' | '/' | '%'

const ARITHMETIC: ReadonlyMap<string, ArithmeticOp> = new Map([
  ['&', '&'],
  ['bitand', '&'],
  ['bitwise_and', '&'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['%', '%'],
] as const)

export const logicOf = (text: string) => LOGIC.get(text)
export const searchOf = (text: string) => SEARCHES.get(text)
export const arithmeticOf = (text: string) => ARITHMETIC.get(text)

/** `any` and `all`, before a comparison. */
export const isQuantifier = (text: string) => text === 'any' || text === 'all'

/** Is the word an operator, and no name? */
export function isOperatorWord(text: string): boolean {
  return (
    COMPARISONS.has(text) ||
    LOGIC.has(text) ||
    SEARCHES.has(text) ||
    ARITHMETIC.has(text) ||
    isQuantifier(text)
  )
}

/** What may be offered behind a field, with what it means. */
export const OFFERED_OPERATORS: readonly (readonly [word: string, description: string])[] = [
  ['==', 'Equal: one of the values is'],
  ['!=', 'Not equal: none of the values is'],
  ['>', 'Greater than'],
  ['>=', 'Greater than or equal to'],
  ['<', 'Less than'],
  ['<=', 'Less than or equal to'],
  ['in', 'One of a set: {80, 443, 8000..8080}'],
  ['not in', 'None of a set'],
  ['contains', 'Contains these characters or octets'],
  ['matches', 'Matches a regular expression, upper and lower case alike'],
  ['&', 'Has one of these bits'],
  ['===', 'All of the values are equal'],
  ['!==', 'One of the values differs'],
]

/** What may be offered between tests. */
export const OFFERED_LOGIC: readonly (readonly [word: string, description: string])[] = [
  ['&&', 'And: both must hold'],
  ['||', 'Or: one of both must hold'],
]
