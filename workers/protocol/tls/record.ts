/**
 * Records of TLS, and what looks like one. RFC 8446 §5.1, RFC 5246 §6.2.
 *
 *   at 0  tls.record.content_type  u8     at 3  tls.record.length  u16, octets behind the header
 *   at 1  tls.record.version       u16
 *
 * And the hello of SSL 2 in which old clients offered newer versions. RFC 5246 Appendix E.2.
 */
import type { Octets } from '../../wire/octets'
import type { Claim } from '../analyzer'

export const HEADER = 5 // octets

export const CHANGE_CIPHER_SPEC = 20
export const ALERT = 21
export const HANDSHAKE = 22
export const APPLICATION_DATA = 23
const HEARTBEAT = 24

/** 2^14 octets of text, and 2048 that compression and encryption may add. RFC 5246 §6.2.3. */
export const MAX_RECORD = 16384 + 2048

export function isContentType(octet: number): boolean {
  return octet >= CHANGE_CIPHER_SPEC && octet <= HEARTBEAT
}

/** Is there the header of a record? `octets` holds at least one from `at`. */
export function isRecord(octets: Octets, at: number): boolean {
  if (!isContentType(octets.u8(at))) return false
  return octets.u8(at + 1) === 3 && octets.u8(at + 2) <= 4
}

/** By the first octets of a stream. */
export function claimsRecord(head: Octets): Claim {
  const { captured } = head
  if (captured === 0) return 'more'
  if (!isContentType(head.u8(0))) return 'no'
  if (captured > 1 && head.u8(1) !== 3) return 'no'
  if (captured < HEADER) return 'more'
  const length = head.u16(3)
  return isRecord(head, 0) && length > 0 && length < MAX_RECORD ? 'yes' : 'no'
}

/** Length of an SSL 2 ClientHello at the start, header included; 0: it is none. */
export function ssl2Hello(octets: Octets): number {
  if (octets.captured < 11) return 0
  const first = octets.u16(0)
  const length = first & 0x7fff
  const version = octets.u16(3)
  if (first < 0x8000 || octets.u8(2) !== 1 || (version !== 2 && version >> 8 !== 3)) return 0
  const parts = octets.u16(5) + octets.u16(7) + octets.u16(9)
  return octets.u16(5) % 3 === 0 && parts + 9 === length ? length + 2 : 0
}

/** Five printable characters: a line of some other protocol. */
export function isText(octets: Octets, at: number): boolean {
  for (let i = at; i < at + HEADER; i++) {
    const octet = octets.u8(i)
    if (octet < 0x20 || octet > 0x7e) return false
  }
  return true
}
