/**
 * LINKTYPE_IPOIB: IP over InfiniBand. RFC 4391 §6, behind a global route header (InfiniBand
 * Architecture Specification, volume 1, §8.3).
 *
 *   at 0  infiniband.grh  40 octets    at 40  ipoib.type  u16    at 42  reserved
 */
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'

export const IPOIB_HEADER = 44

export function readIpoib(octets: Octets, into: Packet): number {
  enterMore(MORE.ipoib, octets, into)
  const type = octets.u16(40)
  octets.skip(IPOIB_HEADER)
  return type
}
