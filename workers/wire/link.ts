/**
 * Link layers: each reader leaves the window at the network layer and returns its ethertype.
 * Ethernet IEEE 802.3 §3, tags 802.1Q; LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2, LINKTYPE_NULL,
 * LINKTYPE_LOOP as registered at tcpdump.org.
 */
import { MAX_TAGS } from '../limits/limits'
import {
  FIRST_ETHERTYPE,
  IPV4,
  IPV6,
  isLength,
  LLC_FOLLOWS,
  NOTHING,
  PROVIDER_BRIDGE,
  PROVIDER_BRIDGE_OLD,
  VLAN,
} from './ethertype'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { BIT } from './protocols'
import { ADDRESS_FAMILY, ETHERTYPE, IP_VERSION, undecoded } from './undecoded'

export function readEthernet(octets: Octets, into: Packet): number {
  enter(BIT.eth, octets, into)
  const type = octets.u16(12)
  octets.skip(14)
  limitToLength(type, octets, into)
  return type
}

/** In place of a type a length may stand, behind which there is padding. */
export function limitToLength(type: number, octets: Octets, into: Packet): void {
  if (!isLength(type)) return
  if (type > octets.reported) into.badLength = 'eth.len'
  octets.limit(type)
}

/** Skips 802.1Q and 802.1ad tags. */
export function readTags(octets: Octets, into: Packet, type: number): number {
  let next = type
  for (let count = 0; count < MAX_TAGS; count++) {
    if (next === VLAN || next === PROVIDER_BRIDGE_OLD) enter(BIT.vlan, octets, into)
    else if (next === PROVIDER_BRIDGE) enter(BIT.ieee8021ad, octets, into)
    else break
    if (next !== PROVIDER_BRIDGE) noteVlan(octets.u16(0) & 0xfff, into)
    next = octets.u16(2)
    octets.skip(4)
  }
  if (!isTag(next)) return next
  into.undecoded = undecoded(ETHERTYPE, next)
  return NOTHING
}

function isTag(type: number): boolean {
  return type === VLAN || type === PROVIDER_BRIDGE || type === PROVIDER_BRIDGE_OLD
}

export function noteVlan(id: number, into: Packet): void {
  if (into.vlanCount < MAX_TAGS) into.vlans[into.vlanCount++] = id
}

export function readSll(octets: Octets, into: Packet): number {
  enter(BIT.sll, octets, into)
  const type = octets.u16(14)
  octets.skip(16)
  return cookedType(type, into)
}

const LLC_FRAME = 4

/** Below the ethertypes stand Linux's own numbers, ETH_P_802_2 among them. */
function cookedType(type: number, into: Packet): number {
  if (type >= FIRST_ETHERTYPE) return type
  if (type === LLC_FRAME) return LLC_FOLLOWS
  into.undecoded = undecoded(ETHERTYPE, type)
  return NOTHING
}

export function readSll2(octets: Octets, into: Packet): number {
  enter(BIT.sll, octets, into)
  const type = octets.u16(0)
  into.ifindex = octets.u32(4)
  octets.skip(20)
  return cookedType(type, into)
}

/** The address family stands in the byte order of the capturing host: both are tried. */
export function nullFamily(octets: Octets): number {
  const big = octets.u32(0)
  return big <= 0xffff ? big : octets.u32le(0)
}

export function readNull(octets: Octets, into: Packet): number {
  enter(BIT.null, octets, into)
  const family = nullFamily(octets)
  octets.skip(4)
  if (family === 2) return IPV4
  // AF_INET6 of Linux, the BSDs, macOS, and Windows
  if (family === 10 || family === 24 || family === 28 || family === 30 || family === 23) return IPV6
  into.undecoded = undecoded(ADDRESS_FAMILY, family & 0xffff)
  return NOTHING
}

/** IP without a link layer: the version tells. */
export function rawType(octets: Octets, into: Packet): number {
  const version = octets.u8(0) >>> 4
  if (version === 4) return IPV4
  if (version === 6) return IPV6
  into.undecoded = undecoded(IP_VERSION, version)
  return NOTHING
}
