/** TCP and its options as fields. RFC 9293 §3.1; RFC 7323; RFC 2018; IANA “TCP Parameters”. */
import { formatTcpFlags, tcpOptionLength } from '../tcp'
import { headerLength } from './ipv4'
import { bits, hex, named, raw, setOrNot, u16, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const flag = (name: string, label: string, shift: number) =>
  bits(`tcp.flags.${name}`, label, [shift === 8 ? 12 : 13, 1, shift & 7, 1], setOrNot)

const flags = (value: number) => `${hex(3)(value)} (${formatTcpFlags(value)})`

const HEADER: readonly Row[] = [
  u16('tcp.srcport', 'Source port', 0),
  u16('tcp.dstport', 'Destination port', 2),
  u32('tcp.seq_raw', 'Sequence number (raw)', 4),
  u32('tcp.ack_raw', 'Acknowledgment number (raw)', 8),
  bits('tcp.hdr_len', 'Header length', [12, 1, 4, 4], headerLength, 4),
  bits('tcp.flags', 'Flags', [12, 2, 0, 12], flags),
  flag('ae', 'Accurate ECN', 8),
  flag('cwr', 'Congestion window reduced', 7),
  flag('ece', 'ECN-Echo', 6),
  flag('urg', 'Urgent', 5),
  flag('ack', 'Acknowledgment', 4),
  flag('push', 'Push', 3),
  flag('reset', 'Reset', 2),
  flag('syn', 'Syn', 1),
  flag('fin', 'Fin', 0),
  u16('tcp.window_size_value', 'Window (unscaled)', 14),
  u16('tcp.checksum', 'Checksum', 16, hex(4)),
  u16('tcp.urgent_pointer', 'Urgent pointer', 18),
]

export function describeTcp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('tcp', 'Transmission Control Protocol')
  sheet.rows(HEADER.slice(0, 2))
  const ports = `Src Port: ${String(octets.u16(0))}, Dst Port: ${String(octets.u16(2))}`
  sheet.title(`Transmission Control Protocol, ${ports}`)
  sheet.rows(HEADER.slice(2))
  const end = (octets.u8(12) >>> 4) * 4
  describeOptions(sheet, Math.min(end, octets.reported))
  sheet.extent(end)
}

const KINDS: Readonly<Record<number, string>> = {
  0: 'End of options',
  1: 'No-operation',
  2: 'Maximum segment size',
  3: 'Window scale',
  4: 'SACK permitted',
  5: 'SACK',
  8: 'Timestamps',
  19: 'MD5 signature',
  28: 'User timeout',
  29: 'Authentication',
  30: 'Multipath TCP',
  34: 'Fast open cookie',
}

const KIND = [
  u8(
    'tcp.option_kind',
    'Option',
    0,
    named((kind) => KINDS[kind]),
  ),
]
const LENGTH = [u8('tcp.option_len', 'Option length', 1)]

/** What stands in options of a fixed length, by kind. */
const DATA: Readonly<Record<number, readonly Row[]>> = {
  2: [u16('tcp.options.mss_val', 'MSS value', 2)],
  3: [u8('tcp.options.wscale.shift', 'Shift count', 2)],
  4: [],
  8: [
    u32('tcp.options.timestamp.tsval', 'Timestamp value', 2),
    u32('tcp.options.timestamp.tsecr', 'Timestamp echo reply', 6),
  ],
}

const SACK_BLOCK = [
  u32('tcp.options.sack_le', 'SACK left edge', 0),
  u32('tcp.options.sack_re', 'SACK right edge', 4),
]

function describeOptions(sheet: Sheet, end: number): void {
  const { octets } = sheet
  for (let at = 20; at < end;) {
    const kind = octets.u8(at)
    sheet.rows(KIND, at)
    const length = tcpOptionLength(octets, kind, at, end)
    if (length === 0) return
    if (length > 1) describeOption(sheet, kind, at, length)
    at += length
  }
}

function describeOption(sheet: Sheet, kind: number, at: number, length: number): void {
  sheet.rows(LENGTH, at)
  const rows = DATA[kind]
  if (rows !== undefined && length === lengthOf(rows)) sheet.rows(rows, at)
  else if (kind === 5) {
    for (let block = 2; block + 8 <= length; block += 8) sheet.rows(SACK_BLOCK, at + block)
  } else if (length > 2) {
    sheet.rows([raw('tcp.options.unknown.payload', 'Option data', 2, length - 2)], at)
  }
}

function lengthOf(rows: readonly Row[]): number {
  return rows.reduce((length, row) => length + row.length, 2)
}
