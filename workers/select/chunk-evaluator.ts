/** Asks all rows of a chunk at once. */
import { leafPasses, passes } from '../filter/evaluate'
import type { FieldSource } from '../filter/field-source'
import type { Leaf, Test } from '../filter/program'
import { CHUNK_ROWS } from '../model/frame-columns'
import { deepTable } from './deep-table'
import { headerOccurrences } from './header-fields'
import { INTRICATE } from './header-table'
import { byBits, byHeader, byInterval, byLevel, withoutNaN, withoutZero } from './kernels'
import { both, either, MaskPool, MAYBE, NO, opposite, YES, type Mask } from './masks'
import { needsOf, type Node } from './plan'
import {
  isOfStream,
  isSegmentColumn,
  type BitField,
  type LevelField,
  type NumberField,
} from './row-fields'
import { RowSource, udpStreams, type CaptureContext, type ChunkRows } from './row-source'
import { segmentColumn } from './streams/stream-facts'
import type { Intervals } from './leaf-shapes'

export class ChunkEvaluator {
  private readonly context: CaptureContext
  private readonly references: FieldSource['references']
  private readonly source: RowSource
  private readonly pool: MaskPool
  /** Tables of nodes: headers do not change while a filter is asked. */
  private readonly tables = new Map<Node, Uint8Array<ArrayBuffer>>()
  private readonly presences = new Map<Node, Uint8Array>()
  private numbers: Float64Array | null = null

  constructor(context: CaptureContext, references: FieldSource['references'], rows = CHUNK_ROWS) {
    this.context = context
    this.references = references
    this.source = new RowSource(context, references)
    this.pool = new MaskPool(rows)
  }

  /** To be given back with `release`. */
  evaluate(node: Node, rows: ChunkRows): Mask {
    const { length } = rows.columns
    switch (node.kind) {
      case 'and':
      case 'or': {
        const [first, ...others] = node.parts
        const mask = first === undefined ? this.pool.take() : this.evaluate(first, rows)
        for (const part of others) {
          const other = this.evaluate(part, rows)
          if (node.kind === 'and') both(mask, other)
          else either(mask, other)
          this.release(other)
        }
        return mask
      }
      case 'not': {
        const mask = this.evaluate(node.part, rows)
        opposite(mask, length)
        return mask
      }
      case 'headers':
        return this.ofHeaders(rows, () => this.table(node, () => this.headerTable(node.test, rows)))
      case 'deep':
        return this.ofHeaders(rows, () =>
          this.table(node, () => deepTable(node.leaf, rows.headers)),
        )
      case 'levels':
        return this.ofLevels(node, node.leaf, node.field, rows)
      case 'bits':
        return this.ofBits(node, node.leaf, node.field, rows)
      case 'intervals':
        return this.ofIntervals(node.intervals, node.field, rows)
      case 'rows':
        return this.ofRows(node.leaf, needsOf(node).facets, rows)
    }
  }

  release(mask: Mask): void {
    this.pool.give(mask)
  }

  private table(node: Node, make: () => Mask): Mask {
    const table = this.tables.get(node) ?? make()
    this.tables.set(node, table)
    return table
  }

  private ofHeaders({ facets, columns }: ChunkRows, table: () => Mask): Mask {
    const mask = this.pool.take()
    if (facets === null) mask.fill(MAYBE)
    else byHeader(facets.header, table(), mask, columns.length)
    return mask
  }

  private headerTable(test: Test, { headers, conversations }: ChunkRows): Mask {
    const table = new Uint8Array(headers?.size ?? 1).fill(MAYBE)
    if (headers === null) return table
    const { tapName } = this.context
    const { references } = this
    for (let kind = 1; kind < table.length; kind++) {
      if (((headers.shapes[kind] as number) & INTRICATE) !== 0) continue
      const words = headers.of(kind)
      const source: FieldSource = {
        occurrences: (field) =>
          field.base === 'udp.stream'
            ? udpStreams(conversations, kind)
            : headerOccurrences(words, field, tapName),
        references,
      }
      table[kind] = passes(test, source) ? YES : NO
    }
    return table
  }

