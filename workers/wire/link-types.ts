/** What the frames of a link type begin with. Numbers: https://www.tcpdump.org/linktypes.html */
import {
  IPV4,
  IPV6,
  rawType,
  readCiscoHdlc,
  readEthernet,
  readFddi,
  readNflog,
  readNull,
  readSll,
  readSll2,
} from './link'
import type { Octets } from './octets'
import type { Packet } from './packet'
import { readPpp } from './ppp'
import { LINK_TYPE, undecoded } from './undecoded'

/**
 * Reads the link header and returns the ethertype of what follows, below `FIRST_ETHERTYPE` when
 * that is LLC; 0: nothing that is known, and `into.undecoded` says why.
 */
export function readLink(linktype: number, octets: Octets, into: Packet): number {
  switch (linktype) {
    case 1:
      return readEthernet(octets, into)
    case 113:
      return readSll(octets, into)
    case 276:
      return readSll2(octets, into)
    case 0:
    case 108:
      return readNull(octets, into)
    case 12:
    case 14:
    case 101:
      return rawType(octets, into)
    case 228:
      return IPV4
    case 229:
      return IPV6
    case 9:
    case 50:
      return readPpp(octets, into)
    case 104:
      return readCiscoHdlc(octets)
    case 10:
      return readFddi(octets)
    case 239:
      return readNflog(octets, into)
    default:
      into.undecoded = undecoded(LINK_TYPE, linktype)
      return 0
  }
}
