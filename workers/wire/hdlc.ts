/**
 * Cisco HDLC (LINKTYPE_C_HDLC) and Frame Relay (ITU-T Q.922 annex A, encapsulation RFC 2427).
 */
import { badBound } from './bounds/bound'
import { badIsis } from './bounds/isis'
import { FIRST_ETHERTYPE, IPV4, IPV6, MPLS, MPLS_MULTICAST, NOTHING } from './ethertype'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'
import { ETHERTYPE, NLPID, undecoded } from './undecoded'

const CISCO_UNICAST = 0x0f00
const CISCO_MULTICAST = 0x8f00
/** Connectionless network services, in Cisco's numbering; and its line protocol. */
const OSI = 0xfefe
const SLARP = 0x8035

/** Address and control as Cisco's HDLC has them. */
export function isCiscoHdlc(octets: Octets): boolean {
  const start = octets.u16(0)
  return start === CISCO_UNICAST || start === CISCO_MULTICAST
}

/** Cisco HDLC: address, control, then a protocol from Cisco's subset of the ethertypes. */
export function readCiscoHdlc(octets: Octets, into: Packet): number {
  enterMore(MORE.chdlc, octets, into)
  const type = octets.u16(2)
  octets.skip(4)
  if (type === IPV4 || type === IPV6 || type === MPLS || type === MPLS_MULTICAST) return type
  into.undecoded = undecoded(ETHERTYPE, type)
  if (type === OSI) {
    octets.skip(1) // padding: RFC 1547 §4.3.1
    into.badLength ||= badIsis(octets)
  } else if (type === SLARP) into.badLength ||= badKeepalive(octets)
  return NOTHING
}

const KEEPALIVE = 2
const ALL_ONES = 0xffff

/** Cisco's keepalives: a kind, two sequence numbers, and how reliable the line is, which is all ones. */
function badKeepalive(octets: Octets): string {
  return badBound(octets, 'slarp.mysequence', (message) =>
    message.u32(0) === KEEPALIVE && message.u16(12) !== ALL_ONES ? 'slarp.reliability' : '',
  )
}

/** Octets of the address: its last octet has the lowest bit set (Q.922 §A.3.2.1). */
export function frameRelayAddress(octets: Octets): number {
  if ((octets.u8(1) & 1) === 1) return 2
  return (octets.u8(2) & 1) === 1 ? 3 : 4
}

const UNNUMBERED_INFORMATION = 3
/** Network layer protocol identifiers, ISO/IEC TR 9577. */
const NLPID_SNAP = 0x80
const NLPID_IPV6 = 0x8e
const NLPID_IPV4 = 0xcc

/** Frame Relay: RFC 2427 when a control field follows the address, else Cisco's ethertype. */
export function readFrameRelay(octets: Octets, into: Packet): number {
  enterMore(MORE.fr, octets, into)
  const address = frameRelayAddress(octets)
  if (octets.u8(address) !== UNNUMBERED_INFORMATION) {
    const type = octets.u16(address)
    octets.skip(address + 2)
    if (type >= FIRST_ETHERTYPE) return type
    into.undecoded = undecoded(ETHERTYPE, type)
    return NOTHING
  }
  // A pad octet of 0 may stand before the identifier
  const at = octets.u8(address + 1) === 0 ? address + 2 : address + 1
  const id = octets.u8(at)
  octets.skip(at + 1)
  if (id === NLPID_IPV4) return IPV4
  if (id === NLPID_IPV6) return IPV6
  if (id === NLPID_SNAP) return readRoutedSnap(octets, into)
  into.undecoded = undecoded(NLPID, id)
  return NOTHING
}

/** Organisation and protocol of SNAP without LLC before it. */
function readRoutedSnap(octets: Octets, into: Packet): number {
  const organisation = octets.u24(0)
  const type = octets.u16(3)
  octets.skip(5)
  if (organisation === 0) return type
  into.undecoded = undecoded(ETHERTYPE, type)
  return NOTHING
}
