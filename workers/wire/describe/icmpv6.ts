/** ICMPv6 as fields. RFC 4443; neighbor discovery RFC 4861 §4. */
import { icmpCodeName, icmpTypeName } from '../names'
import { bits, hex, hexAndDecimal, ipv6, mac, named, raw, setOrNot, u16, u32, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const RESERVED = [raw('icmpv6.reserved', 'Reserved', 4, 4)]
const IDENTIFIER = [
  u16('icmpv6.echo.identifier', 'Identifier', 4, hexAndDecimal(4)),
  u16('icmpv6.echo.sequence_number', 'Sequence', 6),
]

/** What stands between the checksum and the options or the payload, by type. */
const BODY: Readonly<Record<number, readonly Row[]>> = {
  1: RESERVED,
  2: [u32('icmpv6.mtu', 'MTU', 4)],
  3: RESERVED,
  4: [u32('icmpv6.pointer', 'Pointer', 4)],
  128: IDENTIFIER,
  129: IDENTIFIER,
  133: RESERVED,
  134: [
    u8('icmpv6.nd.ra.cur_hop_limit', 'Current hop limit', 4),
    u8('icmpv6.nd.ra.flag', 'Flags', 5, hex(2)),
    u16('icmpv6.nd.ra.router_lifetime', 'Router lifetime (s)', 6),
    u32('icmpv6.nd.ra.reachable_time', 'Reachable time (ms)', 8),
    u32('icmpv6.nd.ra.retrans_timer', 'Retransmission timer (ms)', 12),
  ],
  135: [...RESERVED, ipv6('icmpv6.nd.ns.target_address', 'Target address', 8)],
  136: [
    bits('icmpv6.nd.na.flag.r', 'Router', [4, 4, 31, 1], setOrNot),
    bits('icmpv6.nd.na.flag.s', 'Solicited', [4, 4, 30, 1], setOrNot),
    bits('icmpv6.nd.na.flag.o', 'Override', [4, 4, 29, 1], setOrNot),
    ipv6('icmpv6.nd.na.target_address', 'Target address', 8),
  ],
}

/** Where the options of neighbor discovery begin. */
const OPTIONS_AT: Readonly<Record<number, number>> = { 133: 8, 134: 16, 135: 24, 136: 24 }

export function describeIcmpv6(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('icmpv6', 'Internet Control Message Protocol v6')
  const type = octets.u8(0)
  sheet.rows([
    u8(
      'icmpv6.type',
      'Type',
      0,
      named((value) => icmpTypeName(6, value)),
    ),
  ])
  sheet.rows([
    u8(
      'icmpv6.code',
      'Code',
      1,
      named((code) => icmpCodeName(6, type, code)),
    ),
  ])
  sheet.rows([u16('icmpv6.checksum', 'Checksum', 2, hex(4))])
  sheet.rows(BODY[type] ?? [])
  sheet.extent(8)
  const optionsAt = OPTIONS_AT[type]
  if (optionsAt !== undefined) describeOptions(sheet, optionsAt)
}

const SOURCE_LINK_ADDRESS = 1
const TARGET_LINK_ADDRESS = 2
const MTU = 5

const OPTIONS: Readonly<Record<number, string>> = {
  [SOURCE_LINK_ADDRESS]: 'Source link-layer address',
  [TARGET_LINK_ADDRESS]: 'Target link-layer address',
  3: 'Prefix information',
  4: 'Redirected header',
  [MTU]: 'MTU',
  25: 'Recursive DNS server',
}

const OPTION = [
  u8(
    'icmpv6.opt.type',
    'Option',
    0,
    named((type) => OPTIONS[type]),
  ),
  u8('icmpv6.opt.length', 'Option length (of 8 bytes)', 1),
]

function describeOptions(sheet: Sheet, from: number): void {
  const { octets } = sheet
  for (let at = from; at < octets.reported;) {
    const type = octets.u8(at)
    sheet.rows(OPTION, at)
    const length = octets.u8(at + 1) * 8
    if (length === 0) return // RFC 4861 §4.6: to be discarded
    if (type === SOURCE_LINK_ADDRESS || type === TARGET_LINK_ADDRESS) {
      sheet.rows([mac('icmpv6.opt.linkaddr', 'Link-layer address', 2)], at)
    } else if (type === MTU) {
      sheet.rows([u32('icmpv6.opt.mtu', 'MTU', 4)], at)
    }
    sheet.extent(at + length)
    at += length
  }
}
