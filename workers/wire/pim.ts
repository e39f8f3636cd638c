/**
 * Protocol Independent Multicast, RFC 7761 §4.9: a Register carries the packet that a router near
 * its sender has for the rendezvous point; a null one carries its header alone.
 *
 *   at 0  pim.version (4 bits), pim.type (4 bits)    at 4  body: of Hello options, of Register flags
 */
import { badBound } from './bounds/bound'
import { IPV4, IPV6, NOTHING } from './ethertype'
import type { Octets } from './octets'
import { enterMore, openTunnel, PIM_REGISTER, type Packet } from './packet'
import { MORE } from './protocols'

const HEADER = 4
const VERSION = 2
const HELLO = 0
const REGISTER = 1
const REGISTER_HEADER = 8

/** Returns the ethertype of the registered packet, or `NOTHING`. */
export function readPim(octets: Octets, into: Packet): number {
  enterMore(MORE.pim, octets, into)
  octets.need(HEADER)
  const first = octets.u8(0)
  if (first >>> 4 !== VERSION) return NOTHING
  if ((first & 0xf) === HELLO && into.fragmentLevel < 0) {
    into.badLength ||= badBound(octets, 'pim.optionlength', badOption)
  }
  return (first & 0xf) === REGISTER ? readRegister(octets, into) : NOTHING
}

/** §4.9.3: the address family is that of the packet inside. */
function readRegister(octets: Octets, into: Packet): number {
  const version = octets.u8(REGISTER_HEADER) >>> 4
  if (version !== 4 && version !== 6) return NOTHING
  octets.skip(REGISTER_HEADER)
  into.transport = 'none'
  openTunnel(into, PIM_REGISTER, -1, 0, 0)
  return version === 4 ? IPV4 : IPV6
}

const OPTION_HEADER = 4
/** §4.9.2: octets of hold time, prune delay, DR priority, generation; RFC 3973 §4.7.5 of refresh. */
const VALUES: Readonly<Record<number, number>> = { 1: 2, 2: 4, 19: 4, 20: 4, 21: 4 }

function badOption(octets: Octets): string {
  for (let at = HEADER; at + 2 <= octets.reported;) {
    const length = octets.u16(at + 2)
    octets.need(at + OPTION_HEADER + Math.max(length, VALUES[octets.u16(at)] ?? 0))
    at += OPTION_HEADER + length
  }
  return ''
}
