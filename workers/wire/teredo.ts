/**
 * Teredo: IPv6 in UDP through NATs. RFC 4380 §5.1.1; an authentication and an origin indication
 * may stand before the packet.
 *
 *   authentication: at 0  0x0001    at 2  client length u8    at 3  value length u8    then both,
 *                   a nonce of 8 octets and a confirmation of 1
 *   origin:         at 0  0x0000    at 2  port u16            at 4  address u32
 */
import { IPV6 } from './ethertype'
import type { Octets } from './octets'
import { enterMore, openTunnel, TEREDO, type Packet } from './packet'
import { MORE } from './protocols'

export const TEREDO_PORT = 3544
const AUTHENTICATION = 1
const ORIGIN = 0
const ORIGIN_LENGTH = 8
const IPV6_HEADER = 40

/** Octets before the IPv6 packet; −1: this is no Teredo. */
export function teredoLength(octets: Octets): number {
  let at = 0
  if (octets.captured >= 4 && octets.u16(0) === AUTHENTICATION) {
    at = 13 + octets.u8(2) + octets.u8(3)
  }
  if (octets.captured >= at + ORIGIN_LENGTH && octets.u16(at) === ORIGIN) at += ORIGIN_LENGTH
  if (octets.captured < at + IPV6_HEADER || octets.u8(at) >>> 4 !== 6) return -1
  return octets.u16(at + 4) + IPV6_HEADER <= octets.reported - at ? at : -1
}

/** Leaves the window at the IPv6 packet; call only when `teredoLength` is not negative. */
export function readTeredo(octets: Octets, into: Packet): number {
  enterMore(MORE.teredo, octets, into)
  openTunnel(into, TEREDO, -1, into.udp.srcPort, into.udp.dstPort)
  octets.skip(teredoLength(octets))
  return IPV6
}
