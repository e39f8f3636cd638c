/** Packets of a selection as rows: from the index, the octets, and the columns that filters ask. */
import { TableRows } from '../../export/table-rows'
import type { ColumnValues } from '../../export/parquet-file'
import { CHUNK_ROWS, type FrameColumns } from '../../model/frame-columns'
import type { HostNames } from '../../model/host-names'
import { noFacts, type PacketFacts, type ReadFacts } from '../../model/packet-facts'
import { Unreadable, type Reader } from '../../select/capture-access'
import { contextOf } from '../../select/capture-context'
import { octetsOf, placeOf, type CaptureFacets } from '../../select/facet-store'
import { stretchesOf } from '../../select/stretches'
import type { CaseCapture } from '../capture-accesses'
import { InheritedPorts } from './inherited-ports'
import { PACKET_FIELDS, type PacketToWrite } from './packet-fields'
import { timeOf } from './time'

/** Rows of a group: while one is written, nobody else is answered. */
const GROUP_ROWS = 32_768

const NO_FACTS = noFacts()

export interface PacketSourceOfTable {
  access: CaseCapture
  facets: CaptureFacets
  /** null: the octets are not at hand. */
  reader: Reader | null
  readFacts: ReadFacts
  names: HostNames
}

export class PacketRows {
  /** Packets without `tcp.stream` for want of room, and with a time that 64 bits do not hold. */
  withoutStream = 0
  withoutTime = 0
  private readonly source: PacketSourceOfTable
  private readonly context: ReturnType<typeof contextOf>
  private readonly rows = new TableRows(PACKET_FIELDS)
  private readonly ports = new InheritedPorts((row, { frame, ports }) => {
    this.rows.put(row, 'src_port', ports[0])
    this.rows.put(row, 'dst_port', ports[1])
    this.rows.put(row, 'ports_of_frame', frame)
  })

  constructor(source: PacketSourceOfTable) {
    this.source = source
    this.context = contextOf(source.access.facts)
  }

  /** Frames in ascending order, behind those of the last call. @throws Unreadable */
  async *groupsOf(frames: Uint32Array): AsyncGenerator<ColumnValues[]> {
    for (let from = 0; from < frames.length;) {
      const chunk = Math.floor(((frames[from] as number) - 1) / CHUNK_ROWS)
      const first = chunk * CHUNK_ROWS
      let to = from + 1
      while (to < frames.length && (frames[to] as number) <= first + CHUNK_ROWS) to++
      const columns = await this.source.access.chunk(chunk)
      if (columns === null) throw new Unreadable()
      const rows = frames.subarray(from, to).map((frame) => frame - 1 - first)
      yield* this.ofChunk(columns, first, rows)
      from = to
    }
  }

  /** Those that no group has yet. */
  rest(): ColumnValues[] {
    this.ports.settle()
    return this.rows.take()
  }

  private async *ofChunk(
    columns: FrameColumns,
    first: number,
    rows: Uint32Array,
  ): AsyncGenerator<ColumnValues[]> {
    const { reader } = this.source
    const stretches =
      reader === null ? [{ from: 0, to: rows.length, at: 0, end: 0 }] : stretchesOf(columns, rows)
    for (const stretch of stretches) {
      const octets = reader === null ? null : await octetsOf(reader, stretch)
      for (let i = stretch.from; i < stretch.to; i++) {
        const row = rows[i] as number
        this.add(columns, first, row, this.factsOf(columns, row, octets, stretch.at))
        if (this.rows.length >= GROUP_ROWS) yield this.rest()
      }
    }
  }

  private factsOf(
    columns: FrameColumns,
    row: number,
    octets: Uint8Array | null,
    from: number,
  ): PacketFacts {
    if (octets === null) return NO_FACTS
    const { linktype, origLen } = placeOf(this.source.access.facts, columns, row)
    const at = (columns.fileAt[row] as number) - from
    const frame = octets.subarray(at, at + (columns.capLen[row] as number))
    return this.source.readFacts(frame, linktype, origLen)
  }

  private add(columns: FrameColumns, first: number, row: number, facts: PacketFacts): void {
    const iface = columns.iface[row] as number
    const time = timeOf(this.context.firstNs, columns.time[row] as number)
    const frame = first + row + 1
    if (time === null) this.withoutTime++
    const packet: PacketToWrite = {
      frame,
      time,
      capLen: columns.capLen[row] as number,
      origLen: columns.origLen[row] as number,
      interfaceName: this.context.interfaces.of(iface),
      tap: this.context.tapName(iface, facts.ifindex),
      flow: columns.flow[row] as number,
      flags: columns.flags[row] as number,
      ...this.streamOf(first, row, facts),
      facts,
      names: this.source.names,
    }
    this.rows.add(packet)
    this.ports.add(frame, this.rows.length - 1, facts)
  }

  private streamOf(
    first: number,
    row: number,
    facts: PacketFacts,
  ): Pick<PacketToWrite, 'stream' | 'side'> {
    const { facets } = this.source
    const chunk = facets.chunks[first / CHUNK_ROWS]
    if (chunk === undefined && facts.tcpFlags >= 0) this.withoutStream++
    const stream = (chunk?.stream[row] ?? 0) - 1
    if (chunk === undefined || stream < 0) return { stream: -1, side: null }
    return { stream, side: facets.conversations.sideOf(stream, chunk.header[row] as number) }
  }
}
