/** What Wireshark 4.0.17 does otherwise than the corrected view, packet by packet. */
import { add } from './counts'
import type { Datagram } from './fragments'
import type { IpHeader } from '../wire/ip-header'
import type { OctetCount } from '../model/units'
import { isMalformed, type Packet } from '../wire/packet'
import { BIT } from '../wire/protocols'
import { hasBogusLength } from '../wire/tcp'
import { UDP_HEADER } from '../wire/udp'

/** Wireshark shows these as errors of another kind, when they are those of IPv4. */
const ONLY_BOGUS = ['ip.version', 'ip.hdr_len', 'ip.len']

export function isCalledMalformed(packet: Packet): boolean {
  if (!isMalformed(packet) || isBogusSegment(packet)) return false
  return packet.fault === null || !ONLY_BOGUS.includes(packet.fault.what)
}

/** Wireshark gives a segment its stream before it gives up on the length of the header. */
export function isBogusSegment({ transport, fault, tcp }: Packet): boolean {
  return transport === 'tcp' && fault?.kind === 'malformed' && hasBogusLength(tcp)
}

/** Of a segment that an ICMP Redirect quotes, Wireshark reads ports and sequence number alone. */
export function isRedirect({ transport, icmp }: Packet): boolean {
  return transport === 'icmp' && icmp.type === REDIRECT
}

const REDIRECT = 5

/** Octets up to the end of `ip.frag_offset`. */
const FLAGS_END = 8
const FRAGMENT_BITS = 0x3fff

/** Does the frame end inside an IPv4 header that has said before that this is a fragment? */
export function isCutFragment({
  depth,
  fault,
  protocols,
  payloadAt,
  payloadCaptured,
  view,
}: Packet) {
  if (depth > 0 || (protocols & (BIT.ip | BIT.ipv6)) !== BIT.ip) return false
  if (fault === null || ONLY_BOGUS.includes(fault.what) || payloadCaptured < FLAGS_END) return false
  return (view.getUint16(payloadAt + 6) & FRAGMENT_BITS) !== 0
}

/** Octets of the header's payload that were captured. */
export function capturedOf(packet: Packet, header: IpHeader): number {
  const at = header.at + header.headerLength
  const length = header.length - header.headerLength
  return Math.max(0, Math.min(length, packet.frameAt + packet.capLen - at))
}

/** Of the head of a datagram that could not be joined: what lies behind it is missing, not wrong. */
export function claimedLength({ payloadLength, udp }: Packet): OctetCount {
  return Math.max(payloadLength, udp.length - UDP_HEADER)
}

/** Wireshark's key has neither VNI nor interface nor time. */
export function compatibleKey(ip: IpHeader): string {
  const family = ip.version === 4 ? String(ip.proto) : '6'
  return `${family} ${String(ip.id)} ${String(ip.s0)}.${String(ip.s1)}.${String(ip.s3)} ${String(ip.d0)}.${String(ip.d1)}.${String(ip.d3)} ${String(ip.s2)}.${String(ip.d2)}`
}

/** `ip.fragment.*` of a joined datagram, by name. */
export function noteDefects(datagram: Datagram, family: Map<string, number>): void {
  const { conflict, multipleTails, tooLong } = datagram
  if (datagram.overlap || datagram.copies > 0) add(family, 'overlap')
  if (conflict) add(family, 'overlap.conflict')
  if (multipleTails) add(family, 'multipletails')
  if (tooLong) add(family, 'toolongfragment')
  if (conflict || multipleTails || tooLong) add(family, 'error')
}
