/** Columns of the list of packets: what each shows of a row, and the filter that its value stands for. */
import type { CaptureFacts } from '../../../workers/model/capture'
import type { HostNames } from '../../../workers/model/host-names'
import type { PacketHead, PacketRow } from '../../../workers/model/packet-row'
import { tapName } from '../../../workers/model/tap-name'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import type { AddressForm } from '../../state/naming.svelte'
import { namedCell, type Cell } from '../names/ends'
import { infoOf } from './info'
import { formatPacketTime, type TimeFormat } from './time-format'

export const COLUMN_IDS = [
  'number',
  'time',
  'source',
  'destination',
  'sourcePort',
  'destinationPort',
  'outerSource',
  'outerDestination',
  'tunnel',
  'tap',
  'protocol',
  'length',
  'captured',
  'info',
] as const

export type ColumnId = (typeof COLUMN_IDS)[number]

export const FIRST_COLUMNS: readonly ColumnId[] = [
  'number',
  'time',
  'source',
  'destination',
  'tunnel',
  'protocol',
  'length',
  'info',
]

/** What a cell needs beside its row. */
export interface CellContext {
  facts: CaptureFacts
  timeFormat: TimeFormat
  digits: number
  names: HostNames
  /** How a value is shown that somebody gave a name. */
  form: AddressForm
}

type CellName = (row: PacketRow, context: CellContext) => string

export interface Column {
  /** Right-aligned. */
  number?: true
  /** Characters that it takes at least and at most. */
  least: number
  most: number
  value: (row: PacketRow, context: CellContext) => string
  /** Who that is; empty: nobody names it. Absent: such values have no names. */
  named?: { brief: CellName; full: CellName; most: number }
  /** What passes the rows with this value; empty: there is no such filter. */
  filter: (row: PacketRow, context: CellContext) => string
}

const NOTHING = () => ''
const quoted = (value: string) => `"${value.replace(/[\\"]/g, '\\$&')}"`
const portText = (port: number | undefined) => (port === undefined || port < 0 ? '' : String(port))
const TRANSPORTS = ['tcp', 'udp', 'sctp'] as const

function addressField(address: string, side: 'src' | 'dst'): string {
  const protocol = address.includes('.') ? 'ip' : isMac(address) ? 'eth' : 'ipv6'
  return address === '' ? '' : `${protocol}.${side} == ${address}`
}

const isMac = (address: string) => /^[\da-f]{2}(:[\da-f]{2}){5}$/.test(address)

function transportOf({ head }: PacketRow): string | undefined {
  const name = head?.protocol.toLowerCase() ?? ''
  const known = TRANSPORTS.find((transport) => transport === name)
  return known ?? (/\[[A-Z, ]+\] Seq /.test(head?.info ?? '') ? 'tcp' : 'udp')
}

function port(side: 'src' | 'dst'): Column {
  const own = ({ head }: PacketRow) => (side === 'src' ? head?.srcPort : head?.dstPort)
  const inherited = ({ kin }: PacketRow) => (side === 'src' ? kin.head?.srcPort : kin.head?.dstPort)
  return {
    number: true,
    least: 5,
    most: 8,
    value: (row) =>
      portText(own(row)) || (portText(inherited(row)) && `(${portText(inherited(row))})`),
    filter: (row) => {
      const value = portText(own(row))
      return value === '' ? '' : `${transportOf(row) ?? 'udp'}.${side}port == ${value}`
    },
  }
}

function address(of: (head: PacketHead) => string, side: 'src' | 'dst'): Column {
  return {
    least: 13,
    most: 26,
    value: ({ head }) => (head === null ? '' : of(head)),
    named: {
      brief: ({ head }, { names }) => (head === null ? '' : names.short(of(head))),
      full: ({ head }, { names }) => (head === null ? '' : names.of(of(head))),
      most: 13,
    },
    filter: ({ head }) => (head === null ? '' : addressField(of(head), side)),
  }
}

const outer = (head: PacketHead, side: 'src' | 'dst') =>
  side === 'src' ? head.outerSrc || head.src : head.outerDst || head.dst

const TUNNEL_FIELDS: Readonly<Record<string, string>> = {
  vxlan: 'vxlan.vni',
  geneve: 'geneve.vni',
  gre: 'gre.key',
  gtp: 'gtp.teid',
}

