/** Ends of conversations, with the names that side-cars and captures give them. */
import { formatEndpoint } from '../../../workers/model/address'
import type { HostNames } from '../../../workers/model/host-names'
import type { AddressForm, Naming } from '../../state/naming.svelte'
import { text } from '../../text'
import type { Column } from '../../ui/table'

export type NamesShown = Pick<Naming, 'names' | 'form'>

export interface Endpoint {
  address: string
  /** −1: it has none. */
  port: number
}

/** A value in one line. */
export interface Cell {
  text: string
  /** Beside it: who that is; empty: nobody names it, or the text is the name. */
  name: string
  /** All of it, where the cell says less; empty: it does not. */
  full: string
}

/** Who has `text`, in brief and in full; asked where names are wanted. Empty: nobody names it. */
export function namedCell(
  text: string,
  form: AddressForm,
  brief: () => string,
  full: () => string,
): Cell {
  const name = form === 'addresses' ? '' : brief()
  if (name === '') return { text, name, full: '' }
  const all = `${text} (${full()})`
  return form === 'names' ? { text: name, name: '', full: all } : { text, name, full: all }
}

export const plain = ({ address, port }: Endpoint): string =>
  port < 0 ? address : formatEndpoint(address, port)

/** By name when there is one, and names are wanted. */
export function shown({ address, port }: Endpoint, { names, form }: NamesShown): string {
  const name = form === 'addresses' ? '' : names.short(address)
  if (name === '') return plain({ address, port })
  return port < 0 ? name : `${name}:${port}`
}

function full(end: Endpoint, names: HostNames): string {
  const name = names.of(end.address)
  return name === '' ? plain(end) : `${plain(end)} (${name})`
}

/** A column of ends: the name stands below the address, or in its place. */
export function endColumn<Row>(
  column: Omit<Column<Row>, 'text'>,
  endOf: (row: Row) => Endpoint,
  { names, form }: NamesShown,
): Column<Row> {
  const ends: Column<Row> = {
    ...column,
    text: (row) => (form === 'names' ? shown(endOf(row), { names, form }) : plain(endOf(row))),
    full: (row) => full(endOf(row), names),
  }
  if (form !== 'both') return ends
  return { ...ends, below: (row) => names.short(endOf(row).address) }
}

/** For tables that are taken away as they are shown: no name takes the place of an address. */
export const keepAddresses = ({ names, form }: NamesShown): NamesShown => ({
  names,
  form: form === 'names' ? 'both' : form,
})

/** For tables that are taken away: who is in a column of ends. */
export function nameColumn<Row>(
  column: Column<Row>,
  id: string,
  endOf: (row: Row) => Endpoint,
  names: HostNames,
): Column<Row> {
  return {
    id: `${id}Name`,
    title: text.names.column(column.title),
    text: (row) => names.of(endOf(row).address),
  }
}
