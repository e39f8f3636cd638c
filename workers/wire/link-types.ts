/** What the frames of a link type begin with. Numbers: https://www.tcpdump.org/linktypes.html */
import { readArcnet } from './arcnet'
import { readCan } from './can'
import { IPV4, IPV6, NOTHING } from './ethertype'
import { readCiscoHdlc, readFrameRelay } from './hdlc'
import { readWlan } from './ieee80211'
import { readIpnet } from './ipnet'
import { readIpoib } from './ipoib'
import { readJuniper } from './juniper'
import { rawType, readEthernet, readNull, readSll, readSll2 } from './link'
import { readFddi, readTokenRing } from './llc'
import { readNflog } from './nflog'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { readPktap, readPpi } from './ppi'
import { readPpp, readPppoe, readSerialPpp } from './ppp'
import { MORE } from './protocols'
import { readAvs, readPrism, readRadiotap } from './radiotap'
import { DSA_TAG_BRCM_PREPEND, readSwitchTag, switchTagLength } from './switch-tag'
import { LINK_TYPE, undecoded } from './undecoded'

/**
 * Reads the link header and returns the ethertype of what follows, below `FIRST_ETHERTYPE` when
 * that is LLC; `NOTHING`: nothing that is known, and `into.undecoded` says why.
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
    case 19: // LINKTYPE_ATM_CLIP, as some systems number it
    case 101:
    case 106: // LINKTYPE_ATM_CLIP
      return rawType(octets, into)
    case 228:
      return IPV4
    case 229:
      return IPV6
    default:
      return readRare(linktype, octets, into)
  }
}

function readRare(linktype: number, octets: Octets, into: Packet): number {
  switch (linktype) {
    case 6:
      return readTokenRing(octets, into)
    case 7:
      return readArcnet(octets, into, 0)
    case 129:
      return readArcnet(octets, into, 2)
    case 9:
    case 50:
    case 204: // LINKTYPE_PPP_WITH_DIR: the reader of the capture has taken the direction off
      return readSerialPpp(octets, into)
    case 166: // LINKTYPE_PPP_PPPD: a direction in place of the address
      return readPpp(octets, into)
    case 51:
      return readPppoe(octets, into)
    case 10:
      return readFddi(octets, into)
    case 104:
      return readCiscoHdlc(octets, into)
    case 107:
      return readFrameRelay(octets, into)
    case 226:
      return readIpnet(octets, into)
    case 239:
      return readNflog(octets, into)
    case 242:
      return readIpoib(octets, into)
    default:
      return readWireless(linktype, octets, into)
  }
}

function readWireless(linktype: number, octets: Octets, into: Packet): number {
  switch (linktype) {
    case 105:
      return readWlan(octets, into)
    case 119:
      return readPrism(octets, into)
    case 127:
      return readRadiotap(octets, into)
    case 163:
      return readAvs(octets, into)
    case 192:
      return readLink(readPpi(octets, into), octets, into)
    case 258:
      return readLink(readPktap(octets, into), octets, into)
    case 195: // with a frame check sequence
    case 215:
    case 230:
      return readWpan(linktype, octets, into)
    default:
      return readNamed(linktype, octets, into)
  }
}

/** IEEE 802.15.4: named, not followed. */
function readWpan(linktype: number, octets: Octets, into: Packet): number {
  enterMore(MORE.wpan, octets, into)
  into.undecoded = undecoded(LINK_TYPE, linktype)
  return NOTHING
}

/** LINKTYPE_JUNIPER_* */
const JUNIPER: readonly number[] = [
  130, 131, 132, 133, 134, 135, 136, 137, 164, 167, 168, 174, 178, 179, 180, 181, 183, 194, 200,
  232, 233, 234, 238,
]

/** LINKTYPE_CAN_SOCKETCAN */
const SOCKETCAN = 227

function readNamed(linktype: number, octets: Octets, into: Packet): number {
  if (linktype === SOCKETCAN) return readCan(octets, into)
  if (linktype === DSA_TAG_BRCM_PREPEND) {
    octets.skip(4)
    return readEthernet(octets, into)
  }
  if (switchTagLength(linktype) > 0) return readSwitchTag(octets, into, linktype)
  if (JUNIPER.includes(linktype)) return readJuniper(octets, into, linktype)
  into.undecoded = undecoded(LINK_TYPE, linktype)
  return NOTHING
}