  private ofLevels(node: Node, leaf: Leaf, field: LevelField, rows: ChunkRows): Mask {
    const { facets, headers, columns } = rows
    const mask = this.pool.take()
    if (facets === null || headers === null) {
      mask.fill(MAYBE)
      return mask
    }
    let presence = this.presences.get(node)
    if (presence === undefined) {
      presence = headers.shapes.slice(0, headers.size).map((shape) => field.presence(shape))
      this.presences.set(node, presence)
    }
    const passing = this.table(node, () => this.levelTable(leaf, field))
    const every = 'every' in leaf && leaf.every
    const { header, [field.outer]: outer, [field.inner]: inner } = facets
    byLevel({ presence, header, outer, inner, passing }, every, mask, columns.length)
    return mask
  }

  private levelTable(leaf: Leaf, { domain, value }: LevelField): Mask {
    const known = new Map<number, number>()
    const table = new Uint8Array(domain)
    for (let stored = 0; stored < domain; stored++) {
      const number = value(stored)
      const passing = known.get(number) ?? (this.passesWith(leaf, number) ? YES : NO)
      known.set(number, passing)
      table[stored] = passing
    }
    return table
  }

  private ofBits(node: Node, leaf: Leaf, field: BitField, { columns }: ChunkRows): Mask {
    const { column, shift, bits } = field
    const table = this.table(node, () => {
      const made = new Uint8Array(bits + 1)
      for (let stored = 0; stored <= bits; stored++) {
        const value = field.value(stored, this.context.interfaces)
        made[stored] = value !== null && this.passesWith(leaf, value) ? YES : NO
      }
      return made
    })
    const mask = this.pool.take()
    byBits(columns[column], shift, bits, table, mask, columns.length)
    return mask
  }

  /** Does a frame pass whose only value this is? */
  private passesWith(leaf: Leaf, value: Parameters<typeof single>[0]): boolean {
    return leafPasses(leaf, single(value, this.references))
  }

  private ofIntervals({ within, outside }: Intervals, field: NumberField, rows: ChunkRows): Mask {
    const { columns, facets } = rows
    const { length } = columns
    const mask = this.pool.take()
    if (isOfStream(field) && facets === null) {
      mask.fill(MAYBE)
      return mask
    }
    const column = this.columnOf(field, rows)
    within.forEach((interval, index) => byInterval(column, interval, index > 0, mask, length))
    if (outside) opposite(mask, length)
    if (field.column === 'flow') withoutZero(columns.flow, mask, length)
    if (isOfStream(field) && facets !== null) withoutZero(facets.stream, mask, length)
    if (isSegmentColumn(field.column)) withoutNaN(column as Float64Array, mask, length)
    return mask
  }

  private columnOf({ column }: NumberField, rows: ChunkRows) {
    this.numbers ??= new Float64Array(CHUNK_ROWS)
    const { numbers } = this
    const { columns, facets, first, timeBefore } = rows
    const { time, length } = columns
    if (isSegmentColumn(column)) {
      return segmentColumn(rows.streamFacts, column) ?? numbers.fill(NaN)
    }
    if (column === 'stream') {
      for (let row = 0; row < length; row++) numbers[row] = (facets?.stream[row] ?? 0) - 1
      return numbers
    }
    if (column !== 'number' && column !== 'delta') return columns[column]
    if (column === 'number') {
      for (let row = 0; row < length; row++) numbers[row] = first + row + 1
      return numbers
    }
    let before = Number.isNaN(timeBefore) ? (time[0] ?? 0) : timeBefore
    for (let row = 0; row < length; row++) {
      const now = time[row] as number
      numbers[row] = now - before
      before = now
    }
    return numbers
  }

  private ofRows(leaf: Leaf, needsFacets: boolean, rows: ChunkRows): Mask {
    const { facets, headers, columns } = rows
    const mask = this.pool.take()
    for (let row = 0; row < columns.length; row++) {
      const shape = headers?.shapes[facets?.header[row] ?? 0] ?? INTRICATE
      if (needsFacets && (shape & INTRICATE) !== 0) mask[row] = MAYBE
      else {
        this.source.aim(rows, row)
        mask[row] = leafPasses(leaf, this.source) ? YES : NO
      }
    }
    return mask
  }
}

/** A frame in which every field has this value alone. */
function single(
  value: ReturnType<FieldSource['occurrences']>[number]['value'],
  references: FieldSource['references'],
): FieldSource {
  const occurrences = [{ value, layer: 1 }]
  return { occurrences: () => occurrences, references }
}
