/**
 * Point-to-Point Protocol, RFC 1661 §2, in HDLC-like framing RFC 1662 §3.1, over Ethernet
 * RFC 2516 §4; MPLS label stacks RFC 3032 §2.1. Each leaves the window at the network layer and
 * returns its ethertype, 0 when it is none.
 */
import { MAX_TAGS } from '../limits/limits'
import { IPV4, IPV6, rawType } from './link'
import type { Octets } from './octets'
import type { Packet } from './packet'
import { BIT } from './protocols'
import { PPP_PROTOCOL, undecoded } from './undecoded'

const HDLC_ADDRESS_CONTROL = 0xff03

export function readPpp(octets: Octets, into: Packet): number {
  into.protocols |= BIT.ppp
  if (octets.u16(0) === HDLC_ADDRESS_CONTROL) octets.skip(2)
  // RFC 1661 §6.5: a compressed protocol field is one octet, and odd
  const short = (octets.u8(0) & 1) === 1
  const protocol = short ? octets.u8(0) : octets.u16(0)
  octets.skip(short ? 1 : 2)
  if (protocol === 0x21) return IPV4
  if (protocol === 0x57) return IPV6
  into.undecoded = undecoded(PPP_PROTOCOL, protocol)
  return 0
}

export function readPppoe(octets: Octets, into: Packet): number {
  into.protocols |= BIT.pppoes
  const length = octets.u16(4)
  octets.skip(6)
  octets.limit(length)
  return readPpp(octets, into)
}

export function readMpls(octets: Octets, into: Packet): number {
  into.protocols |= BIT.mpls
  for (let count = 0; count < MAX_TAGS; count++) {
    const bottom = (octets.u8(2) & 1) === 1
    octets.skip(4)
    if (bottom) return rawType(octets)
  }
  return 0
}
