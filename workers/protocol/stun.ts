/**
 * Session Traversal Utilities for NAT. RFC 8489 §5. Known at any port by its magic cookie and by a
 * length that fills the datagram.
 *
 *   at 0  stun.type    u16, two zero bits first    at 4  stun.cookie  u32, 0x2112a442
 *   at 2  stun.length  u16, of the attributes      at 8  stun.id      12 octets
 */
import { Fault } from '../wire/fault'
import type { DatagramAnalyzer } from './analyzer'

const HEADER = 20
const COOKIE = 0x2112a442
/** §18.2: methods up to 0xff, with the bits of the class between theirs (§5). */
const MAX_TYPE = 0x3ff

export const stun: DatagramAnalyzer = {
  name: 'stun',

  claims(octets) {
    if (octets.captured < HEADER || octets.u16(0) > MAX_TYPE) return false
    return octets.u32(4) === COOKIE && octets.u16(2) + HEADER === octets.reported
  },

  datagram(octets, _, sink) {
    sink.protocol('stun')
    // §14: attributes are padded to four octets, and the padding is counted.
    if ((octets.u16(2) & 3) !== 0) throw NOT_PADDED
  },
}

const NOT_PADDED = new Fault('malformed', 'stun.length')
