/**
 * The header of Juniper's captures (LINKTYPE_JUNIPER_*): magic, flags, extensions, then the frame.
 * Followed where the frame is an ordinary one: Ethernet, PPP, Cisco HDLC, Frame Relay, and
 * wherever the link header was taken off.
 *
 *   at 0  juniper.magic_number  "MGC"    at 3  juniper.flags  u8
 *   at 4  juniper.ext_total_len u16, with that many octets behind it, when flags has bit 7
 */
import { IPV4, IPV6, NOTHING, TRANSPARENT_ETHERNET } from './ethertype'
import { Fault } from './fault'
import { readCiscoHdlc, readFrameRelay } from './hdlc'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { readPpp } from './ppp'
import { MORE } from './protocols'
import { LINK_TYPE, undecoded } from './undecoded'

const MAGIC = 0x4d4743
const EXTENSIONS = 0x80
const NO_LINK_HEADER = 0x02
const ETHER = 178
const PPP = 179
const FRAME_RELAY = 180
const CISCO_HDLC = 181
/** What an address family of 4 octets in host order names. */
const INET = 2
const INET6 = 28

export function juniperLength(octets: Octets): number {
  return (octets.u8(3) & EXTENSIONS) === 0 ? 4 : 6 + octets.u16(4)
}

/** @throws Fault `malformed` when the magic number is another. */
export function readJuniper(octets: Octets, into: Packet, linktype: number): number {
  enterMore(MORE.juniper, octets, into)
  if (octets.u24(0) !== MAGIC) throw new Fault('malformed', 'juniper.magic_number')
  const bare = (octets.u8(3) & NO_LINK_HEADER) !== 0
  octets.skip(juniperLength(octets))
  if (bare) return readFamily(octets, into, linktype)
  switch (linktype) {
    case ETHER:
      return TRANSPARENT_ETHERNET
    case PPP:
      return readPpp(octets, into)
    case FRAME_RELAY:
      return readFrameRelay(octets, into)
    case CISCO_HDLC:
      return readCiscoHdlc(octets, into)
    default:
      into.undecoded = undecoded(LINK_TYPE, linktype)
      return NOTHING
  }
}

function readFamily(octets: Octets, into: Packet, linktype: number): number {
  const family = octets.u32le(0)
  if (family === INET || family === INET6) {
    octets.skip(4)
    return family === INET ? IPV4 : IPV6
  }
  into.undecoded = undecoded(LINK_TYPE, linktype)
  return NOTHING
}
