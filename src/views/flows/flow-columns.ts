/** Columns of the table of TCP connections. */
import { formatEndpoint } from '../../../workers/model/address'
import type { FlowRow } from '../../../workers/model/flow-trace'
import { TUNNEL_NAMES, type Tunnel } from '../../../workers/model/tunnel'
import { visibleText } from '../../../workers/model/visible-text'
import { text, type Text } from '../../text'
import { formatLarge, formatSpan } from '../../text/format'
import type { Column } from '../../ui/data-table'

export interface FlowColumns {
  names: ReadonlyMap<string, string>
  /** Names of the captures; one of them needs no column. */
  captures: readonly string[]
  /** Do rows differ in it? */
  taps: boolean
  tunnels: boolean
}

const dash = (value: number, format: (value: number) => string) => (value < 0 ? '–' : format(value))
const count = (value: number) => (value === 0 ? '0' : formatLarge(value))

/** `VXLAN 16621` */
export function tunnelWords(tunnel: Tunnel | null): string {
  if (tunnel === null) return '–'
  return tunnel.vni < 0 ? TUNNEL_NAMES[tunnel.kind] : `${TUNNEL_NAMES[tunnel.kind]} ${tunnel.vni}`
}

export function flowColumns({ names, captures, taps, tunnels }: FlowColumns): Column<FlowRow>[] {
  const endpoint = (key: 'orig' | 'resp'): Column<FlowRow> => ({
    ...column(key, 152, false),
    value: (row) => shown(row[key], names),
    text: (row) => shown(row[key], names),
    full: (row) => full(row[key], names),
  })
  const all: (Column<FlowRow> | null)[] = [
    number('stream', 46, ({ stream }) => stream, String),
    captures.length < 2
      ? null
      : {
          ...column('capture', 120, false),
          value: ({ capture }) => visibleText(captures[capture] ?? ''),
          text: ({ capture }) => visibleText(captures[capture] ?? ''),
          full: ({ capture }) => visibleText(captures[capture] ?? ''),
        },
    taps ? { ...column('tap', 76, false), value: tapOf, text: tapOf, full: tapOf } : null,
    endpoint('orig'),
    endpoint('resp'),
    tunnels
      ? {
          ...column('tunnel', 110, false),
          value: ({ tunnel }) => tunnelWords(tunnel),
          text: ({ tunnel }) => tunnelWords(tunnel),
          full: ({ tunnel }) =>
            tunnel === null ? '–' : `${tunnelWords(tunnel)}: ${tunnel.src} → ${tunnel.dst}`,
        }
      : null,
    {
      ...column('state', 94, false),
      value: ({ outcome, closedBy }) => text.flows.state(outcome, closedBy),
      text: ({ outcome, closedBy }) => text.flows.state(outcome, closedBy),
      full: ({ outcome, closedBy }) => text.flows.stateHint(outcome, closedBy),
      tone: stateTone,
    },
    number(
      'start',
      78,
      ({ start }) => start,
      (start) => (start / 1e9).toFixed(4),
    ),
    number('duration', 64, ({ duration }) => duration, shortSpan),
    number('framesForth', 50, ({ frames }) => frames[0], count),
    number('framesBack', 50, ({ frames }) => frames[1], count),
    number('octetsForth', 56, ({ octets }) => octets[0], count),
    number('octetsBack', 56, ({ octets }) => octets[1], count),
    {
      ...number('repeatedForth', 50, ({ retransmissions }) => retransmissions[0], count),
      tone: bad(0),
    },
    {
      ...number('repeatedBack', 50, ({ retransmissions }) => retransmissions[1], count),
      tone: bad(1),
    },
    number('handshake', 60, ({ handshake }) => handshake, formatSpan),
    number('rttMin', 62, ({ rttMin }) => rttMin, formatSpan),
    number('rttMean', 62, ({ rttMean }) => rttMean, formatSpan),
    number('largestIp', 50, ({ largestIp }) => largestIp, count),
  ]
  return all.filter((each) => each !== null)
}

/** In seconds where two units would not fit the column. */
const shortSpan = (span: number) =>
  span < 120e9 || span >= 99_999e9 ? formatSpan(span) : `${Math.round(span / 1e9)} s`

const tapOf = ({ tap }: FlowRow) => visibleText(tap) || '–'

const bad = (side: 0 | 1) => (row: FlowRow) => (row.retransmissions[side] > 0 ? 'bad' : 'quiet')

function stateTone({ outcome, closedBy }: FlowRow) {
  if (outcome === 'refused' || outcome === 'unanswered' || outcome === 'no-final-ack') return 'bad'
  return closedBy === 'rst' ? 'warn' : ''
}

function column(key: keyof Text['flows']['columns'], width: number, numeric: boolean) {
  const [title, hint] = text.flows.columns[key]
  return { key, title, hint, width, numeric }
}

function number(
  key: keyof Text['flows']['columns'],
  width: number,
  value: (row: FlowRow) => number,
  format: (value: number) => string,
): Column<FlowRow> {
  return { ...column(key, width, true), value, text: (row) => dash(value(row), format) }
}

interface Endpoint {
  address: string
  port: number
}

/** By name when there is one. */
export function shown({ address, port }: Endpoint, names: ReadonlyMap<string, string>): string {
  const name = names.get(address)
  return name === undefined ? formatEndpoint(address, port) : `${name}:${port}`
}

function full({ address, port }: Endpoint, names: ReadonlyMap<string, string>): string {
  const name = names.get(address)
  const endpoint = formatEndpoint(address, port)
  return name === undefined ? endpoint : `${endpoint} (${name})`
}