function tunnelText({ head, kin }: PacketRow): string {
  if (head?.tunnel) return head.tunnel.vni < 0 ? head.tunnel.kind : String(head.tunnel.vni)
  if (kin.head !== null && kin.head.vni >= 0) return text.packetList.inheritedTunnel(kin.head.vni)
  return ''
}

function tunnelFilter({ head }: PacketRow): string {
  if (!head?.tunnel) return ''
  const { kind, vni } = head.tunnel
  const field = TUNNEL_FIELDS[kind]
  return field === undefined || vni < 0 ? '' : `${field} == ${String(vni)}`
}

const ownNameOf = ({ iface }: PacketRow, { facts }: CellContext) =>
  facts.interfaces[iface]?.name ?? ''

const tapOf = (row: PacketRow, context: CellContext) =>
  context.names.tap(tapName(ownNameOf(row, context), row.head?.ifindex ?? 0))

export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  number: {
    number: true,
    least: 4,
    most: 12,
    value: ({ frame }) => String(frame),
    filter: ({ frame }) => `frame.number == ${String(frame)}`,
  },
  time: {
    number: true,
    least: 10,
    most: 32,
    value: (row, { facts, timeFormat, digits }) =>
      formatPacketTime(row, timeFormat, facts.firstTsNs, digits),
    filter: ({ time }) => `frame.time_relative >= ${(time / 1e9).toFixed(9)}`,
  },
  source: address(({ src }) => src, 'src'),
  destination: address(({ dst }) => dst, 'dst'),
  sourcePort: port('src'),
  destinationPort: port('dst'),
  outerSource: address((head) => outer(head, 'src'), 'src'),
  outerDestination: address((head) => outer(head, 'dst'), 'dst'),
  tunnel: { least: 6, most: 12, value: tunnelText, filter: tunnelFilter },
  tap: {
    least: 6,
    most: 20,
    value: tapOf,
    named: {
      brief: (row, context) => context.names.brief(context.names.behindTap(tapOf(row, context))),
      full: (row, context) => context.names.behindTap(tapOf(row, context)),
      most: 13,
    },
    filter: (row, context) => {
      if (row.head !== null && row.head.ifindex > 0) return `sll.ifindex == ${row.head.ifindex}`
      const name = ownNameOf(row, context)
      return name === '' ? '' : `frame.interface_name == ${quoted(name)}`
    },
  },
  protocol: {
    least: 8,
    most: 12,
    value: ({ head }) => head?.protocol ?? '',
    filter: ({ head }) => protocolFilter(head?.protocol ?? ''),
  },
  length: {
    number: true,
    least: 5,
    most: 8,
    value: ({ origLen }) => String(origLen),
    filter: ({ origLen }) => `frame.len == ${String(origLen)}`,
  },
  captured: {
    number: true,
    least: 8,
    most: 8,
    value: ({ capLen }) => String(capLen),
    filter: ({ capLen }) => `frame.cap_len == ${String(capLen)}`,
  },
  info: { least: 36, most: 0, value: infoOf, filter: NOTHING },
}

/** What a cell shows. What is copied and filtered by is its value alone. */
export function cellOf(id: ColumnId, row: PacketRow, context: CellContext): Cell {
  const { value, named } = COLUMNS[id]
  const text = visibleText(value(row, context))
  if (named === undefined) return { text, name: '', full: '' }
  const { brief, full } = named
  return namedCell(
    text,
    context.form,
    () => brief(row, context),
    () => full(row, context),
  )
}

/** Names of protocols are filters, but for two that Wireshark writes otherwise. */
function protocolFilter(protocol: string): string {
  const name = { IPv4: 'ip', Ethernet: 'eth' }[protocol] ?? protocol.toLowerCase()
  return /^[a-z][\da-z_]*$/.test(name) ? name : ''
}

/** Columns as they were remembered; those that are not known are left out, and one is always there. */
export function columnsOf(stored: string): ColumnId[] {
  const names = stored.split(' ')
  const known = COLUMN_IDS.filter((id) => names.includes(id))
  return known.length === 0 ? [...FIRST_COLUMNS] : known
}
