/** Reads Parquet files with a library of its own: what was written by another one. */
import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer } from 'hyparquet'

export type ParquetCell = string | number | bigint | boolean | null

export interface ReadParquet {
  rows: Record<string, ParquetCell>[]
  /** Rows of each row group. */
  groups: number[]
  /** What the file says of itself. */
  says: Record<string, string>
  /** Logical types by column. */
  types: Record<string, unknown>
}

export async function readParquet(blob: Blob): Promise<ReadParquet> {
  const octets = await blob.arrayBuffer()
  const file: AsyncBuffer = {
    byteLength: octets.byteLength,
    slice: (start, end) => octets.slice(start, end),
  }
  const metadata = await parquetMetadataAsync(file)
  // Times as the file has them, not as a `Date`, which knows milliseconds only.
  const parsers = { timestampFromNanoseconds: (nanos: bigint) => nanos }
  const rows = await parquetReadObjects({ file, metadata, parsers })
  const own = metadata.key_value_metadata ?? []
  return {
    rows,
    groups: metadata.row_groups.map(({ num_rows }) => Number(num_rows)),
    says: Object.fromEntries(own.map(({ key, value }) => [key, value ?? ''])),
    types: Object.fromEntries(
      metadata.schema.map(({ name, logical_type }) => [name, logical_type]),
    ),
  }
}

export const columnOf = ({ rows }: ReadParquet, name: string): (ParquetCell | undefined)[] =>
  rows.map((row) => row[name])
