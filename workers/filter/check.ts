/** What the page asks of a filter while it is typed. */
import { compileFilter } from './bind'
import { isFunction } from './functions'
import { isOperatorWord } from './operators'
import { Refusal } from './refusal'
import { fieldNamed } from './registry'
import { tokensIn, type Token } from './tokens'

export { completionsAt, type Completion } from './complete'

export type FilterCheck = { ok: true } | { ok: false; message: string; at: number; length: number }

export function checkFilter(text: string): FilterCheck {
  try {
    compileFilter(text)
    return { ok: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { message, at, length } = error
    return { ok: false, message, at, length }
  }
}

/** A word of a filter, and what it is. */
export interface FilterToken {
  at: number
  length: number
  kind: 'field' | 'operator' | 'number' | 'string' | 'address' | 'function' | 'bracket' | 'unknown'
}

/** The words of a filter, for highlighting; what is no word is unknown, up to the end. */
export function tokensOf(text: string): FilterToken[] {
  const found: FilterToken[] = []
  try {
    const tokens = tokensIn(text)
    tokens.forEach((token, index) => add(found, token, tokens[index + 1]))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { at } = error
    // What stands before it is understood
    if (at > 0 && at <= text.length && error.at < text.length)
      found.push(...tokensOf(text.slice(0, at)))
    found.push({ at, length: text.length - at, kind: 'unknown' })
  }
  return found
}

function add(found: FilterToken[], token: Token, next: Token | undefined): void {
  const { at, length } = token
  if (token.kind !== 'end') found.push({ at, length, kind: kindOf(token, next) })
}

function kindOf({ kind, text }: Token, next: Token | undefined): FilterToken['kind'] {
  switch (kind) {
    case 'string':
    case 'raw string':
    case 'char':
      return 'string'
    case 'reference':
      return fieldNamed(text) === undefined ? 'unknown' : 'field'
    case 'bracket':
      return 'bracket'
    case 'operator':
    case 'mark':
      return 'operator'
    default:
      return kindOfWord(text, next)
  }
}

function kindOfWord(text: string, next: Token | undefined): FilterToken['kind'] {
  if (next?.kind === 'bracket' && next.text === '(')
    return isFunction(text) ? 'function' : 'unknown'
  if (fieldNamed(text.replace(/^\./u, '')) !== undefined) return 'field'
  if (isOperatorWord(text)) return 'operator'
  if (/^[+-]?(?:0x[\da-f]+|0b[01]+|\d+(?:\.\d+)?)$/iu.test(text)) return 'number'
  if (/^[\da-f.:/-]+$/iu.test(text) && /[.:/-]/u.test(text)) return 'address'
  return 'unknown'
}
