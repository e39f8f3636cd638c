/**
 * Remote Authentication Dial In User Service. RFC 2865 §3, its attributes §5; accounting RFC 2866,
 * changes of authorization RFC 5176.
 *
 *   at 0  radius.code    u8    at 2  radius.length         u16, octets, header included
 *   at 1  radius.id      u8    at 4  radius.authenticator  16 octets; then attributes
 */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { DatagramAnalyzer } from './analyzer'

const HEADER = 20
const MAX_LENGTH = 4096
const ATTRIBUTE_HEADER = 2
const VENDOR = 26
const VENDOR_HEADER = 6

/** IANA “RADIUS Types”, packet type codes in ranges. */
const CODES: readonly (readonly [first: number, last: number])[] = [
  [1, 13],
  [21, 34],
  [40, 45],
  [50, 52],
]

const lengthOf = (octets: Octets): number => octets.u16(2)

export const radius: DatagramAnalyzer = {
  name: 'radius',
  ports: [1812, 1813, 1645, 1646, 1700, 3799],

  claims(octets) {
    const code = octets.u8(0)
    if (!CODES.some(([first, last]) => code >= first && code <= last)) return false
    if (octets.captured < 4) return true
    const length = lengthOf(octets)
    return length >= HEADER && length <= MAX_LENGTH
  },

  speaks: (octets) => octets.captured >= 4 && lengthOf(octets) === octets.reported,

  datagram(octets, _, sink) {
    sink.protocol('radius')
    octets.need(HEADER)
    const end = lengthOf(octets)
    for (let at = HEADER; at < end;) {
      const length = octets.u8(at + 1)
      const least = octets.u8(at) === VENDOR ? VENDOR_HEADER : ATTRIBUTE_HEADER
      if (length < least || at + length > end) throw ATTRIBUTE
      octets.need(at + length)
      at += length
    }
  },
}

const ATTRIBUTE = new Fault('malformed', 'radius.avp.length')
