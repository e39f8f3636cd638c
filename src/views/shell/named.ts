/** Addresses in the columns of tables, and the names that they are known by. */
import type { Naming } from '../../state/naming.svelte'
import type { Column } from '../../ui/table'

export type NamesShown = Pick<Naming, 'names' | 'form'>

/** A column of addresses: the name of each stands below it, unless only addresses are wanted. */
export function named<Row>(
  column: Column<Row>,
  { names, form }: NamesShown,
  addressOf: (row: Row) => string,
): Column<Row> {
  if (form === 'addresses') return column
  return {
    ...column,
    full: (row) => {
      const name = names.of(addressOf(row))
      return name === '' ? column.text(row) : `${column.text(row)} (${name})`
    },
    below: (row) => names.short(addressOf(row)),
  }
}
