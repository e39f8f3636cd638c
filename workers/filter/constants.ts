/** What a word, number or text stands for where a value of a type is due. */
import { ipv4Literal, ipv6Literal, macLiteral, octetsLiteral } from './address-literal'
import { numberLiteral, secondsLiteral, timeLiteral } from './number-literal'
import { Refusal } from './refusal'
import { fieldNamed, similarFields } from './registry'
import type { Word } from './syntax'
import { octetsOfText, unescaped } from './text-literal'
import { familyOf, largestOf, typeName, type FieldType } from './types'
import { namedValue, valueNames } from './value-names'
import type { Value } from './values'

/** What the value is compared with. */
export interface Expected {
  readonly type: FieldType
  /** Without scope; empty: no field, or a part of one. */
  readonly field: string
}

/** @throws Refusal when it is no value of that type. */
export function constantOf(word: Word, expected: Expected): Value {
  const text = textOf(word)
  const named = namedValue(expected.field, expected.type === 'boolean', text)
  const value = named ?? valueOf(word, text, expected)
  if (value === null) throw new Refusal(whyNot(word, expected), word.at, word.length)
  return value
}

function valueOf(word: Word, text: string, { type }: Expected): Value | null {
  const quoted = word.token !== 'word'
  switch (familyOf(type)) {
    case 'string':
      return text
    case 'octets':
      if (type === 'ether') return quoted ? null : macLiteral(text)
      return quoted ? octetsOfText(text) : octetsLiteral(text)
    case 'ipv4':
      return quoted ? null : ipv4Literal(text)
    case 'ipv6':
      return quoted ? null : ipv6Literal(text)
    case 'time':
      return type === 'time' ? timeLiteral(text) : quoted ? null : secondsLiteral(text)
    case 'duration':
      return quoted ? null : nanos(text)
    case 'number':
      return word.token === 'char' ? text.charCodeAt(0) : number(word, text, type)
    case 'none':
      return null
  }
}

/** The meaning of a text; of a word without quotation marks the word itself. */
export function textOf({ token, text, at }: Word): string {
  if (token === 'raw string') return text.replaceAll('\\"', '"')
  if (token === 'word') return text.startsWith(':') && text.length > 2 ? literal(text) : text
  return unescaped(text, at + 1)
}

/** `:80` is always a value, never a field; `::1` is an address. */
function literal(text: string): string {
  return text.startsWith('::') ? text : text.slice(1)
}

function nanos(text: string): number | null {
  const value = secondsLiteral(text)
  return value === null ? null : Number(value)
}

function number(word: Word, text: string, type: FieldType): number | null {
  const value = word.token === 'word' ? numberLiteral(text) : null
  const largest = largestOf(type)
  if (value === null || value <= largest) return value
  const message = `${text} is too large for this field: at most ${String(largest)}.`
  throw new Refusal(message, word.at, word.length)
}

const EXAMPLES: Partial<Record<FieldType, string>> = {
  ether: '02:00:00:a1:10:01',
  ipv4: '10.0.0.1 or 10.0.0.0/24',
  ipv6: '2001:db8::1 or 2001:db8::/32',
  bytes: '45:00 or "text"',
  protocol: '45:00 or "text"',
  time: '"2024-05-01 12:30:00"',
  epoch: '1714559400.25',
  duration: '0.25, in seconds',
}

function whyNot({ token, text }: Word, { type, field }: Expected): string {
  if (familyOf(type) === 'none') return `${field} has no value: it is there, or it is not.`
  const wrote = token === 'word' ? text : `"${text}"`
  const example = EXAMPLES[type]
  const such = example === undefined ? '' : `, such as ${example}`
  const names = Object.keys(valueNames(field, type === 'boolean')).slice(0, 3)
  const known = names.length === 0 ? '' : `, or one of: ${names.join(', ')}, …`
  const sentence = `${wrote} is not ${typeName(type)}${such}${known}.`
  return token === 'word' && text.includes('.') ? sentence + didYouMean(text) : sentence
}

/** ` Did you mean …?`, or nothing. */
export function didYouMean(name: string): string {
  const lower = name.toLowerCase()
  if (name !== lower && fieldNamed(lower) !== undefined) return ` Did you mean ${lower}?`
  const similar = similarFields(name, 3)
  return similar.length === 0 ? '' : ` Did you mean ${similar.join(' or ')}?`
}
