/** One row of a chunk, as filters ask for it: from headers and columns, without octets. */
import type { FieldSource, Occurrence } from '../filter/field-source'
import type { FieldInfo } from '../filter/registry'
import type { Value } from '../filter/values'
import type { FrameColumns } from '../model/frame-columns'
import type { StreamSide } from '../model/stream-numbers'
import type { Conversations } from './conversations'
import type { FacetChunk } from './facets'
import { headerOccurrences } from './header-fields'
import type { HeaderTable } from './header-table'
import { INNER_COUNTS, OUTER_COUNTS } from './kernels'
import { isSegmentColumn, rowField, type InterfaceNames, type NumberField } from './row-fields'
import { segmentColumn, type StreamFacts } from './streams/stream-facts'

/** What is known of a capture as a whole. */
export interface CaptureContext {
  readonly interfaces: InterfaceNames
  readonly tapName: (iface: number, ifindex: number) => string
  /** Time of the first frame, nanoseconds since 1970. */
  readonly firstNs: bigint
}

/** A chunk of the index and what belongs to it. */
export interface ChunkRows {
  readonly columns: FrameColumns
  /** null: there are none. */
  readonly facets: FacetChunk | null
  readonly headers: HeaderTable | null
  readonly conversations: Conversations | null
  /** Row of the capture that row 0 is. */
  readonly first: number
  /** Time of the frame before; NaN: there is none. */
  readonly timeBefore: number
  readonly streamFacts: StreamFacts
}

export class RowSource implements FieldSource {
  readonly references: FieldSource['references']
  private readonly context: CaptureContext
  private rows: ChunkRows | null = null
  private row = 0

  constructor(context: CaptureContext, references: FieldSource['references']) {
    this.context = context
    this.references = references
  }

  aim(rows: ChunkRows, row: number): void {
    this.rows = rows
    this.row = row
  }

  /** Row of the capture; frame number − 1. */
  get captureRow(): number {
    return (this.rows?.first ?? 0) + this.row
  }

  occurrences(field: FieldInfo): readonly Occurrence[] {
    const { rows, row } = this
    if (rows === null) return []
    const known = rowField(field)
    switch (known?.kind) {
      case 'number':
        return this.numbers(rows, known, field)
      case 'bits': {
        const stored = ((rows.columns[known.column][row] as number) >>> known.shift) & known.bits
        const value = known.value(stored, this.context.interfaces)
        return value === null ? [] : [{ value, layer: 1 }]
      }
      case 'datagrams': {
        const times = rows.streamFacts.datagrams?.[known.since](row) ?? []
        return times.map((value, index) => ({ value, layer: index + 1 }))
      }
      case 'levels': {
        const { facets, headers } = rows
        if (facets === null || headers === null) return []
        const counts = known.presence(headers.shapes[facets.header[row] as number] as number)
        const found: Occurrence[] = []
        const add = (column: typeof known.outer) => {
          const value = known.value(facets[column][row] as number)
          found.push({ value, layer: found.length + 1 })
        }
        if ((counts & OUTER_COUNTS) !== 0) add(known.outer)
        if ((counts & INNER_COUNTS) !== 0) add(known.inner)
        return found
      }
      default: {
        const { facets, headers } = rows
        if (facets === null || headers === null) return []
        const kind = facets.header[row] as number
        if (field.base === 'udp.stream') return udpStreams(rows.conversations, kind)
        return headerOccurrences(headers.of(kind), field, this.context.tapName)
      }
    }
  }

  /** Of the sender of the segment in this row; null: it is not known. */
  streamSide(): StreamSide | null {
    const { rows, row } = this
    const stream = rows?.facets?.stream[row] ?? 0
    if (stream === 0 || !rows?.facets) return null
    return rows.conversations?.sideOf(stream - 1, rows.facets.header[row] as number) ?? null
  }

  private numbers(
    { columns, facets, first, timeBefore, streamFacts }: ChunkRows,
    { column }: NumberField,
    { type }: FieldInfo,
  ): Occurrence[] {
    const { row } = this
    const one = (value: Value) => [{ value, layer: 1 }]
    if (isSegmentColumn(column)) {
      const value = segmentColumn(streamFacts, column)?.[row] ?? NaN
      return (facets?.stream[row] ?? 0) === 0 || Number.isNaN(value) ? [] : one(value)
    }
    switch (column) {
      case 'number':
        return one(first + row + 1)
      case 'delta': {
        const before = row === 0 ? timeBefore : (columns.time[row - 1] as number)
        return one(Number.isNaN(before) ? 0 : (columns.time[row] as number) - before)
      }
      case 'time': {
        const time = columns.time[row] as number
        return one(type === 'duration' ? time : this.context.firstNs + BigInt(time))
      }
      case 'flow':
        return columns.flow[row] === 0 ? [] : one(columns.flow[row] as number)
      case 'stream': {
        const stream = facets?.stream[row] ?? 0
        return stream === 0 ? [] : one(stream - 1)
      }
      default:
        return one(columns[column][row] as number)
    }
  }
}

export function udpStreams(conversations: Conversations | null, kind: number): Occurrence[] {
  const streams = conversations?.udpOf(kind) ?? []
  return streams.map((value, index) => ({ value, layer: index + 1 }))
}
