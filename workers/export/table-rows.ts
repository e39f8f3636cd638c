/** Rows on their way into columns. */
import type { ColumnType, ColumnValues, TableColumn } from './parquet-file'

type Cell = ColumnValues[number]

/** A column, and what a row has there. */
export interface TableField<Row> extends TableColumn {
  value: (row: Row) => Cell
}

/** Makers of columns that every row has a value in, and of those where it may be absent. */
export function fieldsOf<Row>() {
  const maker =
    (optional: boolean) =>
    (
      name: string,
      type: ColumnType,
      says: string,
      value: TableField<Row>['value'],
    ): TableField<Row> => ({ name, type, optional, says, value })
  return { always: maker(false), maybe: maker(true) }
}

export class TableRows<Row> {
  length = 0
  private readonly fields: readonly TableField<Row>[]
  private columns: Cell[][]

  constructor(fields: readonly TableField<Row>[]) {
    this.fields = fields
    this.columns = fields.map(() => [])
  }

  add(row: Row): void {
    for (const [at, { value }] of this.fields.entries()) this.columns[at]?.push(value(row))
    this.length++
  }

  /** Changes a cell of a row that was added since the last `take`. */
  put(row: number, name: string, value: Cell): void {
    const column = this.columns[this.fields.findIndex((field) => field.name === name)]
    if (column !== undefined) column[row] = value
  }

  /** The columns, which are empty afterwards. */
  take(): ColumnValues[] {
    const taken = this.columns
    this.columns = this.fields.map(() => [])
    this.length = 0
    return taken
  }
}

/** Nothing where a number is negative, which stands for what is not known. */
export const known = (value: number): number | null => (value < 0 ? null : value)

export const knownBig = (value: number): bigint | null =>
  value < 0 ? null : BigInt(Math.round(value))

/** Nothing where there are no words. */
export const worded = (text: string): string | null => (text === '' ? null : text)
