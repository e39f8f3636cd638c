/**
 * ARCNET (LINKTYPE_ARCNET_BSD, LINKTYPE_ARCNET_LINUX). Protocols: RFC 1201 §2 with its sequence
 * header, RFC 1051 without.
 *
 *   at 0  arcnet.src  u8    at 1  arcnet.dst  u8
 *   Linux: at 2 an offset of two octets; then arcnet.protID u8, and for RFC 1201
 *   arcnet.split_flag u8 and arcnet.sequence u16
 */
import { ARP, IPV4, IPV6, NOTHING } from './ethertype'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'
import { ARCNET, undecoded } from './undecoded'

const IP_RFC1051 = 240
const ARP_RFC1051 = 241
const IP_RFC1201 = 212
const ARP_RFC1201 = 213
const IPV6_RFC1201 = 196
/** The split flag of a frame that only fills the medium; the real one follows (RFC 1201 §2). */
const EXCEPTION = 0xff
const EXCEPTION_HEADER = 4

export function readArcnet(octets: Octets, into: Packet, offset: 0 | 2): number {
  enterMore(MORE.arcnet, octets, into)
  const at = 2 + offset
  const protocol = octets.u8(at)
  if (protocol === IP_RFC1051 || protocol === ARP_RFC1051) {
    octets.skip(at + 1)
    return protocol === IP_RFC1051 ? IPV4 : ARP
  }
  const type = typeOf(protocol)
  if (type === NOTHING) {
    into.undecoded = undecoded(ARCNET, protocol)
    octets.skip(at + 1)
    return NOTHING
  }
  const split = octets.u8(at + 1) === EXCEPTION ? at + 1 + EXCEPTION_HEADER : at + 1
  const whole = octets.u8(split) === 0
  octets.skip(split + 3)
  if (whole) return type
  into.undecoded = undecoded(ARCNET, protocol) // a fragment
  return NOTHING
}

function typeOf(protocol: number): number {
  switch (protocol) {
    case IP_RFC1201:
      return IPV4
    case ARP_RFC1201:
      return ARP
    case IPV6_RFC1201:
      return IPV6
    default:
      return NOTHING
  }
}
