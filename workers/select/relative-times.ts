/** Points in time of a filter as nanoseconds since the first frame, which columns hold exactly. */
import type { Entity, Leaf, Test } from '../filter/program'
import type { FieldInfo } from '../filter/registry'

/** `firstNs`: time of the first frame, since 1970. */
export function withRelativeTimes(test: Test, firstNs: bigint): Test {
  switch (test.kind) {
    case 'and':
    case 'or':
      return { kind: test.kind, parts: test.parts.map((part) => withRelativeTimes(part, firstNs)) }
    case 'not':
      return { kind: 'not', part: withRelativeTimes(test.part, firstNs) }
    default:
      return relativeLeaf(test, firstNs)
  }
}

function relativeLeaf(leaf: Leaf, firstNs: bigint): Leaf {
  if (leaf.kind === 'compare') {
    if (!isTime(leaf.left)) return leaf
    const left = relative(leaf.left, firstNs)
    return { ...leaf, left, right: relative(leaf.right, firstNs) }
  }
  if (leaf.kind !== 'in' || !isTime(leaf.left)) return leaf
  const elements = leaf.elements.map(({ from, to }) => ({
    from: relative(from, firstNs),
    to: to === null ? null : relative(to, firstNs),
  }))
  return { ...leaf, left: relative(leaf.left, firstNs), elements }
}

const isTime = (entity: Entity) =>
  entity.kind === 'field' && ABSOLUTE.includes(entity.field.base) && entity.layers === null

const ABSOLUTE = ['frame.time', 'frame.time_epoch']

function relative(entity: Entity, firstNs: bigint): Entity {
  if (entity.kind === 'constant' && typeof entity.value === 'bigint') {
    return { kind: 'constant', value: Number(entity.value - firstNs), type: 'duration' }
  }
  if (!isTime(entity) || entity.kind !== 'field') return entity
  return { kind: 'field', field: relativeField(entity.field), layers: null, type: 'duration' }
}

const relativeField = (field: FieldInfo): FieldInfo => ({
  ...field,
  name: 'frame.time_relative',
  base: 'frame.time_relative',
  type: 'duration',
})
