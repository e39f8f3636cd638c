/** Columns of the table of TCP connections. */
import { formatEndpoint } from '../../../workers/model/address'
import type { FlowRow } from '../../../workers/model/flow-trace'
import { TUNNEL_NAMES, type Tunnel } from '../../../workers/model/tunnel'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'
import { count, nanos, number, seconds, words } from './flow-column'

export interface FlowColumns {
  names: ReadonlyMap<string, string>
  /** Names of the captures; one of them needs no column. */
  captures: readonly string[]
  /** Do rows differ in it? */
  taps: boolean
  tunnels: boolean
}

/** `VXLAN 16621` */
export function tunnelWords(tunnel: Tunnel | null): string {
  if (tunnel === null) return '–'
  return tunnel.vni < 0 ? TUNNEL_NAMES[tunnel.kind] : `${TUNNEL_NAMES[tunnel.kind]} ${tunnel.vni}`
}

export function flowColumns({ names, captures, taps, tunnels }: FlowColumns): Column<FlowRow>[] {
  const endpoint = (key: 'orig' | 'resp') =>
    words<FlowRow>(
      key,
      152,
      (row) => shown(row[key], names),
      (row) => full(row[key], names),
    )
  const all: (Column<FlowRow> | null)[] = [
    number('stream', 64, ({ stream }) => stream, String),
    captures.length < 2
      ? null
      : words('capture', 120, ({ capture }) => visibleText(captures[capture] ?? '')),
    taps ? words('tap', 76, ({ tap }) => visibleText(tap) || '–') : null,
    endpoint('orig'),
    endpoint('resp'),
    tunnels ? words('tunnel', 110, ({ tunnel }) => tunnelWords(tunnel), tunnelInFull) : null,
    {
      ...words<FlowRow>(
        'state',
        94,
        ({ outcome, closedBy }) => text.flows.state(outcome, closedBy),
        ({ outcome, closedBy }) => text.flows.stateHint(outcome, closedBy),
      ),
      tone: stateTone,
    },
    nanos('start', 75, ({ start }) => start, seconds),
    nanos('duration', 64, ({ duration }) => duration, shortSpan),
    number('framesForth', 50, ({ frames }) => frames[0], count),
    number('framesBack', 50, ({ frames }) => frames[1], count),
    number('octetsForth', 52, ({ octets }) => octets[0], count),
    number('octetsBack', 52, ({ octets }) => octets[1], count),
    {
      ...number('repeatedForth', 50, ({ retransmissions }) => retransmissions[0], count),
      tone: bad(0),
    },
    {
      ...number('repeatedBack', 50, ({ retransmissions }) => retransmissions[1], count),
      tone: bad(1),
    },
    nanos('handshake', 59, ({ handshake }) => handshake, formatSpan),
    nanos('rttMin', 59, ({ rttMin }) => rttMin, formatSpan),
    nanos('rttMean', 59, ({ rttMean }) => rttMean, formatSpan),
    number('largestIp', 50, ({ largestIp }) => largestIp, count),
  ]
  return all.filter((each) => each !== null)
}

/** In seconds where two units would not fit the column. */
const shortSpan = (span: number) =>
  span < 120e9 || span >= 99_999e9 ? formatSpan(span) : `${Math.round(span / 1e9)} s`

const tunnelInFull = ({ tunnel }: FlowRow) =>
  tunnel === null ? '–' : `${tunnelWords(tunnel)}: ${tunnel.src} → ${tunnel.dst}`

const bad = (side: 0 | 1) => (row: FlowRow) => (row.retransmissions[side] > 0 ? 'bad' : 'quiet')

function stateTone({ outcome, closedBy }: FlowRow) {
  if (outcome === 'refused' || outcome === 'unanswered' || outcome === 'no-final-ack') return 'bad'
  return closedBy === 'rst' ? 'warn' : ''
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
