/**
 * User Datagram Protocol. RFC 768; jumbograms RFC 2675 §4.
 *
 *   at 0  udp.srcport   u16      at 4  udp.length    u16, octets, header included
 *   at 2  udp.dstport   u16      at 6  udp.checksum  u16, 0: the sender computed none
 */
import { Fault } from './fault'
import type { Octets } from './octets'

export const UDP_HEADER = 8
const MAX_LENGTH = 0xffff

export interface Udp {
  srcPort: number
  dstPort: number
  /** Octets, header included; never 0. */
  length: number
  checksum: number
}

export function newUdp(): Udp {
  return { srcPort: 0, dstPort: 0, length: 0, checksum: 0 }
}

/**
 * Reads the datagram that fills `octets` and leaves it at the payload. In the head of a
 * fragmented datagram `udp.length` goes beyond the packet: that is not a fault.
 * Returns true when `udp.length` goes beyond the packet.
 * @throws Fault `malformed` when `udp.length` is below 8; 0 is left to packets that are too long
 *   for it (RFC 2675 §4).
 */
export function readUdp(octets: Octets, into: Udp): boolean {
  octets.need(UDP_HEADER)
  const { view, base } = octets
  into.srcPort = view.getUint16(base)
  into.dstPort = view.getUint16(base + 2)
  const claimed = view.getUint16(base + 4)
  into.checksum = view.getUint16(base + 6)
  into.length = claimed === 0 && octets.reported > MAX_LENGTH ? octets.reported : claimed
  if (into.length < UDP_HEADER) throw new Fault('malformed', 'udp.length')
  const beyond = into.length > octets.reported
  octets.limit(into.length)
  octets.skip(UDP_HEADER)
  return beyond
}
