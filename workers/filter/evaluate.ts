/** Does a frame pass? The plain evaluator: whatever is faster must say the same. */
import type { CompareOp } from './operators'
import type { Element, Entity, Leaf, Test } from './program'
import type { FieldSource } from './field-source'
import { valuesOf } from './entity-values'
import { contains, order, searchedText, type Value } from './values'

export function passes(test: Test, source: FieldSource): boolean {
  switch (test.kind) {
    case 'and':
      return test.parts.every((part) => passes(part, source))
    case 'or':
      return test.parts.some((part) => passes(part, source))
    case 'not':
      return !passes(test.part, source)
    default:
      return leafPasses(test, source)
  }
}

export function leafPasses(leaf: Leaf, source: FieldSource): boolean {
  switch (leaf.kind) {
    case 'exists':
      return exists(leaf.entity, source)
    case 'bits':
      return valuesOf(leaf.entity, source).some(isNotZero)
    case 'compare': {
      const right = valuesOf(leaf.right, source)
      const holds = (a: Value, b: Value) => isOrdered(leaf.op, order(a, b))
      return ofPairs(leaf.every, valuesOf(leaf.left, source), right, holds)
    }
    case 'contains': {
      const right = valuesOf(leaf.right, source)
      return ofPairs(leaf.every, valuesOf(leaf.left, source), right, contains)
    }
    case 'matches': {
      const found = (value: Value) => leaf.pattern.foundIn(searchedText(value))
      return ofValues(leaf.every, valuesOf(leaf.left, source), found)
    }
    case 'in': {
      const within = (value: Value) => leaf.elements.some((one) => isIn(value, one, source))
      return ofValues(leaf.every, valuesOf(leaf.left, source), within)
    }
  }
}

function isNotZero(value: Value): boolean {
  return value instanceof Uint8Array ? value.some((octet) => octet !== 0) : value !== 0
}

function exists(entity: Entity, source: FieldSource): boolean {
  if (entity.kind === 'field' && entity.layers === null) {
    return source.occurrences(entity.field).length > 0
  }
  return valuesOf(entity, source).length > 0
}

function ofValues(
  every: boolean,
  values: readonly Value[],
  holds: (value: Value) => boolean,
): boolean {
  return values.length > 0 && (every ? values.every(holds) : values.some(holds))
}

function ofPairs(
  every: boolean,
  left: readonly Value[],
  right: readonly Value[],
  holds: (a: Value, b: Value) => boolean,
): boolean {
  if (right.length === 0) return false
  return ofValues(every, left, (a) =>
    every ? right.every((b) => holds(a, b)) : right.some((b) => holds(a, b)),
  )
}

function isIn(value: Value, { from, to }: Element, source: FieldSource): boolean {
  const lows = valuesOf(from, source)
  if (to === null) return lows.some((low) => order(value, low) === 0)
  const highs = valuesOf(to, source)
  return lows.some((low) => order(value, low) >= 0) && highs.some((high) => order(value, high) <= 0)
}

/** `difference`: as of `order`; NaN: they cannot be compared, and nothing holds but `ne`. */
export function isOrdered(op: CompareOp, difference: number): boolean {
  switch (op) {
    case 'eq':
      return difference === 0
    case 'ne':
      return difference !== 0
    case 'gt':
      return difference > 0
    case 'ge':
      return difference >= 0
    case 'lt':
      return difference < 0
    case 'le':
      return difference <= 0
  }
}
