/**
 * Internet checksum. RFC 1071 §1; pseudo-headers RFC 9293 §3.1 and RFC 8200 §8.1.
 */
import { ipAddress, isIpv6, join, setIpv4, setU16, u32 } from './fields'

/** One's complement of the one's complement sum of all 16-bit words; an odd octet counts as high. */
export function checksum(...parts: readonly Uint8Array[]): number {
  let sum = 0
  for (const part of parts) {
    const even = part.length & ~1
    for (let i = 0; i < even; i += 2) {
      sum += ((part[i] as number) << 8) | (part[i + 1] as number)
    }
    if (even < part.length) sum += (part[even] as number) << 8
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

/** What TCP, UDP and ICMPv6 add to their own octets: addresses, protocol, length. */
export function pseudoHeader(src: string, dst: string, proto: number, length: number): Uint8Array {
  if (isIpv6(src)) return join(ipAddress(src), ipAddress(dst), u32(length, proto))
  const octets = new Uint8Array(12)
  setIpv4(octets, 0, src)
  setIpv4(octets, 4, dst)
  octets[9] = proto
  setU16(octets, 10, length)
  return octets
}
