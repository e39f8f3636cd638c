/**
 * Layer Two Tunneling Protocol: version 2 RFC 2661 §3.1, version 3 RFC 3931 §3.2 and §4.1.
 *
 *   at 0  l2tp flags u16: T 0x8000, L 0x4000, S 0x0800, O 0x0200, version 4 bits
 *   version 2: [length u16] l2tp.tunnel u16, l2tp.session u16, [Ns, Nr], [offset size u16, pad]
 *   version 3 over UDP: at 4 l2tp.sid u32; over IP: at 0; a cookie of 0, 4 or 8 octets follows
 */
import { ARP, IPV4, IPV6, NOTHING, TRANSPARENT_ETHERNET, VLAN } from './ethertype'
import type { Octets } from './octets'
import { enter, L2TP, noteGuess, openTunnel, type Packet } from './packet'
import { readPpp } from './ppp'
import { BIT } from './protocols'
import { IP_PROTOCOL, undecoded } from './undecoded'

export const L2TP_PORT = 1701
export const L2TP_CONTROL = 0x8000
export const L2TP_LENGTH = 0x4000
export const L2TP_SEQUENCE = 0x0800
export const L2TP_OFFSET = 0x0200

export function isL2tp(octets: Octets): boolean {
  if (octets.captured < 6) return false
  const version = octets.u16(0) & 15
  return version === 2 || version === 3
}

/** Leaves the window at what a data message carries; a control message ends here. */
export function readL2tp(octets: Octets, into: Packet): number {
  enter(BIT.l2tp, octets, into)
  const flags = octets.u16(0)
  if ((flags & 15) === 3) {
    if ((flags & L2TP_CONTROL) !== 0) return NOTHING
    octets.skip(4)
    return readSession(octets, into)
  }
  const session = (flags & L2TP_LENGTH) === 0 ? 4 : 6
  const id = octets.u16(session)
  if ((flags & L2TP_LENGTH) !== 0) octets.limit(octets.u16(2))
  octets.skip(l2tpLength(octets))
  if ((flags & L2TP_CONTROL) !== 0 || octets.reported === 0) return NOTHING
  openTunnel(into, L2TP, id, into.udp.srcPort, into.udp.dstPort)
  return readPpp(octets, into)
}

/** Octets of a version 2 header. */
export function l2tpLength(octets: Octets): number {
  const flags = octets.u16(0)
  let length = (flags & L2TP_LENGTH) === 0 ? 6 : 8
  if ((flags & L2TP_SEQUENCE) !== 0) length += 4
  if ((flags & L2TP_OFFSET) !== 0) length += 2 + octets.u16(length)
  return length
}

/** Version 3 straight over IP: session 0 carries control messages (RFC 3931 §4.1.1.2). */
export function readL2tpv3(octets: Octets, into: Packet): number {
  enter(BIT.l2tp, octets, into)
  if (octets.u32(0) !== 0) return readSession(octets, into)
  octets.skip(4)
  return NOTHING
}

/**
 * Neither the cookie's length nor the kind of pseudowire stands in the packet: Ethernet and IP are
 * looked for behind each length that can be, with the sublayer of RFC 3931 §4.6 and without.
 */
function readSession(octets: Octets, into: Packet): number {
  openTunnel(into, L2TP, octets.u32(0), into.udp.srcPort, into.udp.dstPort)
  octets.skip(4)
  for (let at = 0; at <= 12; at += 4) {
    const type = carriedAt(octets, at)
    if (type === NOTHING) continue
    noteGuess(into)
    octets.skip(at)
    return type
  }
  into.undecoded = undecoded(IP_PROTOCOL, 115)
  return NOTHING
}

const ETHERNET = 14

function carriedAt(octets: Octets, at: number): number {
  if (octets.captured < at + ETHERNET + 20) return NOTHING
  const type = octets.u16(at + 12)
  const known = type === IPV4 || type === IPV6
  if (type === ARP || type === VLAN || (known && isIp(octets, at + ETHERNET) === type)) {
    return TRANSPARENT_ETHERNET
  }
  return isIp(octets, at)
}

/** The ethertype of the IP packet at `at` that agrees with its own length; else `NOTHING`. */
function isIp(octets: Octets, at: number): number {
  const left = octets.reported - at
  const first = octets.u8(at)
  if (first >>> 4 === 4 && (first & 15) >= 5) {
    const length = octets.u16(at + 2)
    return length >= 20 && length <= left ? IPV4 : NOTHING
  }
  return first >>> 4 === 6 && octets.u16(at + 4) + 40 <= left ? IPV6 : NOTHING
}
