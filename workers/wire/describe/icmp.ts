/** ICMP as fields. RFC 792; router discovery and others by their first four octets alone. */
import { icmpCodeName, icmpTypeName } from '../names'
import { hex, hexAndDecimal, ipv4, named, raw, u16, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const IDENTIFIER = [
  u16('icmp.ident', 'Identifier', 4, hexAndDecimal(4)),
  u16('icmp.seq', 'Sequence number', 6),
]
const UNUSED = [raw('icmp.unused', 'Unused', 4, 4)]

/** The second four octets, by type. */
const REST: Readonly<Record<number, readonly Row[]>> = {
  0: IDENTIFIER,
  4: UNUSED,
  5: [ipv4('icmp.redir_gw', 'Gateway address', 4)],
  8: IDENTIFIER,
  11: UNUSED,
  12: [u8('icmp.pointer', 'Pointer', 4)],
  13: IDENTIFIER,
  14: IDENTIFIER,
}
const FRAGMENTATION_NEEDED = [
  raw('icmp.unused', 'Unused', 4, 2),
  u16('icmp.mtu', 'MTU of next hop', 6),
]

export function describeIcmp(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('icmp', 'Internet Control Message Protocol')
  const type = octets.u8(0)
  sheet.rows([
    u8(
      'icmp.type',
      'Type',
      0,
      named((value) => icmpTypeName(4, value)),
    ),
  ])
  sheet.rows([
    u8(
      'icmp.code',
      'Code',
      1,
      named((code) => icmpCodeName(4, type, code)),
    ),
  ])
  sheet.rows([u16('icmp.checksum', 'Checksum', 2, hex(4))])
  if (type === 3) sheet.rows(octets.u8(1) === 4 ? FRAGMENTATION_NEEDED : UNUSED)
  else sheet.rows(REST[type] ?? [])
  sheet.extent(8)
}
