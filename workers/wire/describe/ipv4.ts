/** IPv4 as fields. RFC 791 §3.1; differentiated services RFC 2474; ECN RFC 3168. */
import { MIN_HEADER } from '../ipv4'
import { ipProtocolName } from '../names'
import { describeIpv4Options } from './ipv4-options'
import { bits, hex, hexAndDecimal, ipv4, ipv4At, named, setOrNot, u16, u8 } from './rows'
import type { Row, Sheet } from './sheet'

const ECN = ['Not-ECT', 'ECT(1)', 'ECT(0)', 'CE']

/** Also of IPv6, which calls the octet traffic class. */
export const formatEcn = named((value) => ECN[value])

const FLAG_NAMES: Readonly<Record<number, string>> = {
  1: 'More fragments',
  2: "Don't fragment",
  3: "Don't fragment, More fragments",
}

/** `20 bytes (5)`; also of TCP. */
export const headerLength = (words: number) => `${String(words * 4)} bytes (${String(words)})`

const VERSION = [bits('ip.version', 'Version', [0, 1, 4, 4])]
const HEADER_LENGTH = [bits('ip.hdr_len', 'Header length', [0, 1, 0, 4], headerLength, 4)]

const LENGTH: readonly Row[] = [
  u8('ip.dsfield', 'Differentiated services field', 1, hex(2)),
  bits('ip.dsfield.dscp', 'DSCP', [1, 1, 2, 6]),
  bits('ip.dsfield.ecn', 'ECN', [1, 1, 0, 2], formatEcn),
  u16('ip.len', 'Total length', 2),
]

const HEADER: readonly Row[] = [
  u16('ip.id', 'Identification', 4, hexAndDecimal(4)),
  bits(
    'ip.flags',
    'Flags',
    [6, 1, 5, 3],
    named((value) => FLAG_NAMES[value], hex(1)),
  ),
  bits('ip.flags.rb', 'Reserved bit', [6, 1, 7, 1], setOrNot),
  bits('ip.flags.df', "Don't fragment", [6, 1, 6, 1], setOrNot),
  bits('ip.flags.mf', 'More fragments', [6, 1, 5, 1], setOrNot),
  bits('ip.frag_offset', 'Fragment offset', [6, 2, 0, 13], (units) => String(units * 8)),
  u8('ip.ttl', 'Time to live', 8),
  u8('ip.proto', 'Protocol', 9, named(ipProtocolName)),
  u16('ip.checksum', 'Header checksum', 10, hex(4)),
  ipv4('ip.src', 'Source address', 12),
  ipv4('ip.dst', 'Destination address', 16),
]

/** Ends behind the field that says that no header of this version or length can be here. */
export function describeIpv4(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('ip', 'Internet Protocol Version 4')
  sheet.rows(VERSION)
  const length = (octets.u8(0) & 15) * 4
  sheet.extent(length)
  if (octets.u8(0) >>> 4 !== 4) return
  sheet.rows(HEADER_LENGTH)
  if (length < MIN_HEADER) return
  sheet.rows(LENGTH)
  const total = octets.u16(2)
  if (total !== 0 && total < length) return
  sheet.rows(HEADER)
  const ends = `Src: ${ipv4At(octets, 12)}, Dst: ${ipv4At(octets, 16)}`
  sheet.title(`Internet Protocol Version 4, ${ends}`)
  describeIpv4Options(sheet, MIN_HEADER, length)
}
