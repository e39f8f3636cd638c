/**
 * Link Layer Discovery Protocol, IEEE 802.1AB-2016: which elements come first (§8.2), and how long
 * each has to be (§8.5; of IEEE 802.1 Annex D there, of IEEE 802.3-2018 §79.3, of media endpoints
 * ANSI/TIA-1057 §10.2).
 *
 *   at 0  lldp.tlv.type (7 bits), lldp.tlv.len (9 bits)
 */
import type { Octets } from '../octets'
import { badBound } from './bound'

const HEADER = 2
const END = 0
const CHASSIS = 1
const PORT = 2
const TIME_TO_LIVE = 3
const CAPABILITIES = 7
const MANAGEMENT = 8
const ORGANISATION = 127
const LENGTH = 'lldp.tlv.len'
/** Those that begin the message, in this order; without a lifetime behind them it is readable. */
const FIRST = [CHASSIS, PORT]

/** The field that breaks the rules; empty: none. */
export function badLldp(octets: Octets): string {
  return badBound(octets, LENGTH, walk)
}

function walk(octets: Octets): string {
  let at = 0
  for (let count = 0; count <= FIRST.length || at < octets.reported; count++) {
    const word = octets.u16(at)
    const [type, length] = [word >>> 9, word & 0x1ff]
    if (count < FIRST.length && type !== FIRST[count]) return 'lldp.tlv.type'
    if (type === END) return ''
    octets.need(at + HEADER + length)
    if (!isLengthOf(type, octets, at + HEADER, length)) return LENGTH
    at += HEADER + length
  }
  return ''
}

function isLengthOf(type: number, octets: Octets, at: number, length: number): boolean {
  switch (type) {
    case CHASSIS:
    case PORT:
      return length >= 2 && isName(octets, at, length, type === CHASSIS ? 4 : 3)
    case TIME_TO_LIVE:
      return length >= 2
    case CAPABILITIES:
      return length >= 4
    case MANAGEMENT:
      return length >= 8 && octets.u8(at) <= length
    case ORGANISATION:
      return length >= 4 && isOrganisations(octets.u32(at), length - 4)
    default:
      return true
  }
}

const NETWORK_ADDRESS: Readonly<Record<number, number>> = { 4: 5, 3: 4 }
const IPV4 = 1
const IPV6 = 2

/** A name of a chassis or port, by its subtype; `mac`: that of a link address. */
function isName(octets: Octets, at: number, length: number, mac: number): boolean {
  const subtype = octets.u8(at)
  if (subtype === mac) return length === 7
  if (subtype !== NETWORK_ADDRESS[mac]) return true
  const family = octets.u8(at + 1)
  return family === IPV4 ? length === 6 : family === IPV6 ? length === 18 : true
}

/** By organisation and subtype: octets at least, or exactly. */
const LEAST: Readonly<Record<number, number>> = {
  0x0080c201: 2,
  0x0080c202: 3,
  0x0080c203: 3,
  0x0080c204: 1,
  0x0080c207: 5,
  0x0012bb01: 3,
  0x0012bb02: 4,
  0x0012bb03: 1,
  0x0012bb04: 3,
}
const EXACT: Readonly<Record<number, number>> = { 0x00120f01: 5, 0x00120f03: 5, 0x00120f04: 2 }

function isOrganisations(element: number, length: number): boolean {
  return length >= (LEAST[element] ?? 0) && length === (EXACT[element] ?? length)
}
