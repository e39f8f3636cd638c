/** A filter that was understood: tests with fields, types and values instead of words. */
import type { ArithmeticOp, CompareOp } from './operators'
import type { PatternSearch } from './pattern/pattern-search'
import type { FieldInfo } from './registry'
import type { Range } from './syntax'
import type { FunctionName } from './functions'
import type { FieldType } from './types'
import type { Value } from './values'

export type Entity = { readonly type: FieldType } & (
  | { readonly kind: 'field'; readonly field: FieldInfo; readonly layers: readonly Range[] | null }
  | { readonly kind: 'constant'; readonly value: Value }
  /** The values that the selected frame has. */
  | { readonly kind: 'reference'; readonly field: FieldInfo }
  | { readonly kind: 'slice'; readonly of: Entity; readonly ranges: readonly Range[] }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly given: readonly Entity[] }
  | {
      readonly kind: 'arithmetic'
      readonly op: ArithmeticOp
      readonly left: Entity
      readonly right: Entity
    }
  | { readonly kind: 'negate'; readonly of: Entity }
)

export interface Element {
  readonly from: Entity
  /** null: `from` alone. */
  readonly to: Entity | null
}

/** What is asked of the values themselves. */
export type Leaf =
  /** Has at least one value. */
  | { readonly kind: 'exists'; readonly entity: Entity }
  /** Has a value that is not zero. */
  | { readonly kind: 'bits'; readonly entity: Entity }
  /** `every`: for all pairs of values, and there is one; else for some pair. */
  | {
      readonly kind: 'compare'
      readonly op: CompareOp
      readonly every: boolean
      readonly left: Entity
      readonly right: Entity
    }
  | {
      readonly kind: 'contains'
      readonly every: boolean
      readonly left: Entity
      readonly right: Entity
    }
  | {
      readonly kind: 'matches'
      readonly every: boolean
      readonly left: Entity
      readonly pattern: PatternSearch
    }
  | {
      readonly kind: 'in'
      readonly every: boolean
      readonly left: Entity
      readonly elements: readonly Element[]
    }

export type Test =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Test[] }
  | { readonly kind: 'not'; readonly part: Test }
  | Leaf

/** Fields that the entity asks a frame for. */
export function fieldsOf(entity: Entity): FieldInfo[] {
  switch (entity.kind) {
    case 'field':
      return [entity.field]
    case 'constant':
    case 'reference':
      return []
    case 'slice':
    case 'negate':
      return fieldsOf(entity.of)
    case 'call':
      return entity.given.flatMap(fieldsOf)
    case 'arithmetic':
      return [...fieldsOf(entity.left), ...fieldsOf(entity.right)]
  }
}

/** Everything that a leaf takes values of. */
export function entitiesOf(leaf: Leaf): Entity[] {
  switch (leaf.kind) {
    case 'exists':
    case 'bits':
      return [leaf.entity]
    case 'matches':
      return [leaf.left]
    case 'compare':
    case 'contains':
      return [leaf.left, leaf.right]
    case 'in':
      return [leaf.left, ...leaf.elements.flatMap(({ from, to }) => (to ? [from, to] : [from]))]
  }
}

export function isLeaf(test: Test): test is Leaf {
  return test.kind !== 'and' && test.kind !== 'or' && test.kind !== 'not'
}

/** All leaves, from left to right. */
export function leavesOf(test: Test): Leaf[] {
  switch (test.kind) {
    case 'and':
    case 'or':
      return test.parts.flatMap(leavesOf)
    case 'not':
      return leavesOf(test.part)
    default:
      return [test]
  }
}
