/** Leaves that one pass over one column can answer. */
import { entitiesOf, fieldsOf, type Entity, type Leaf } from '../filter/program'
import type { FieldInfo } from '../filter/registry'
import type { Value } from '../filter/values'
import type { Interval } from './kernels'

/** The only field that a leaf asks for, once; null: there are several, or none. */
export function onlyField(leaf: Leaf): FieldInfo | null {
  const [only, ...more] = entitiesOf(leaf).flatMap(fieldsOf)
  return only === undefined || more.length > 0 ? null : only
}

/** Is each value of the field asked for itself, whatever others there are? */
export function isPerValue(leaf: Leaf): boolean {
  const [left, ...others] = entitiesOf(leaf)
  return (
    left !== undefined && isChain(left) && others.every((other) => fieldsOf(other).length === 0)
  )
}

function isChain(entity: Entity): boolean {
  switch (entity.kind) {
    case 'field':
      return entity.layers === null
    case 'slice':
    case 'negate':
      return isChain(entity.of)
    case 'arithmetic':
      return isChain(entity.left) && fieldsOf(entity.right).length === 0
    case 'call': {
      const [first] = entity.given
      const single = entity.given.length === 1 && entity.name !== 'count'
      return single && first !== undefined && isChain(first)
    }
    default:
      return false
  }
}

export interface Intervals {
  readonly within: readonly Interval[]
  /** What lies in none of them passes. */
  readonly outside: boolean
}

/** Numbers and times that a bare field is compared with; null: it is another comparison. */
export function intervalsOf(leaf: Leaf): Intervals | null {
  if (leaf.kind === 'exists') return isBare(leaf.entity) ? EVERYTHING : null
  if (leaf.kind === 'compare') {
    const value = constant(leaf.right)
    if (!isBare(leaf.left) || value === null) return null
    const within = [interval(leaf.op, value)]
    return { within, outside: leaf.op === 'ne' }
  }
  if (leaf.kind !== 'in' || !isBare(leaf.left)) return null
  const within: Interval[] = []
  for (const { from, to } of leaf.elements) {
    const low = constant(from)
    const high = to === null ? low : constant(to)
    if (low === null || high === null) return null
    within.push({ low, high })
  }
  return { within, outside: false }
}

const EVERYTHING: Intervals = { within: [{ low: -Infinity, high: Infinity }], outside: false }

const isBare = (entity: Entity) => entity.kind === 'field' && entity.layers === null

/** Times are nanoseconds, and exact only once they are put in relation to a capture. */
function constant(entity: Entity): number | null {
  return entity.kind === 'constant' && isNumber(entity.value) ? entity.value : null
}

const isNumber = (value: Value) => typeof value === 'number'

/** Of whole numbers. */
function interval(op: string, value: number): Interval {
  switch (op) {
    case 'gt':
      return { low: Math.floor(value) + 1, high: Infinity }
    case 'ge':
      return { low: value, high: Infinity }
    case 'lt':
      return { low: -Infinity, high: Math.ceil(value) - 1 }
    case 'le':
      return { low: -Infinity, high: value }
    default:
      return { low: value, high: value }
  }
}
