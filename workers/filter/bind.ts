/** From clauses to tests: which word is a field, which a value, and whether they go together. */
import { bindEntity, bindMember } from './bind-entity'
import { textOf } from './constants'
import { parseFilter } from './parse'
import { PatternSearch } from './pattern/pattern-search'
import type { Element, Entity, Leaf, Test } from './program'
import { Refusal } from './refusal'
import type { Clause, Quantifier, Term } from './syntax'
import { familyOf, typeName } from './types'

/** The filter as a test; null: it is empty, which every frame passes. @throws Refusal */
export function compileFilter(text: string): Test | null {
  const clause = parseFilter(text)
  return clause === null ? null : bind(clause)
}

function bind(clause: Clause): Test {
  switch (clause.kind) {
    case 'and':
    case 'or':
      return { kind: clause.kind, parts: clause.parts.map(bind) }
    case 'not':
      return { kind: 'not', part: bind(clause.part) }
    case 'bare':
      return bindBare(clause.term)
    case 'compare':
      return bindComparison(clause)
    case 'contains':
      return bindContains(clause)
    case 'matches':
      return bindMatches(clause)
    case 'in':
      return bindMembership(clause)
  }
}

const every = (quantifier: Quantifier, otherwise: boolean) =>
  quantifier === null ? otherwise : quantifier === 'all'

function bindBare(term: Term): Leaf {
  const entity = bindEntity(term, null, '')
  if (entity.kind === 'call') {
    const message = `What ${entity.name}() gives must be compared: ${entity.name}(…) == 1.`
    throw new Refusal(message, term.at, term.length)
  }
  const bits = entity.kind === 'arithmetic' || entity.kind === 'negate'
  return { kind: bits ? 'bits' : 'exists', entity }
}

type Of<Kind extends Clause['kind']> = Extract<Clause, { kind: Kind }>

function bindComparison(clause: Of<'compare'>): Leaf {
  const { comparison, sign } = clause
  const left = bindEntity(clause.left, null, sign)
  refuseLabel(left, clause.left)
  const right = bindMember(clause.right, left)
  return {
    kind: 'compare',
    op: comparison.op,
    every: every(clause.quantifier, comparison.every),
    left,
    right,
  }
}

function bindContains(clause: Of<'contains'>): Leaf {
  const left = searchable(clause.left, 'contains')
  // Of a MAC address a part may be searched
  const type = left.type === 'ether' ? 'bytes' : left.type
  const right = bindMember(clause.right, left, { type, field: '' })
  return { kind: 'contains', every: every(clause.quantifier, false), left, right }
}

function bindMatches(clause: Of<'matches'>): Leaf {
  const left = searchable(clause.left, 'matches')
  const { right } = clause
  if (right.kind !== 'word' || (right.token !== 'string' && right.token !== 'raw string')) {
    const message = 'A regular expression in double quotes must follow: matches r"^GET .*\\.jpg".'
    throw new Refusal(message, right.at, right.length)
  }
  const raw = right.token === 'raw string'
  // Where a string has no escapes its characters stand at the same places in the filter
  const at = right.at + (raw ? 2 : 1)
  const source = raw ? right.text : textOf(right)
  const pattern = new PatternSearch(source, at, right.length - (raw ? 3 : 2))
  return { kind: 'matches', every: every(clause.quantifier, false), left, pattern }
}

function bindMembership(clause: Of<'in'>): Leaf {
  const left = bindEntity(clause.left, null, 'in')
  refuseLabel(left, clause.left)
  const elements = clause.elements.map(({ from, to }): Element => ({
    from: bindMember(from, left),
    to: to === null ? null : bindMember(to, left),
  }))
  return { kind: 'in', every: every(clause.quantifier, false), left, elements }
}

/** A text, or octets. */
function searchable(term: Term, operator: string): Entity {
  const entity = bindEntity(term, null, operator)
  const family = familyOf(entity.type)
  if (family === 'string' || family === 'octets') return entity
  const hint = family === 'none' ? '' : ` As text it can be: string(…) ${operator} "…".`
  const message = `"${operator}" searches a text or octets, and this is ${typeName(entity.type)}.${hint}`
  throw new Refusal(message, term.at, term.length)
}

function refuseLabel({ type }: Entity, { at, length }: Term): void {
  if (familyOf(type) !== 'none') return
  const message = 'This field has no value to compare: it is there, or it is not.'
  throw new Refusal(message, at, length)
}
