/** Ends of conversations, with the names that side-cars and captures give them. */
import { formatEndpoint } from '../../../workers/model/address'
import type { HostNames } from '../../../workers/model/host-names'
import { text } from '../../text'
import type { Column } from '../../ui/table'
import type { NamesShown } from '../shell/named'
import { words } from './flow-column'

export type { NamesShown }

export interface Endpoint {
  address: string
  /** −1: it has none. */
  port: number
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
  id: Parameters<typeof words>[0],
  width: number,
  endOf: (row: Row) => Endpoint,
  { names, form }: NamesShown,
): Column<Row> {
  const column = words<Row>(
    id,
    width,
    (row) => (form === 'names' ? shown(endOf(row), { names, form }) : plain(endOf(row))),
    (row) => full(endOf(row), names),
  )
  if (form !== 'both') return column
  return { ...column, below: (row) => names.short(endOf(row).address) }
}

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
