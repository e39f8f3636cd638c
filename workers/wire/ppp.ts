/**
 * Point-to-Point Protocol, RFC 1661 §2, in HDLC-like framing RFC 1662 §3.1, over Ethernet
 * RFC 2516 §4. Each leaves the window at the network layer and returns its ethertype, `NOTHING`
 * when it is none.
 */
import { IPV4, IPV6, MPLS, NOTHING } from './ethertype'
import { isCiscoHdlc, readCiscoHdlc } from './hdlc'
import type { Octets } from './octets'
import { enter, enterMore, type Packet } from './packet'
import { BIT, MORE } from './protocols'
import { PPP_PROTOCOL, undecoded } from './undecoded'

const HDLC_ADDRESS_CONTROL = 0xff03

/** Octets before the protocol field: address and control, which may be left out (RFC 1661 §6.6). */
export function pppFraming(octets: Octets): number {
  return octets.u16(0) === HDLC_ADDRESS_CONTROL ? 2 : 0
}

/** A compressed protocol field is one octet, and odd (RFC 1661 §6.5). */
export function isShortPppProtocol(octets: Octets, at: number): boolean {
  return (octets.u8(at) & 1) === 1
}

/** RFC 1661 §2; the numbers are IANA's “PPP DLL Protocol Numbers”. */
const PPP_IPV4 = 0x0021
const PPP_IPV6 = 0x0057
const PPP_MPLS = 0x0281

/** On a serial line: a router may speak Cisco's HDLC where the capture says PPP. */
export function readSerialPpp(octets: Octets, into: Packet): number {
  if (!isCiscoHdlc(octets)) return readPpp(octets, into)
  enter(BIT.ppp, octets, into)
  return readCiscoHdlc(octets, into)
}

export function readPpp(octets: Octets, into: Packet): number {
  enter(BIT.ppp, octets, into)
  const at = pppFraming(octets)
  const short = isShortPppProtocol(octets, at)
  const protocol = short ? octets.u8(at) : octets.u16(at)
  octets.skip(at + (short ? 1 : 2))
  if (protocol === PPP_IPV4) return IPV4
  if (protocol === PPP_IPV6) return IPV6
  if (protocol === PPP_MPLS) return MPLS
  into.undecoded = undecoded(PPP_PROTOCOL, protocol)
  return NOTHING
}

export function readPppoe(octets: Octets, into: Packet): number {
  enter(BIT.pppoes, octets, into)
  const length = octets.u16(4)
  octets.skip(6)
  if (isBadLength(length, octets.reported)) into.badLength = 'pppoe.payload_length'
  octets.limit(length)
  return readPpp(octets, into)
}

/** Fewest octets behind the header in an Ethernet frame, which is filled up to them. */
const MIN_PAYLOAD = 40
const FCS = 4

/** Padding makes short frames longer, a frame check sequence any; nothing else should stand there. */
function isBadLength(length: number, actual: number): boolean {
  return length > actual || (actual > MIN_PAYLOAD && actual !== length && actual !== length + FCS)
}

/** RFC 2516 §5: discovery carries tags, no packet. Leaves the window at the tags. */
export function readPppoeDiscovery(octets: Octets, into: Packet): number {
  enterMore(MORE.pppoed, octets, into)
  const length = octets.u16(4)
  octets.skip(6)
  octets.limit(length)
  return NOTHING
}
