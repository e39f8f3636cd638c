/** Fields whose values stand in columns: of the index, or of the facets. */
import type { FieldInfo } from '../filter/registry'
import type { Value } from '../filter/values'
import { ANALYSIS_NAMES, FRAME_COPY, FRAME_COPY_OF_OTHER_TAP } from '../model/frame-flags'
import { HAS_TCP, INNER_IPV4, INNER_IPV6, INTRICATE, OUTER_IPV4, OUTER_IPV6 } from './header-table'
import { isClockColumn, type SegmentColumn, type StreamQuestion } from './streams/stream-facts'
import { INNER_COUNTS, OUTER_COUNTS, UNKNOWN } from './kernels'

/** A value of the outermost and of the inner IP header, or of what stands behind them. */
export interface LevelField {
  readonly kind: 'levels'
  readonly outer: LevelColumn
  readonly inner: LevelColumn
  /** Different numbers that the columns hold. */
  readonly domain: 256 | 65_536
  readonly value: (stored: number) => number
  /** Which of the columns hold values, by shape of the headers. */
  readonly presence: (shape: number) => number
}

/** A few bits of a column of the index. */
export interface BitField {
  readonly kind: 'bits'
  readonly column: 'flags' | 'iface'
  readonly shift: number
  readonly bits: number
  /** null: it is not there. */
  readonly value: (stored: number, names: InterfaceNames) => Value | null
}

/** A number of the index. */
export interface NumberField {
  readonly kind: 'number'
  readonly column:
    'number' | 'origLen' | 'capLen' | 'time' | 'delta' | 'flow' | 'stream' | SegmentColumn
}

/** A time of each UDP header. */
export interface DatagramField {
  readonly kind: 'datagrams'
  readonly since: 'sinceFirst' | 'sinceLast'
}

const OF_ROWS: readonly NumberField['column'][] = [
  'number',
  'origLen',
  'capLen',
  'time',
  'delta',
  'flow',
]

/** Is it said of the stream of a segment, which the facets tell? */
export const isOfStream = ({ column }: NumberField): boolean => !OF_ROWS.includes(column)

/** Is it told by the frames of the stream together? */
export const isSegmentColumn = (column: NumberField['column']): column is SegmentColumn =>
  column !== 'stream' && !OF_ROWS.includes(column)

export type RowField = LevelField | BitField | NumberField | DatagramField

/** What the frames of a conversation must be asked together for it; null: nothing. */
export function streamQuestionOf(field: RowField | undefined): StreamQuestion | null {
  if (field?.kind === 'datagrams') return 'datagrams'
  if (field?.kind !== 'number' || !isSegmentColumn(field.column)) return null
  return isClockColumn(field.column) ? 'times' : 'segments'
}

type LevelColumn =
  `${'outer' | 'inner'}${'Len' | 'Id' | 'Frag' | 'Ttl'}` | 'tcpFlags' | 'tcpLen' | 'tcpWindow'

/** What the file says of its interfaces. */
export interface InterfaceNames {
  readonly of: (iface: number) => string
  /** null: it is none of the file. */
  readonly number: (iface: number) => number | null
}

const same = (stored: number) => stored

function presenceOf(outer: number, inner: number): LevelField['presence'] {
  return (shape) => {
    if ((shape & INTRICATE) !== 0) return UNKNOWN
    return ((shape & outer) !== 0 ? OUTER_COUNTS : 0) | ((shape & inner) !== 0 ? INNER_COUNTS : 0)
  }
}

const IPV4 = presenceOf(OUTER_IPV4, INNER_IPV4)
const IPV6 = presenceOf(OUTER_IPV6, INNER_IPV6)
const TCP = presenceOf(HAS_TCP, 0)

const level = (
  name: 'Len' | 'Id' | 'Frag' | 'Ttl',
  presence: LevelField['presence'],
  value = same,
): LevelField => ({
  kind: 'levels',
  outer: `outer${name}`,
  inner: `inner${name}`,
  domain: name === 'Ttl' ? 256 : 65_536,
  value,
  presence,
})

const tcp = (column: 'tcpFlags' | 'tcpLen' | 'tcpWindow', value = same): LevelField => ({
  kind: 'levels',
  outer: column,
  inner: column,
  domain: 65_536,
  value,
  presence: TCP,
})

const bit = (shift: number) => (stored: number) => (stored >>> shift) & 1
const TCP_FLAGS = ['fin', 'syn', 'reset', 'push', 'ack', 'urg', 'ece', 'cwr', 'ae']

const analysis = (mask: number): BitField => ({
  kind: 'bits',
  column: 'flags',
  shift: 0,
  bits: 2 ** ANALYSIS_NAMES.length - 1,
  value: (stored) => ((stored & mask) === 0 ? null : 1),
})

