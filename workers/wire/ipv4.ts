/**
 * Internet Protocol, version 4. RFC 791 §3.1.
 *
 *   at 0  ip.version, ip.hdr_len (×4)   at 8   ip.ttl
 *   at 2  ip.len      u16               at 9   ip.proto
 *   at 4  ip.id       u16               at 10  ip.checksum
 *   at 6  ip.flags (DF 0x4000, MF 0x2000), ip.frag_offset (×8)
 *   at 12 ip.src      at 16 ip.dst
 */
import { readIpv4Markers } from './cilium'
import { Fault } from './fault'
import type { IpHeader } from './ip-header'
import type { Octets } from './octets'

export const MIN_HEADER = 20
const DF = 0x4000
const MF = 0x2000
const MAPPED = 0xffff

/**
 * Reads the header and leaves `octets` at the payload, limited to what `ip.len` says.
 * `ip.len` 0 is what a sender with segmentation offload leaves: the frame's length counts instead.
 * @throws Fault `malformed` when version or lengths contradict each other.
 */
export function readIpv4(octets: Octets, into: IpHeader): void {
  const first = octets.u8(0)
  const headerLength = (first & 15) * 4
  if (first >>> 4 !== 4) throw new Fault('malformed', 'ip.version')
  if (headerLength < MIN_HEADER) throw new Fault('malformed', 'ip.hdr_len')
  octets.need(MIN_HEADER)
  const { view, base } = octets
  const claimed = view.getUint16(base + 2)
  const length = claimed === 0 ? octets.reported : claimed
  if (claimed !== 0 && length < headerLength) throw new Fault('malformed', 'ip.len')
  const fragment = view.getUint16(base + 6)
  into.version = 4
  into.at = base
  into.length = length
  into.headerLength = headerLength
  into.id = view.getUint16(base + 4)
  into.dontFragment = (fragment & DF) !== 0
  into.more = (fragment & MF) !== 0
  into.offset = (fragment & 0x1fff) * 8
  into.fragment = (fragment & 0x3fff) !== 0
  into.ttl = view.getUint8(base + 8)
  into.proto = view.getUint8(base + 9)
  into.s0 = 0
  into.s1 = 0
  into.s2 = MAPPED
  into.s3 = view.getUint32(base + 12)
  into.d0 = 0
  into.d1 = 0
  into.d2 = MAPPED
  into.d3 = view.getUint32(base + 16)
  into.srcHost = -1
  into.dstHost = -1
  into.overlong = length > octets.reported
  into.markers = 0
  if (headerLength > MIN_HEADER) readIpv4Markers(octets, MIN_HEADER, headerLength, into)
  octets.limit(length)
  octets.skip(headerLength)
}

/** Would `readIpv4` take the header at `at`, of which all 20 octets were captured? */
export function isIpv4Header(view: DataView, at: number): boolean {
  const first = view.getUint8(at)
  const headerLength = (first & 15) * 4
  const length = view.getUint16(at + 2)
  return first >>> 4 === 4 && headerLength >= MIN_HEADER && (length === 0 || length >= headerLength)
}
