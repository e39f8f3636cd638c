/**
 * Regular expressions as Wireshark's users write them (PCRE2), as far as they can be searched in one
 * pass: what needs going back (back references, looking around) is refused.
 */
import { MAX_FILTER_DEPTH } from '../../limits/workspace-limits'
import { anyCharacter, type Characters, classNamed, type Fold } from './characters'
import { parseClass } from './parse-class'
import { escapedCode, PatternText } from './pattern-text'

export type Assertion = 'start' | 'end' | 'very end' | 'boundary' | 'no boundary'

export type Pattern =
  | { readonly kind: 'characters'; readonly characters: Characters }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  /** `most` Infinity: without end. */
  | {
      readonly kind: 'repeat'
      readonly part: Pattern
      readonly least: number
      readonly most: number
    }

/** `at`: where the pattern begins in the filter. @throws Refusal */
export function parsePattern(source: string, at: number, fold: Fold = 'all'): Pattern {
  const text = new PatternText(source, at, fold)
  const pattern = choice(text, 0)
  if (!text.ended) throw text.refusal('This ")" closes nothing.', 1)
  return pattern
}

function choice(text: PatternText, depth: number): Pattern {
  if (depth > MAX_FILTER_DEPTH) throw text.refusal('This pattern is nested too deep.', 1)
  const parts = [sequence(text, depth)]
  while (text.takeIf('|')) parts.push(sequence(text, depth))
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts }
}

function sequence(text: PatternText, depth: number): Pattern {
  const parts: Pattern[] = []
  while (!text.ended && text.next !== '|' && text.next !== ')') {
    parts.push(repeated(text, atom(text, depth)))
  }
  return { kind: 'sequence', parts }
}

function repeated(text: PatternText, part: Pattern): Pattern {
  const [least, most] = text.quantifier()
  if (least === 1 && most === 1) return part
  text.takeIf('?') // as few as possible: whether there is a match does not depend on it
  if (text.next === '+') {
    throw text.refusal('Possessive quantifiers cannot be used here.', 1)
  }
  if (part.kind === 'assertion') throw text.refusal('There is nothing to repeat here.', 1)
  return { kind: 'repeat', part, least, most }
}

function atom(text: PatternText, depth: number): Pattern {
  const sign = text.next
  if ('*+?'.includes(sign)) throw text.refusal('There is nothing to repeat here.', 1)
  text.take()
  switch (sign) {
    case '.':
      return { kind: 'characters', characters: anyCharacter() }
    case '^':
      return { kind: 'assertion', assertion: 'start' }
    case '$':
      return { kind: 'assertion', assertion: 'end' }
    case '(':
      return group(text, depth)
    case '[':
      return { kind: 'characters', characters: parseClass(text) }
    case '\\':
      return escape(text)
    default:
      return one(text, sign.charCodeAt(0))
  }
}

function group(text: PatternText, depth: number): Pattern {
  const opening = text.refusal('This "(" is not closed.', 1, -1)
  if (text.takeIf('?')) {
    const named = text.takeMatch(/P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*'/uy) !== ''
    const plain = named || text.takeMatch(/[ims]*:/uy) !== ''
    if (!plain) {
      if (text.takeMatch(/[ims]*\)/uy) !== '') return { kind: 'sequence', parts: [] }
      throw text.refusal('Groups that look around cannot be used here.', 1, -2)
    }
  }
  const inside = choice(text, depth + 1)
  if (!text.takeIf(')')) throw opening
  return inside
}

function escape(text: PatternText): Pattern {
  if (text.ended) throw text.refusal('A lone "\\" stands at the end.', 1, -1)
  const letter = text.next
  const characters = classNamed(letter)
  if (characters !== undefined) {
    text.take()
    return { kind: 'characters', characters }
  }
  const assertion = ASSERTIONS[letter]
  if (assertion !== undefined) {
    text.take()
    return { kind: 'assertion', assertion }
  }
  if (/[1-9gk]/u.test(letter)) {
    throw text.refusal('References to groups cannot be used here.', 2, -1)
  }
  return one(text, escapedCode(text))
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'start',
  Z: 'end',
  z: 'very end',
  b: 'boundary',
  B: 'no boundary',
}

function one(text: PatternText, code: number): Pattern {
  return { kind: 'characters', characters: text.noCharacters().add(code) }
}
