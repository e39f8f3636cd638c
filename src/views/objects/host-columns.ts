/** Columns of the list of hosts, and the names that text beside the captures gives them. */
import type { HostName, HostRow, HostService, Listed } from '../../../workers/model/objects'
import type { Sidecars } from '../../../workers/model/sidecar'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatCount, formatOctets } from '../../text/format'
import type { Column } from '../../ui/table'
import { vendorTone, vendorWords } from '../statistics/endpoint-columns'

const SHOWN_SERVICES = 6

export const serviceText = ({ port, transport, protocol }: HostService): string =>
  protocol === '' ? `${port}/${transport}` : `${port}/${transport} ${protocol}`

const packets = ({ sentFrames, receivedFrames }: HostRow) =>
  sentFrames < 0 ? -1 : sentFrames + receivedFrames

function first(list: readonly string[]): string {
  if (list.length === 0) return '–'
  return (list[0] ?? '') + (list.length > 1 ? ` ${text.objects.more(list.length - 1)}` : '')
}

export function hostColumns(): Column<HostRow>[] {
  const { columns } = text.objects
  return [
    {
      id: 'address',
      title: columns.address,
      mono: true,
      text: ({ address }) => visibleText(address),
    },
    {
      ...{ id: 'name', title: columns.name, mono: true },
      text: ({ names }) => first(names.map(({ name }) => visibleText(name))),
    },
    {
      ...{ id: 'mac', title: columns.mac, width: '166px', mono: true },
      text: ({ macs }) => first(macs.map(({ mac }) => mac)),
    },
    {
      ...{ id: 'vendor', title: columns.vendor, width: '160px' },
      text: ({ macs }) => (macs[0] === undefined ? '–' : vendorWords(macs[0].mac)),
      tone: ({ macs }) => (macs[0] === undefined ? '' : vendorTone(macs[0].mac)),
    },
    {
      ...{ id: 'services', title: columns.services },
      text: ({ services }) =>
        services.length === 0
          ? '–'
          : services.slice(0, SHOWN_SERVICES).map(serviceText).join(', ') +
            (services.length > SHOWN_SERVICES
              ? ` ${text.objects.more(services.length - SHOWN_SERVICES)}`
              : ''),
      value: ({ services }) => services.length,
    },
    {
      ...{ id: 'packets', title: columns.packets, width: '96px', num: true },
      text: (row) => (packets(row) < 0 ? '–' : formatCount(packets(row))),
      value: (row) => (packets(row) < 0 ? null : packets(row)),
    },
    {
      ...{ id: 'octets', title: columns.octets, width: '96px', num: true },
      text: (row) => (packets(row) < 0 ? '–' : formatOctets(row.sentOctets + row.receivedOctets)),
      value: (row) => (packets(row) < 0 ? null : row.sentOctets + row.receivedOctets),
    },
  ]
}

/** What a text says stands first: somebody gave the host that name. */
export function withSidecars(
  list: Listed<HostRow> | null,
  { pods, nodes, services }: Sidecars,
): Listed<HostRow> | null {
  if (list === null || pods.length + nodes.length + services.length === 0) return list
  const names = new Map<string, HostName[]>()
  const add = (address: string, name: string) => {
    const known = names.get(address) ?? []
    if (!known.some((each) => each.name === name)) known.push({ name, from: 'sidecar' })
    names.set(address, known)
  }
  for (const { address, name } of nodes) add(address, name)
  for (const { address, name, namespace } of [...pods, ...services]) {
    add(address, namespace === '' ? name : `${namespace}/${name}`)
  }
  const rows = list.rows.map((row) => {
    const given = names.get(row.address)
    return given === undefined ? row : { ...row, names: [...given, ...row.names] }
  })
  return { ...list, rows }
}
