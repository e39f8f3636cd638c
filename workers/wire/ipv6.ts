/**
 * Internet Protocol, version 6. RFC 8200 §3, extension headers §4.
 *
 *   at 0  ipv6.version (4 bits), ipv6.tclass, ipv6.flow
 *   at 4  ipv6.plen  u16     at 6  ipv6.nxt     at 7  ipv6.hlim
 *   at 8  ipv6.src           at 24 ipv6.dst
 */
import { MAX_TAGS } from '../limits/limits'
import { badExtension } from './bounds/ipv6-options'
import { readIpv6Markers } from './cilium'
import { Fault } from './fault'
import type { IpHeader } from './ip-header'
import type { Octets } from './octets'

export const IPV6_HEADER = 40
export const FRAGMENT_HEADER = 44
const DESTINATION_OPTIONS = 60
/** RFC 2675 §2: a payload length of 0 with a jumbo option; also left by segmentation offload. */
const JUMBO = 0

/** Where the field is named that breaks the rules of its extension header; see `Packet`. */
interface Told {
  badLength: string
}

/**
 * Reads the header and its extension headers and leaves `octets` at the payload. Behind the
 * fragment header of a fragment nothing is read: it belongs to the datagram (RFC 8200 §4.5).
 * Returns true when a fragment header was there, atomic or not (RFC 6946).
 * @throws Fault `malformed` for a wrong version or a chain that is too long.
 */
export function readIpv6(octets: Octets, into: IpHeader, told: Told): boolean {
  if (octets.u8(0) >>> 4 !== 6) throw new Fault('malformed', 'ipv6.version')
  octets.need(IPV6_HEADER)
  const { view, base } = octets
  const payload = view.getUint16(base + 4)
  const length = payload === JUMBO ? octets.reported : IPV6_HEADER + payload
  into.version = 6
  into.at = base
  into.length = length
  into.ttl = view.getUint8(base + 7)
  into.id = 0
  into.offset = 0
  into.more = false
  into.fragment = false
  into.dontFragment = true // RFC 8200 §5: routers never fragment
  into.s0 = view.getUint32(base + 8)
  into.s1 = view.getUint32(base + 12)
  into.s2 = view.getUint32(base + 16)
  into.s3 = view.getUint32(base + 20)
  into.d0 = view.getUint32(base + 24)
  into.d1 = view.getUint32(base + 28)
  into.d2 = view.getUint32(base + 32)
  into.d3 = view.getUint32(base + 36)
  into.srcHost = -1
  into.dstHost = -1
  into.overlong = length > octets.reported
  into.proto = view.getUint8(base + 6)
  into.headerLength = IPV6_HEADER
  into.markers = 0
  octets.limit(length)
  octets.skip(IPV6_HEADER)
  return readExtensions(octets, into, told)
}

function readExtensions(octets: Octets, into: IpHeader, told: Told): boolean {
  let fragmented = false
  for (let count = 0; isExtension(into.proto); count++) {
    if (count === MAX_TAGS) throw TOO_LONG
    const kind = into.proto
    const length = extensionLength(octets, kind)
    into.proto = octets.u8(0)
    if (kind === FRAGMENT_HEADER) {
      fragmented = true
      const word = octets.u16(2)
      into.offset = word & 0xfff8
      into.more = (word & 1) !== 0
      into.id = octets.u32(4)
      into.fragment = into.offset !== 0 || into.more
    }
    told.badLength ||= badExtension(octets, kind, length)
    if (kind === DESTINATION_OPTIONS) readIpv6Markers(octets, 2, length, into)
    octets.skip(length)
    into.headerLength += length
    if (into.fragment) return true
  }
  return fragmented
}

/** Skips the extension headers that a payload begins with; returns the protocol behind them. */
export function skipExtensions(octets: Octets, first: number): number {
  let next = first
  for (let count = 0; isExtension(next); count++) {
    if (count === MAX_TAGS) throw TOO_LONG
    const length = extensionLength(octets, next)
    next = octets.u8(0)
    octets.skip(length)
  }
  return next
}

const TOO_LONG = new Fault('malformed', 'ipv6.nxt')

/** Hop-by-hop 0, routing 43, fragment 44, destination options 60, mobility 135. */
export function isExtension(next: number): boolean {
  return next === 0 || next === 43 || next === 44 || next === 60 || next === 135
}

/** Octets of the extension header of this kind at `at`. */
export function extensionLength(octets: Octets, kind: number, at = 0): number {
  return kind === FRAGMENT_HEADER ? 8 : (octets.u8(at + 1) + 1) * 8
}
