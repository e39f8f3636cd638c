/** Columns of the table of TCP connections. */
import type { FlowRow } from '../../../workers/model/flow-trace'
import { TUNNEL_NAMES, type Tunnel } from '../../../workers/model/tunnel'
import { visibleText } from '../../../workers/model/visible-text'
import { text } from '../../text'
import { formatSpan } from '../../text/format'
import type { Column } from '../../ui/table'
import { endColumn, nameColumn, type NamesShown } from '../names/ends'
import { column, count, nanos, number, seconds, shortSpan, words } from './flow-column'

export interface FlowColumns {
  naming: NamesShown
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

export function flowColumns({ naming, captures, taps, tunnels }: FlowColumns): Column<FlowRow>[] {
  // 255.255.255.255:65535 fits, behind who is asked a port of four digits; a name must not hide the port.
  const widths = naming.form === 'names' ? { orig: 224, resp: 224 } : { orig: 160, resp: 156 }
  const end = (key: 'orig' | 'resp') =>
    endColumn<FlowRow>(column(key, widths[key]), (row) => row[key], naming)
  const all: (Column<FlowRow> | null)[] = [
    number('stream', 64, ({ stream }) => stream, String),
    captures.length < 2
      ? null
      : words('capture', 120, ({ capture }) => visibleText(captures[capture] ?? '')),
    taps ? tapColumn(naming) : null,
    end('orig'),
    end('resp'),
    tunnels
      ? words('tunnel', 110, ({ tunnel }) => tunnelWords(tunnel), tunnelInFull(naming))
      : null,
    {
      ...words<FlowRow>(
        'state',
        88,
        ({ outcome, closedBy }) => text.flows.state(outcome, closedBy),
        ({ outcome, closedBy }) => text.flows.stateHint(outcome, closedBy),
      ),
      tone: stateTone,
    },
    nanos('start', 76, ({ start }) => start, seconds),
    nanos('duration', 60, ({ duration }) => duration, shortSpan),
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

const tunnelInFull =
  ({ names }: NamesShown) =>
  ({ tunnel }: FlowRow) =>
    tunnel === null ? '–' : names.inText(`${tunnelWords(tunnel)}: ${tunnel.src} → ${tunnel.dst}`)

/** With the pod behind it. */
function tapColumn({ names, form }: NamesShown): Column<FlowRow> {
  const behind = ({ tap }: FlowRow) => (form === 'addresses' ? '' : names.behindTap(tap))
  const own = ({ tap }: FlowRow) => names.tap(tap) || '–'
  const column = words<FlowRow>(
    'tap',
    form === 'addresses' ? 76 : 104,
    (row) => (form === 'names' && names.brief(behind(row))) || own(row),
    (row) => (behind(row) === '' ? own(row) : `${own(row)} (${behind(row)})`),
  )
  return form === 'both' ? { ...column, below: (row) => names.brief(behind(row)) } : column
}

/** To be taken away: addresses as ever, and names in columns of their own. */
export function savedFlowColumns(columns: FlowColumns): Column<FlowRow>[] {
  const { names } = columns.naming
  const saved = flowColumns({ ...columns, naming: { names, form: 'addresses' } })
  const ends = (['orig', 'resp'] as const).flatMap((key) => {
    const column = saved.find(({ id }) => id === key)
    return column === undefined ? [] : [nameColumn<FlowRow>(column, key, (row) => row[key], names)]
  })
  return names.known ? [...saved, ...ends] : saved
}

const bad = (side: 0 | 1) => (row: FlowRow) => (row.retransmissions[side] > 0 ? 'bad' : 'quiet')

function stateTone({ outcome, closedBy }: FlowRow) {
  if (outcome === 'refused' || outcome === 'unanswered' || outcome === 'no-final-ack') return 'bad'
  return closedBy === 'rst' ? 'warn' : ''
}
