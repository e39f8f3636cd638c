/**
 * LINKTYPE_IPNET: what Solaris puts before packets of its IP observability devices.
 *
 *   at 0  ipnet.version  u8    at 2  ipnet.htype   u16    at 8   ipnet.ifindex     u32
 *   at 1  ipnet.family   u8    at 4  ipnet.pktlen  u32    at 12  ipnet.grifindex   u32
 *   at 16 ipnet.zsrc     u32   at 20 ipnet.zdst    u32
 */
import { IPV4, IPV6, NOTHING } from './ethertype'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'
import { ADDRESS_FAMILY, undecoded } from './undecoded'

const HEADER = 24
/** Address families of Solaris. */
const INET = 2
const INET6 = 26

export function readIpnet(octets: Octets, into: Packet): number {
  enterMore(MORE.ipnet, octets, into)
  const family = octets.u8(1)
  octets.skip(HEADER)
  if (family === INET) return IPV4
  if (family === INET6) return IPV6
  into.undecoded = undecoded(ADDRESS_FAMILY, family)
  return NOTHING
}
