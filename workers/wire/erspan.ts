/**
 * ERSPAN: a mirrored Ethernet frame in GRE. draft-foschiano-erspan-03 §4.2 (type II) and §4.3
 * (type III); type I has no header of its own.
 *
 *   at 0  erspan.version 4 bits, erspan.vlan 12 bits
 *   at 2  class of service, encapsulation, truncated 0x0400, erspan.spanid 10 bits
 *   type II: at 4 index    type III: at 4 time stamp, at 8 security group, at 10 flags;
 *   their lowest bit says that eight octets of the platform follow
 */
import { TRANSPARENT_ETHERNET } from './ethertype'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { BIT } from './protocols'

const TYPE_II = 8
const TYPE_III = 12
const PLATFORM = 8

export function erspanLength(octets: Octets): number {
  if (octets.u8(0) >>> 4 !== 2) return TYPE_II
  return (octets.u8(11) & 1) === 0 ? TYPE_III : TYPE_III + PLATFORM
}

export function readErspan(octets: Octets, into: Packet): number {
  enter(BIT.erspan, octets, into)
  octets.skip(erspanLength(octets))
  return TRANSPARENT_ETHERNET
}
