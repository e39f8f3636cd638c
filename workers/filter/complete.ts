/** What may stand at a place of a filter that is being typed. */
import { MAX_COMPLETIONS } from '../limits/workspace-limits'
import { FUNCTION_NAMES, FUNCTIONS, isFunction } from './functions'
import { COMPARISONS, OFFERED_LOGIC, OFFERED_OPERATORS, logicOf, searchOf } from './operators'
import { Refusal } from './refusal'
import { allFields, fieldNamed, scopedFields, type FieldInfo } from './registry'
import { tokensIn, type Token } from './tokens'
import { familyOf } from './types'
import { valueNames } from './value-names'

export interface Completion {
  /** It replaces [at, caret). */
  at: number
  word: string
  description: string
  kind: 'field' | 'operator' | 'function' | 'value'
}

/** Best first. Nothing within strings and brackets, or behind what is no word. */
export function completionsAt(text: string, caret: number): Completion[] {
  const tokens = tokensBefore(text, caret)
  if (tokens === null) return []
  const last = tokens.at(-1)
  const typing = last !== undefined && last.at + last.length === caret && isWord(last)
  if (typing) tokens.pop()
  const at = typing ? last.at : caret
  const prefix = typing ? last.text : ''
  return offered(tokens, prefix)
    .filter(({ word }) => word !== prefix || word.endsWith('.'))
    .slice(0, MAX_COMPLETIONS)
    .map((offer) => ({ at, ...offer }))
}

type Offer = Omit<Completion, 'at'>

function tokensBefore(text: string, caret: number): Token[] | null {
  try {
    return tokensIn(text.slice(0, caret)).filter(({ kind }) => kind !== 'end')
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const isWord = ({ kind, text }: Token) =>
  kind === 'word' || (kind === 'operator' && /^\w+$/u.test(text))

/** `before`: the words up to the one that is being typed. */
function offered(before: readonly Token[], prefix: string): Offer[] {
  const { due, field } = situation(before)
  switch (due) {
    case 'term':
      return terms(prefix)
    case 'value':
      return [...values(field, prefix), ...comparable(field, prefix)]
    case 'operator':
      return starting([...operators(field), ...logic()], prefix)
    case 'logic':
      return starting(logic(), prefix)
    case 'nothing':
      return []
  }
}

interface Situation {
  due: 'term' | 'value' | 'operator' | 'logic' | 'nothing'
  /** What is being compared. */
  field: FieldInfo | undefined
}

function situation(before: readonly Token[]): Situation {
  let due: Situation['due'] = 'term'
  let field: FieldInfo | undefined
  let sliced = false
  for (const token of before) {
    const { kind, text } = token
    if (kind === 'bracket') {
      if (text === '[') sliced = true
      else if (text === ']') sliced = false
      else if (text === '(' || text === '{') due = due === 'value' ? 'value' : 'term'
      else due = 'logic'
    } else if (kind === 'operator') {
      if (COMPARISONS.has(text) || searchOf(text) !== undefined) due = 'value'
      else if (logicOf(text) !== undefined) due = 'term'
      else due = due === 'operator' ? 'value' : due
    } else if (kind === 'mark') {
      if (text === ',' || text === '..') due = 'value'
    } else if (due === 'term') {
      field = kind === 'word' ? fieldNamed(text) : undefined
      due = kind === 'word' && isFunction(text) ? 'term' : 'operator'
    } else due = 'logic'
  }
  return { due: sliced ? 'nothing' : due, field }
}

function terms(prefix: string): Offer[] {
  const wanted = prefix.toLowerCase()
  const functions = FUNCTION_NAMES.filter((name) => wanted !== '' && name.startsWith(wanted))
  return [
    ...fields(wanted),
    ...functions.map((name): Offer => ({
      word: `${name}(`,
      description: FUNCTIONS[name],
      kind: 'function',
    })),
  ]
}

/** What a filter most often begins with. */
const USUAL = ['ip.addr', 'tcp.port', 'udp.port', 'tcp', 'udp', 'dns', 'http', 'tls', 'icmp', 'arp']

function fields(wanted: string): Offer[] {
  if (wanted === '') {
    const usual = USUAL.map(fieldNamed).filter((field) => field !== undefined)
    return [...usual.map(offerOf), ...SCOPES]
  }
  const all = [...allFields(), ...scopesOf(wanted)]
  const starts = all.filter(({ name }) => name.toLowerCase().startsWith(wanted))
  const within = all.filter(
    ({ name }) => !name.toLowerCase().startsWith(wanted) && name.toLowerCase().includes(wanted),
  )
  const described = all.filter(
    ({ name, description }) =>
      !name.toLowerCase().includes(wanted) && description.toLowerCase().includes(wanted),
  )
  const ranked = [...byDepth(starts), ...byDepth(within), ...byDepth(described)]
  const scopes = SCOPES.filter(({ word }) => word.startsWith(wanted) && word !== wanted)
  return [...scopes, ...ranked.map(offerOf)]
}

const SCOPES: readonly Offer[] = [
  { word: 'outer.', description: 'A header outside of all tunnels', kind: 'field' },
  { word: 'inner.', description: 'A header inside the innermost tunnel', kind: 'field' },
]

function scopesOf(wanted: string): FieldInfo[] {
  if (wanted.startsWith('outer.')) return scopedFields('outer')
  return wanted.startsWith('inner.') ? scopedFields('inner') : []
}

/** What has fewer parts first: `tcp.port` before `tcp.options.mss_val`. */
function byDepth(found: FieldInfo[]): FieldInfo[] {
  const depth = ({ name }: FieldInfo) => name.split('.').length
  return found.sort((a, b) => depth(a) - depth(b))
}

function offerOf({ name, description }: FieldInfo): Offer {
  return { word: name, description, kind: 'field' }
}

function operators(field: FieldInfo | undefined): Offer[] {
  const family = field === undefined ? 'number' : familyOf(field.type)
  if (family === 'none') return []
  const searches = family === 'string' || family === 'octets'
  const counts = family === 'number' || family === 'duration'
  return OFFERED_OPERATORS.filter(([word]) => {
    if (word === 'contains' || word === 'matches') return searches
    return word !== '&' || counts
  }).map(offerOfOperator)
}

function logic(): Offer[] {
  return OFFERED_LOGIC.map(offerOfOperator)
}

function offerOfOperator([word, description]: readonly [string, string]): Offer {
  return { word, description, kind: 'operator' }
}

function starting(offers: Offer[], prefix: string): Offer[] {
  return offers.filter(({ word }) => word.startsWith(prefix))
}

function values(field: FieldInfo | undefined, prefix: string): Offer[] {
  if (field === undefined) return []
  const names = Object.entries(valueNames(field.base, field.type === 'boolean'))
  const offers = names.map(([name, value]): Offer => ({
    word: /^\w+$/u.test(name) ? name : `"${name}"`,
    description: String(value),
    kind: 'value',
  }))
  return starting(offers, prefix)
}

/** Fields of the same family, once something was typed. */
function comparable(field: FieldInfo | undefined, prefix: string): Offer[] {
  if (prefix === '') return []
  const family = field === undefined ? undefined : familyOf(field.type)
  const all = [...allFields(), ...scopesOf(prefix)]
  return all
    .filter(({ name, type }) => name.startsWith(prefix) && familyOf(type) === family)
    .map(offerOf)
}
