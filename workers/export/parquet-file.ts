/**
 * A table as an Apache Parquet file: https://parquet.apache.org/docs/file-format/. Columns in row
 * groups, compressed with Snappy, pages of version 2, with what a reader needs to skip groups.
 */
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'

/** `nanos`: nanoseconds since 1970, UTC. Whole numbers of `int64` and `nanos` are `bigint`. */
export type ColumnType = 'text' | 'boolean' | 'int32' | 'int64' | 'double' | 'nanos'

export interface TableColumn {
  name: string
  type: ColumnType
  /** May a value be absent? If so, `null` says that it is. */
  optional: boolean
  /** What it says, and Wireshark's field where there is one; kept in the file. */
  says: string
}

/** Values of one column. */
export type ColumnValues = readonly (string | boolean | number | bigint | null)[]

type SchemaElement = ParquetWriter['schema'][number]

const ELEMENTS = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  boolean: { type: 'BOOLEAN' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  nanos: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' },
  },
} as const satisfies Record<ColumnType, Omit<SchemaElement, 'name'>>

/** Writes pieces: what was taken is not held. */
class PieceWriter extends ByteWriter {
  take(): Uint8Array<ArrayBuffer> {
    const piece = new Uint8Array(this.getBuffer())
    this.index = 0
    return piece
  }
}

export class ParquetFile {
  /** Rows written so far. */
  rows = 0
  private readonly columns: readonly TableColumn[]
  private readonly octets = new PieceWriter(1024 * 1024)
  private readonly writer: ParquetWriter

  constructor(columns: readonly TableColumn[], application: string) {
    this.columns = columns
    const own = columns.map(({ name, type, optional }): SchemaElement => {
      const repetition_type = optional ? 'OPTIONAL' : 'REQUIRED'
      return { name, ...ELEMENTS[type], repetition_type }
    })
    const root = { name: 'root', num_children: columns.length }
    this.writer = new ParquetWriter({
      writer: this.octets,
      schema: [root, ...own],
      createdBy: application,
    })
  }

  /** A row group: the values of every column, all of one length. */
  group(values: readonly ColumnValues[]): void {
    const rows = values[0]?.length ?? 0
    if (rows === 0) return
    const columnData = this.columns.map(({ name }, index) => ({
      name,
      data: [...(values[index] ?? [])],
      offsetIndex: false,
    }))
    void this.writer.write({ columnData, rowGroupSize: rows })
    this.rows += rows
  }

  /** What was written since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    return this.octets.take()
  }

  /** The end of the file, and what it says of itself. */
  finish(says: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
    const columns = Object.fromEntries(this.columns.map(({ name, says }) => [name, says]))
    const all = { ...says, columns: JSON.stringify(columns) }
    this.writer.kvMetadata = Object.entries(all).map(([key, value]) => ({ key, value }))
    void this.writer.finish()
    return this.octets.take()
  }
}
