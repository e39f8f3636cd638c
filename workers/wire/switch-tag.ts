/**
 * Tags between a host and the switch chip behind its port: LINKTYPE_DSA_TAG_DSA, LINKTYPE_DSA_TAG_EDSA
 * (Marvell), LINKTYPE_DSA_TAG_BRCM and LINKTYPE_DSA_TAG_BRCM_PREPEND (Broadcom), as registered at
 * tcpdump.org. They stand between the addresses of Ethernet and its type, or before the addresses.
 *
 *   DSA, four octets: mode (2 bits), tagged (1 bit), device (5 bits); …; at 2  priority, VLAN (12 bits)
 *   EDSA: an ethertype, two octets of zero, then DSA's four
 */
import { NOTHING } from './ethertype'
import { limitToLength, noteVlan } from './link'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { BIT } from './protocols'

export const DSA_TAG_BRCM = 281
export const DSA_TAG_BRCM_PREPEND = 282
export const DSA_TAG_DSA = 284
export const DSA_TAG_EDSA = 285

const ADDRESSES = 12
const BROADCOM = 4
const MARVELL = 4
const MARVELL_TYPE = 4
/** The frame came or goes with the 802.1Q tag that DSA's has taken the place of. */
const TAGGED = 0x20

/** Octets of the tag behind the addresses; 0: there is none. */
export function switchTagLength(linktype: number): number {
  if (linktype === DSA_TAG_BRCM) return BROADCOM
  if (linktype === DSA_TAG_DSA) return MARVELL
  return linktype === DSA_TAG_EDSA ? MARVELL_TYPE + MARVELL : 0
}

/** Returns the ethertype of what follows, `NOTHING` for link types without a tag of a switch. */
export function readSwitchTag(octets: Octets, into: Packet, linktype: number): number {
  const tag = switchTagLength(linktype)
  if (tag === 0) return NOTHING
  enter(BIT.eth, octets, into)
  const type = octets.u16(ADDRESSES + tag)
  if (linktype !== DSA_TAG_BRCM) {
    const at = ADDRESSES + tag - MARVELL
    if ((octets.u8(at) & TAGGED) !== 0) noteVlan(octets.u16(at + 2) & 0xfff, into)
  }
  octets.skip(ADDRESSES + tag + 2)
  limitToLength(type, octets, into)
  return type
}
