/**
 * IEEE 802.2 Logical Link Control, §3.2, with the SNAP header of IEEE 802 §9.5; and the links it
 * stands on beside Ethernet: FDDI (ANSI X3.139), Token Ring (IEEE 802.5 §3.2).
 *
 *   at 0  llc.dsap  u8    at 2  llc.control  1 octet, or 2 when its low bits are not 11
 *   at 1  llc.ssap  u8    SNAP: at 3  llc.oui  u24   at 6  llc.type  u16
 */
import { badIsis } from './bounds/isis'
import { IPV4, LLC_FOLLOWS, NOTHING, TRANSPARENT_ETHERNET } from './ethertype'
import type { Octets } from './octets'
import { enter, enterMore, type Packet } from './packet'
import { BIT, MORE } from './protocols'
import { LLC, SNAP, undecoded } from './undecoded'

const SNAP_HEADER = 8
const UNNUMBERED = 3

/** Organisations: the numbers behind them have their own registries. */
const ETHERNET = 0x000000 // RFC 1042
const BRIDGE_TUNNEL = 0x0000f8 // IEEE 802.1H
const CISCO = 0x00000c
const IEEE_802_1 = 0x0080c2 // RFC 2684 §5.2

const SAP_STP = 0x42
const SAP_IP = 0x06
const SAP_OSI = 0xfe

export function isSnap(octets: Octets): boolean {
  return octets.captured >= SNAP_HEADER && octets.u16(0) === 0xaaaa && octets.u8(2) === UNNUMBERED
}

/** Reads LLC and what SNAP adds; returns the ethertype of what follows, or `NOTHING`. */
export function readLlc(octets: Octets, into: Packet): number {
  enter(BIT.llc, octets, into)
  if (isSnap(octets)) return readSnap(octets, into)
  const dsap = octets.u8(0)
  const length = (octets.u8(2) & UNNUMBERED) === UNNUMBERED ? 3 : 4
  if (dsap === SAP_STP) {
    octets.skip(length)
    enter(BIT.stp, octets, into)
    return NOTHING
  }
  if (dsap === SAP_IP) {
    octets.skip(length)
    return IPV4
  }
  into.undecoded = undecoded(LLC, dsap)
  if (dsap === SAP_OSI) {
    octets.skip(length)
    into.badLength ||= badIsis(octets)
  }
  return NOTHING
}

function readSnap(octets: Octets, into: Packet): number {
  const organisation = octets.u24(3)
  const type = octets.u16(6)
  octets.skip(SNAP_HEADER)
  switch (organisation) {
    case ETHERNET:
    case BRIDGE_TUNNEL:
      return type
    case CISCO:
      if (type === 0x2000) {
        enterMore(MORE.cdp, octets, into)
        return NOTHING
      }
      if (type === 0x010b) {
        enter(BIT.stp, octets, into) // per-VLAN spanning tree
        return NOTHING
      }
      break
    case IEEE_802_1:
      // Bridged Ethernet, with its frame check sequence or without
      if (type === 1 || type === 7) {
        octets.skip(2) // padding
        return TRANSPARENT_ETHERNET
      }
      if (type === 0x000e) {
        enter(BIT.stp, octets, into)
        return NOTHING
      }
  }
  into.undecoded = undecoded(SNAP, type)
  return NOTHING
}

/** FDDI: frame control and two addresses. Frames other than LLC are not followed. */
export function readFddi(octets: Octets, into: Packet): number {
  enterMore(MORE.fddi, octets, into)
  octets.skip(13)
  return LLC_FOLLOWS
}

const ROUTE_PRESENT = 0x80
const TOKEN_RING = 14

/** Octets of the header: a source route follows when the source address says so. */
export function tokenRingLength(octets: Octets): number {
  const routed = (octets.u8(8) & ROUTE_PRESENT) !== 0
  return TOKEN_RING + (routed ? octets.u8(TOKEN_RING) & 31 : 0)
}

/** Token Ring: access control, frame control, two addresses, source route. */
export function readTokenRing(octets: Octets, into: Packet): number {
  enterMore(MORE.tr, octets, into)
  const carriesLlc = octets.u8(1) >>> 6 === 1
  octets.skip(tokenRingLength(octets))
  if (carriesLlc) return LLC_FOLLOWS
  into.undecoded = undecoded(LLC, 0) // a frame of the medium access control
  return NOTHING
}
