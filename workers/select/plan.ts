/**
 * How a filter is asked: what is the same for frames with the same headers, what one column tells,
 * what a row tells, and what needs the octets.
 */
import { isLeaf, type Leaf, type Test } from '../filter/program'
import { entitiesOf, fieldsOf, leavesOf } from '../filter/program'
import type { FieldInfo } from '../filter/registry'
import { newColumns, type ColumnName } from '../model/frame-columns'
import { isHeaderField } from './header-fields'
import { intervalsOf, isPerValue, onlyField, type Intervals } from './leaf-shapes'
import {
  isOfStream,
  isSegmentColumn,
  rowField,
  streamQuestionOf,
  type BitField,
  type LevelField,
  type NumberField,
  type RowField,
} from './row-fields'
import type { StreamQuestion } from './streams/stream-facts'

export type Node =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  /** The words of the headers tell it. */
  | { readonly kind: 'headers'; readonly test: Test }
  | { readonly kind: 'levels'; readonly leaf: Leaf; readonly field: LevelField }
  | { readonly kind: 'bits'; readonly leaf: Leaf; readonly field: BitField }
  | { readonly kind: 'intervals'; readonly intervals: Intervals; readonly field: NumberField }
  /** Row by row, from headers and columns. */
  | { readonly kind: 'rows'; readonly leaf: Leaf }
  | { readonly kind: 'deep'; readonly leaf: Leaf }

export function planOf(test: Test): Node {
  if (leavesOf(test).every(isOfHeaders)) return { kind: 'headers', test }
  if (isLeaf(test)) return planOfLeaf(test)
  if (test.kind === 'not') return { kind: 'not', part: planOf(test.part) }
  // What headers tell together costs one pass
  const ofHeaders = test.parts.filter((part) => leavesOf(part).every(isOfHeaders))
  const others = test.parts.filter((part) => !ofHeaders.includes(part)).map(planOf)
  if (ofHeaders.length === 0) return { kind: test.kind, parts: others }
  const together: Node = { kind: 'headers', test: { kind: test.kind, parts: ofHeaders } }
  return { kind: test.kind, parts: [together, ...others] }
}

function planOfLeaf(leaf: Leaf): Node {
  const only = onlyField(leaf)
  const field = only === null ? undefined : rowField(only)
  if (field !== undefined && only !== null) {
    if (field.kind === 'number') {
      const intervals = intervalsOf(leaf)
      if (intervals !== null) return { kind: 'intervals', intervals, field }
    } else if (field.kind !== 'datagrams' && isPerValue(leaf)) {
      return field.kind === 'levels'
        ? { kind: 'levels', leaf, field }
        : { kind: 'bits', leaf, field }
    }
  }
  return { kind: isOfRows(leaf) ? 'rows' : 'deep', leaf }
}

function fieldsOfLeaf(leaf: Leaf): FieldInfo[] {
  return entitiesOf(leaf).flatMap(fieldsOf)
}

/** Does the leaf ask for no octets of a header as such? */
function asksPresence(leaf: Leaf, field: FieldInfo): boolean {
  if (field.type !== 'protocol') return true
  return leaf.kind === 'exists' && leaf.entity.kind === 'field'
}

function isOfHeaders(leaf: Leaf): boolean {
  const fields = fieldsOfLeaf(leaf)
  return (
    fields.length > 0 && fields.every((field) => isHeaderField(field) && asksPresence(leaf, field))
  )
}

function isOfRows(leaf: Leaf): boolean {
  return fieldsOfLeaf(leaf).every(
    (field) => (isHeaderField(field) && asksPresence(leaf, field)) || rowField(field) !== undefined,
  )
}

const ALL_COLUMNS: readonly ColumnName[] = Object.keys(newColumns(0)).filter(
  (name): name is ColumnName => name !== 'length',
)

/** Columns of the index that it is asked of. */
export function columnsOf(node: Node): Set<ColumnName> {
  switch (node.kind) {
    case 'and':
    case 'or':
      return new Set(node.parts.flatMap((part) => [...columnsOf(part)]))
    case 'not':
      return columnsOf(node.part)
    case 'headers':
    case 'levels':
      return new Set()
    case 'bits':
    case 'intervals':
      return new Set(columnOf(node.field))
    case 'rows':
      return new Set(fieldsOfLeaf(node.leaf).flatMap((field) => columnOf(rowField(field))))
    case 'deep': // the octets of frames, which all of them tell of
      return new Set(ALL_COLUMNS)
  }
}

function columnOf(field: RowField | undefined): ColumnName[] {
  if (field === undefined || field.kind === 'levels') return []
  if (field.kind === 'datagrams') return ['time']
  if (field.kind === 'number' && isSegmentColumn(field.column)) return ['time', 'flags']
  const { column } = field
  if (column === 'number' || column === 'stream') return []
  return [column === 'delta' ? 'time' : (column as ColumnName)]
}

/** What the frames of a conversation must be asked together for it. */
export function streamQuestionsOf(fields: readonly FieldInfo[]): Set<StreamQuestion> {
  return new Set(
    fields.map((field) => streamQuestionOf(rowField(field))).filter((asked) => asked !== null),
  )
}

export const fieldsOfTest = (test: Test): FieldInfo[] => leavesOf(test).flatMap(fieldsOfLeaf)

/** Are facets needed for it, or the octets themselves? */
export function needsOf(node: Node): { facets: boolean; octets: boolean } {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const needs = node.parts.map(needsOf)
      return {
        facets: needs.some(({ facets }) => facets),
        octets: needs.some(({ octets }) => octets),
      }
    }
    case 'not':
      return needsOf(node.part)
    case 'headers':
    case 'levels':
      return { facets: true, octets: false }
    case 'bits':
      return { facets: false, octets: false }
    case 'intervals':
      return { facets: isOfStream(node.field), octets: false }
    case 'rows':
      return { facets: fieldsOfLeaf(node.leaf).some(needsFacets), octets: false }
    case 'deep':
      return { facets: true, octets: true }
  }
}

function needsFacets(field: FieldInfo): boolean {
  const known = rowField(field)
  if (known?.kind === 'number') return isOfStream(known)
  return known?.kind !== 'bits'
}
