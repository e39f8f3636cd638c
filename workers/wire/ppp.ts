/**
 * Point-to-Point Protocol, RFC 1661 §2, in HDLC-like framing RFC 1662 §3.1, over Ethernet
 * RFC 2516 §4; MPLS label stacks RFC 3032 §2.1. Each leaves the window at the network layer and
 * returns its ethertype, 0 when it is none.
 */
import { MAX_TAGS } from '../limits/limits'
import { IPV4, IPV6, MPLS, rawType } from './link'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { BIT } from './protocols'
import { ETHERTYPE, PPP_PROTOCOL, undecoded } from './undecoded'

const HDLC_ADDRESS_CONTROL = 0xff03

/** Octets before the protocol field: address and control, which may be left out (RFC 1661 §6.6). */
export function pppFraming(octets: Octets): number {
  return octets.u16(0) === HDLC_ADDRESS_CONTROL ? 2 : 0
}

/** A compressed protocol field is one octet, and odd (RFC 1661 §6.5). */
export function isShortPppProtocol(octets: Octets, at: number): boolean {
  return (octets.u8(at) & 1) === 1
}

export function readPpp(octets: Octets, into: Packet): number {
  enter(BIT.ppp, octets, into)
  const at = pppFraming(octets)
  const short = isShortPppProtocol(octets, at)
  const protocol = short ? octets.u8(at) : octets.u16(at)
  octets.skip(at + (short ? 1 : 2))
  if (protocol === 0x21) return IPV4
  if (protocol === 0x57) return IPV6
  into.undecoded = undecoded(PPP_PROTOCOL, protocol)
  return 0
}

export function readPppoe(octets: Octets, into: Packet): number {
  enter(BIT.pppoes, octets, into)
  const length = octets.u16(4)
  octets.skip(6)
  octets.limit(length)
  return readPpp(octets, into)
}

export function readMpls(octets: Octets, into: Packet): number {
  enter(BIT.mpls, octets, into)
  for (let count = 0; count < MAX_TAGS; count++) {
    const bottom = (octets.u8(2) & 1) === 1
    octets.skip(4)
    if (bottom) return rawType(octets, into)
  }
  into.undecoded = undecoded(ETHERTYPE, MPLS)
  return 0
}
