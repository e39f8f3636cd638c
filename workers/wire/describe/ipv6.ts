/** IPv6 as fields, each extension header a layer of its own. RFC 8200 §3, §4. */
import { MAX_TAGS } from '../../limits/limits'
import { DSR_OPTION_V6 } from '../cilium'
import { extensionLength, FRAGMENT_HEADER, IPV6_HEADER, isExtension } from '../ipv6'
import { ipProtocolName } from '../names'
import type { Octets } from '../octets'
import { formatEcn } from './ipv4'
import {
  bits,
  formatOctets,
  hex,
  hexAndDecimal,
  ipv6,
  ipv6At,
  named,
  setOrNot,
  u16,
  u32,
  u8,
} from './rows'
import type { Row, Sheet } from './sheet'

const protocol = named(ipProtocolName)

const VERSION = [bits('ipv6.version', 'Version', [0, 1, 4, 4])]

const HEADER: readonly Row[] = [
  bits('ipv6.tclass', 'Traffic class', [0, 4, 20, 8], hex(2)),
  bits('ipv6.tclass.dscp', 'DSCP', [0, 4, 22, 6]),
  bits('ipv6.tclass.ecn', 'ECN', [0, 4, 20, 2], formatEcn),
  bits('ipv6.flow', 'Flow label', [1, 3, 0, 20], hex(5)),
  u16('ipv6.plen', 'Payload length', 4),
  u8('ipv6.nxt', 'Next header', 6, protocol),
  u8('ipv6.hlim', 'Hop limit', 7),
  ipv6('ipv6.src', 'Source address', 8),
  ipv6('ipv6.dst', 'Destination address', 24),
]

export function describeIpv6(sheet: Sheet): void {
  const { octets } = sheet
  sheet.layer('ipv6', 'Internet Protocol Version 6')
  sheet.rows(VERSION)
  if (octets.u8(0) >>> 4 !== 6) return
  sheet.rows(HEADER)
  const ends = `Src: ${ipv6At(octets, 8)}, Dst: ${ipv6At(octets, 24)}`
  sheet.title(`Internet Protocol Version 6, ${ends}`)
  let kind = octets.u8(6)
  let at = IPV6_HEADER
  for (let count = 0; isExtension(kind) && count < MAX_TAGS; count++) {
    const end = at + describeExtension(sheet, kind, at)
    if (kind === FRAGMENT_HEADER && octets.u16(at + 2) >>> 3 !== 0) return // a middle follows
    kind = octets.u8(at)
    at = end
  }
}

/** Wireshark's protocol, which its field names begin with, and a title. */
const EXTENSIONS: Readonly<Record<number, readonly [string, string]>> = {
  0: ['ipv6.hopopts', 'IPv6 Hop-by-Hop Options'],
  43: ['ipv6.routing', 'IPv6 Routing Header'],
  [FRAGMENT_HEADER]: ['ipv6.fraghdr', 'IPv6 Fragment Header'],
  60: ['ipv6.dstopts', 'IPv6 Destination Options'],
}

const MOBILITY = ['mip6', 'Mobile IPv6'] as const

const FRAGMENT: readonly Row[] = [
  u8('ipv6.fraghdr.nxt', 'Next header', 0, protocol),
  bits('ipv6.fraghdr.offset', 'Offset', [2, 2, 3, 13], (units) => String(units * 8)),
  bits('ipv6.fraghdr.more', 'More fragments', [2, 2, 0, 1], setOrNot),
  u32('ipv6.fraghdr.ident', 'Identification', 4, hexAndDecimal(8)),
]

/** Returns the octets of the extension header at offset `at`. */
function describeExtension(sheet: Sheet, kind: number, at: number): number {
  const [name, title] = EXTENSIONS[kind] ?? MOBILITY
  sheet.octets.need(at)
  sheet.layer(name, title, at)
  const length = extensionLength(sheet.octets, kind, at)
  sheet.extent(at + length)
  if (kind === FRAGMENT_HEADER) {
    sheet.rows(FRAGMENT, at)
    sheet.title(`${title}, ${describeFragment(sheet.octets, at)}`)
    return length
  }
  const bytes = (units: number) => `${String(units)} (${String(length)} bytes)`
  const [next, size] = name === 'mip6' ? ['proto', 'hlen'] : ['nxt', 'len']
  sheet.rows([u8(`${name}.${next}`, 'Next header', 0, protocol)], at)
  sheet.rows([u8(`${name}.${size}`, 'Length', 1, bytes)], at)
  if (kind === 43) sheet.rows(ROUTING, at)
  else if (name !== 'mip6') describeOptions(sheet, at + 2, at + length)
  return length
}

const OPTIONS: Readonly<Record<number, string>> = {
  0: 'Pad1',
  1: 'PadN',
  5: 'Router alert',
  [DSR_OPTION_V6]: 'Cilium DSR service',
  194: 'Jumbo payload',
  201: 'Home address',
}

/** Type, length, value (RFC 8200 §4.2); Pad1 is its type alone. Ends at the first that is broken. */
function describeOptions(sheet: Sheet, from: number, end: number): void {
  const { octets } = sheet
  for (let at = from; at < end;) {
    const type = octets.u8(at)
    const length = type === 0 ? 1 : at + 1 < end ? 2 + octets.u8(at + 1) : 2
    if (at + length > end) return
    const text = `${OPTIONS[type] ?? 'Option'} (${String(type)})`
    const value = type > 1 && length > 2 ? `: ${formatOctets(octets, at + 2, length - 2)}` : ''
    sheet.field('ipv6.opt', 'Option', at, length, text + value)
    at += length
  }
}

const ROUTING = [u8('ipv6.routing.type', 'Type', 2), u8('ipv6.routing.segleft', 'Segments left', 3)]

function describeFragment(octets: Octets, at: number): string {
  const word = octets.u16(at + 2)
  if (word >>> 3 === 0 && (word & 1) === 0) return 'atomic'
  return `Offset: ${String(word & 0xfff8)}, More: ${String(word & 1)}`
}