const FIELDS: ReadonlyMap<string, RowField> = new Map<string, RowField>([
  ['frame.number', { kind: 'number', column: 'number' }],
  ['frame.len', { kind: 'number', column: 'origLen' }],
  ['frame.cap_len', { kind: 'number', column: 'capLen' }],
  ['frame.time', { kind: 'number', column: 'time' }],
  ['frame.time_epoch', { kind: 'number', column: 'time' }],
  ['frame.time_relative', { kind: 'number', column: 'time' }],
  ['frame.time_delta', { kind: 'number', column: 'delta' }],
  ['flow', { kind: 'number', column: 'flow' }],
  ['tcp.stream', { kind: 'number', column: 'stream' }],
  ['tcp.time_relative', { kind: 'number', column: 'streamTime' }],
  ['tcp.time_delta', { kind: 'number', column: 'streamDelta' }],
  ['tcp.analysis.acks_frame', { kind: 'number', column: 'acksFrame' }],
  ['tcp.analysis.ack_rtt', { kind: 'number', column: 'ackRtt' }],
  ['tcp.analysis.initial_rtt', { kind: 'number', column: 'initialRtt' }],
  ['tcp.analysis.bytes_in_flight', { kind: 'number', column: 'bytesInFlight' }],
  ['tcp.analysis.push_bytes_sent', { kind: 'number', column: 'pushBytesSent' }],
  ['tcp.analysis.rto', { kind: 'number', column: 'rto' }],
  ['tcp.analysis.rto_frame', { kind: 'number', column: 'rtoFrame' }],
  ['tcp.analysis.duplicate_ack_num', { kind: 'number', column: 'duplicateNumber' }],
  ['tcp.analysis.duplicate_ack_frame', { kind: 'number', column: 'duplicateFrame' }],
  ['udp.time_relative', { kind: 'datagrams', since: 'sinceFirst' }],
  ['udp.time_delta', { kind: 'datagrams', since: 'sinceLast' }],
  [
    'frame.interface_id',
    {
      kind: 'bits',
      column: 'iface',
      shift: 0,
      bits: 0xffff,
      value: (stored, names) => names.number(stored),
    },
  ],
  [
    'frame.interface_name',
    {
      kind: 'bits',
      column: 'iface',
      shift: 0,
      bits: 0xffff,
      value: (stored, names) => names.of(stored) || null,
    },
  ],
  [
    'copy',
    {
      kind: 'bits',
      column: 'flags',
      shift: 16,
      bits: (FRAME_COPY | FRAME_COPY_OF_OTHER_TAP) >>> 16,
      value: (stored) =>
        (stored & (FRAME_COPY >>> 16)) !== 0 ? 'same-tap' : stored !== 0 ? 'other-tap' : null,
    },
  ],
  ['tcp.analysis.flags', analysis(0xffff)],
  ...ANALYSIS_NAMES.map((name, index) => [`tcp.analysis.${name}`, analysis(1 << index)] as const),
  ['ip.len', level('Len', IPV4)],
  ['ip.id', level('Id', IPV4)],
  ['ip.flags', level('Frag', IPV4, (stored) => stored >>> 13)],
  ['ip.flags.rb', level('Frag', IPV4, bit(15))],
  ['ip.flags.df', level('Frag', IPV4, bit(14))],
  ['ip.flags.mf', level('Frag', IPV4, bit(13))],
  ['ip.frag_offset', level('Frag', IPV4, (stored) => stored & 0x1fff)],
  ['ip.ttl', level('Ttl', IPV4)],
  ['ipv6.plen', level('Len', IPV6)],
  ['ipv6.hlim', level('Ttl', IPV6)],
  ['tcp.flags', tcp('tcpFlags')],
  ...TCP_FLAGS.map((name, index) => [`tcp.flags.${name}`, tcp('tcpFlags', bit(index))] as const),
  ['tcp.len', tcp('tcpLen')],
  ['tcp.window_size_value', tcp('tcpWindow')],
])

/** undefined: it stands in no column. */
export function rowField({ base, scope }: FieldInfo): RowField | undefined {
  const field = FIELDS.get(base)
  if (field?.kind !== 'levels' || scope === null) return field
  return { ...field, presence: scopedPresence(field, scope) }
}

const INNER_IP = INNER_IPV4 | INNER_IPV6

/** Behind the IP headers stands what belongs to the last of them. */
function scopedPresence({ outer, inner, presence }: LevelField, scope: 'outer' | 'inner') {
  return (shape: number) => {
    const counts = presence(shape)
    if (counts === UNKNOWN) return UNKNOWN
    if (outer !== inner) return counts & (scope === 'outer' ? OUTER_COUNTS : INNER_COUNTS)
    const tunnelled = (shape & INNER_IP) !== 0
    return tunnelled === (scope === 'inner') ? counts : 0
  }
}
