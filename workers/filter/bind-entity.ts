/** From terms to what gives values. */
import { constantOf, didYouMean, type Expected } from './constants'
import { FUNCTION_NAMES, isFunction, type FunctionName } from './functions'
import type { Entity } from './program'
import { Refusal } from './refusal'
import { fieldNamed } from './registry'
import type { Arithmetic, Called, Sliced, Term, Word } from './syntax'
import { familyOf, isSliceable, typeName, type FieldType } from './types'

/**
 * `expected`: what a bare value stands for; null: a field or function is due, to the left of
 * `operator`; empty operator: nothing follows.
 * @throws Refusal
 */
export function bindEntity(term: Term, expected: Expected | null, operator: string): Entity {
  switch (term.kind) {
    case 'word':
      return bindWord(term, expected, operator)
    case 'sliced':
      return bindSlice(term, operator)
    case 'called':
      return bindCall(term, operator)
    case 'negated': {
      const of = bindEntity(term.of, expected, operator)
      refuseUncountable(of, term.of, '-')
      if (of.kind === 'constant' && typeof of.value === 'number') return { ...of, value: -of.value }
      return { kind: 'negate', of, type: of.type }
    }
    case 'arithmetic':
      return bindArithmetic(term, expected, operator)
  }
}

/** What `left` is compared with. */
export function bindMember(term: Term, left: Entity, expected = expectedBy(left)): Entity {
  const right = bindEntity(term, expected, '')
  if (familyOf(right.type) === familyOf(left.type)) return right
  const message = `${capital(typeName(left.type))} cannot be compared with ${typeName(right.type)}.`
  throw new Refusal(message, term.at, term.length)
}

function expectedBy(entity: Entity): Expected {
  const { type } = entity
  return { type, field: entity.kind === 'field' ? entity.field.base : '' }
}

function bindWord(word: Word, expected: Expected | null, operator: string): Entity {
  const { token, text, layers, at, length } = word
  if (token === 'reference') {
    const field = fieldNamed(text)
    if (field === undefined) throw new Refusal(`There is no field ${text}.`, at, length)
    return { kind: 'reference', field, type: field.type }
  }
  // `.name` is always a field, `:text` always a value
  const field = token === 'word' ? fieldNamed(text.replace(/^\./u, '')) : undefined
  if (field !== undefined) return { kind: 'field', field, layers, type: field.type }
  if (layers !== null || expected === null) throw notAField(word, operator)
  return { kind: 'constant', value: constantOf(word, expected), type: expected.type }
}

function notAField({ token, text, at, length }: Word, operator: string): Refusal {
  const spaces = /^[a-z].*\w-\d+$/u.test(text) ? ' Before a minus sign stands white space.' : ''
  const looksLikeField = token === 'word' && /^[A-Za-z_]/u.test(text)
  if (looksLikeField || operator === '') {
    const wrote = token === 'word' ? text : `"${text}"`
    const message = `${wrote} is neither a field nor a protocol.${spaces || didYouMean(text)}`
    return new Refusal(message, at, length)
  }
  const message = `Left of "${operator}" stands a field or a function: frame.number == 4.`
  return new Refusal(message, at, length)
}

function bindSlice(term: Sliced, operator: string): Entity {
  const of = bindEntity(term.of, null, operator)
  if (!isSliceable(of.type)) {
    const message = `${capital(typeName(of.type))} has no octets to take a part of.`
    throw new Refusal(message, term.of.at, term.of.length)
  }
  return { kind: 'slice', of, ranges: term.ranges, type: 'bytes' }
}

function bindCall(term: Called, operator: string): Entity {
  const { name, at } = term
  if (!isFunction(name)) {
    const message = `There is no function ${name}. There are: ${FUNCTION_NAMES.join(', ')}.`
    throw new Refusal(message, at, name.length)
  }
  const [first, ...more] = term.given
  const several = name === 'max' || name === 'min'
  if (first === undefined || (more.length > 0 && !several)) {
    const message = several
      ? `${name}() takes one field or more.`
      : `${name}() takes exactly one field.`
    throw new Refusal(message, at, term.length)
  }
  const entity = bindEntity(first, null, operator)
  checkGiven(name, entity, first)
  const given = [entity, ...more.map((one) => bindMember(one, entity))]
  return { kind: 'call', name, given, type: resultOf(name, entity) }
}

function checkGiven(name: FunctionName, entity: Entity, { at, length }: Term): void {
  const family = familyOf(entity.type)
  const refuse = (wanted: string) => {
    throw new Refusal(
      `${name}() takes ${wanted}, and this is ${typeName(entity.type)}.`,
      at,
      length,
    )
  }
  if (name === 'upper' || name === 'lower') {
    if (family !== 'string') refuse('a text')
  } else if (name === 'len') {
    if (family !== 'string' && family !== 'octets') refuse('a text or octets')
  } else if (name === 'count') {
    if (entity.kind !== 'field') refuse('a field')
  } else if (name === 'abs') {
    if (family !== 'number' && family !== 'duration') refuse('a number')
  } else if (family === 'none' || entity.type === 'protocol') refuse('a value')
}

function resultOf(name: FunctionName, { type }: Entity): FieldType {
  if (name === 'len' || name === 'count') return 'uint32'
  return name === 'string' ? 'string' : type
}

function bindArithmetic(term: Arithmetic, expected: Expected | null, operator: string): Entity {
  const { op } = term
  const left = bindEntity(term.left, expected, operator === '' ? op : operator)
  refuseUncountable(left, term.left, op)
  const right = bindMember(term.right, left, { type: operandType(left.type), field: '' })
  refuseUncountable(right, term.right, op)
  return { kind: 'arithmetic', op, left, right, type: operandType(left.type) }
}

function operandType(type: FieldType): FieldType {
  const family = familyOf(type)
  if (family === 'octets') return 'bytes'
  return family === 'duration' ? 'duration' : 'uint32'
}

function refuseUncountable({ type }: Entity, { at, length }: Term, op: string): void {
  const family = familyOf(type)
  // Of octets only bits can be asked
  const countable = family === 'number' || family === (op === '&' ? 'octets' : 'duration')
  if (countable) return
  throw new Refusal(`"${op}" works on numbers, and this is ${typeName(type)}.`, at, length)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
