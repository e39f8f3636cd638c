/**
 * LINKTYPE_NFLOG: address family, version and resource, then attributes of (length, type) in the
 * byte order of the capturing host, padded to four octets; attribute 9 is the packet.
 */
import { rawType } from './link'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'

const HEADER = 4
const PAYLOAD = 9

/** Leaves the window at the packet, limited to it. */
export function readNflog(octets: Octets, into: Packet): number {
  enterMore(MORE.nflog, octets, into)
  octets.skip(HEADER)
  for (;;) {
    // Types are below 128: the octet that holds one tells the byte order.
    const little = octets.u8(3) === 0
    const length = little ? octets.u16le(0) : octets.u16(0)
    const type = little ? octets.u8(2) : octets.u8(3)
    if (type === PAYLOAD) {
      octets.limit(length)
      octets.skip(4)
      return rawType(octets, into)
    }
    octets.skip(Math.max(4, (length + 3) & ~3))
  }
}
