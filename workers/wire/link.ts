/**
 * Link layers: each reader leaves the window at the network layer and returns its ethertype.
 * Ethernet IEEE 802.3 §3, tags 802.1Q; LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2, LINKTYPE_NULL,
 * LINKTYPE_LOOP as registered at tcpdump.org.
 */
import { MAX_TAGS } from '../limits/limits'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { BIT } from './protocols'
import { ADDRESS_FAMILY, IP_VERSION, undecoded } from './undecoded'

export const IPV4 = 0x0800
export const IPV6 = 0x86dd
export const ARP = 0x0806
export const MPLS = 0x8847
export const MPLS_MULTICAST = 0x8848
export const PPPOE_SESSION = 0x8864
const VLAN = 0x8100
const PROVIDER_BRIDGE = 0x88a8
const PROVIDER_BRIDGE_OLD = 0x9100

/** Below this the field is a length (IEEE 802.3 §3.2.6) and LLC follows. */
export const FIRST_ETHERTYPE = 0x0600
const LLC_FOLLOWS = 1

export function readEthernet(octets: Octets, into: Packet): number {
  enter(BIT.eth, octets, into)
  const type = octets.u16(12)
  octets.skip(14)
  if (type < FIRST_ETHERTYPE) octets.limit(type)
  return type
}

/** Skips 802.1Q and 802.1ad tags. */
export function readTags(octets: Octets, into: Packet, type: number): number {
  let next = type
  for (let count = 0; count < MAX_TAGS; count++) {
    if (next === VLAN || next === PROVIDER_BRIDGE_OLD) enter(BIT.vlan, octets, into)
    else if (next === PROVIDER_BRIDGE) enter(BIT.ieee8021ad, octets, into)
    else break
    if (into.vlan < 0) into.vlan = octets.u16(0) & 0xfff
    next = octets.u16(2)
    octets.skip(4)
  }
  return next
}

export function readSll(octets: Octets, into: Packet): number {
  enter(BIT.sll, octets, into)
  const type = octets.u16(14)
  octets.skip(16)
  return type
}

export function readSll2(octets: Octets, into: Packet): number {
  enter(BIT.sll, octets, into)
  const type = octets.u16(0)
  into.ifindex = octets.u32(4)
  octets.skip(20)
  return type
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
  return 0
}

/** Cisco HDLC: address, control, then an ethertype. */
export function readCiscoHdlc(octets: Octets): number {
  const type = octets.u16(2)
  octets.skip(4)
  return type
}

/** FDDI: frame control and two addresses. */
export function readFddi(octets: Octets): number {
  octets.skip(13)
  return LLC_FOLLOWS
}

/**
 * LINKTYPE_NFLOG: attributes of (length, type) in the byte order of the capturing host, padded to
 * four octets; attribute 9 is the packet. Limits the window to it.
 */
export function readNflog(octets: Octets, into: Packet): number {
  octets.skip(4)
  for (;;) {
    // Types are below 128: the octet that holds one tells the byte order.
    const little = octets.u8(3) === 0
    const length = little ? octets.u8(0) + 256 * octets.u8(1) : octets.u16(0)
    const type = little ? octets.u8(2) : octets.u8(3)
    if (type === NFLOG_PAYLOAD) {
      octets.limit(length)
      octets.skip(4)
      return rawType(octets, into)
    }
    octets.skip(Math.max(4, (length + 3) & ~3))
  }
}

const NFLOG_PAYLOAD = 9

/** IEEE 802.2 LLC with a SNAP header that holds an ethertype (RFC 1042, IEEE 802.1H). */
export function isSnap(octets: Octets): boolean {
  if (octets.captured < 8 || octets.u16(0) !== 0xaaaa || octets.u16(2) !== 0x0300) return false
  const organisation = octets.u16(4)
  return organisation === 0 || organisation === BRIDGE_TUNNEL
}

/** Organisation code 00-00-F8, without its first octet. */
const BRIDGE_TUNNEL = 0x00f8

/** Returns the ethertype of a SNAP header; 0, and nothing is skipped, when it is another LLC. */
export function readSnap(octets: Octets, into: Packet): number {
  enter(BIT.llc, octets, into)
  if (!isSnap(octets)) return 0
  const type = octets.u16(6)
  octets.skip(8)
  return type
}

/** IP without a link layer: the version tells. */
export function rawType(octets: Octets, into: Packet): number {
  const version = octets.u8(0) >>> 4
  if (version === 4) return IPV4
  if (version === 6) return IPV6
  into.undecoded = undecoded(IP_VERSION, version)
  return 0
}
