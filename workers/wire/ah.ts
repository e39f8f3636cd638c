/**
 * IP Authentication Header. RFC 4302 §2: the payload follows in clear.
 *
 *   at 0  ah.next_header  u8    at 4  ah.spi       u32    at 12  ah.icv
 *   at 1  ah.length       u8    at 8  ah.sequence  u32
 */
import type { Octets } from './octets'

/** Octets of the header; the length field counts words of four octets, less two. */
export function ahLength(octets: Octets): number {
  return (octets.u8(1) + 2) * 4
}

/** Leaves the window at the payload and returns its protocol. */
export function readAh(octets: Octets): number {
  const next = octets.u8(0)
  octets.skip(ahLength(octets))
  return next
}
