/**
 * Internet Control Message Protocol, RFC 792 and RFC 1191 §4; ICMPv6, RFC 4443.
 *
 *   at 0  icmp.type    at 1  icmp.code    at 2  icmp.checksum
 *   echo:   at 4  icmp.ident  at 6  icmp.seq
 *   errors: at 4  unused or MTU  at 8  the packet that caused them
 */
import type { Octets } from './octets'

export const ICMP_HEADER = 8
/** Of a message that ends before them nothing is known; of one with them, type and code are. */
export const ICMP_KNOWN = 6 // with the length of what an error quotes: RFC 4884 §4.1
export const ICMPV6_KNOWN = 2

export interface Icmp {
  type: number
  code: number
  checksum: number
  /** Of echo messages. */
  ident: number
  seq: number
  /** Next-hop MTU of 3/4 (16 bits, RFC 1191) and of ICMPv6 2/0 (32 bits); 0 otherwise. */
  mtu: number
  /** This is an error and quotes a packet from its octet 8 on. */
  quotes: boolean
}

export function newIcmp(): Icmp {
  return { type: 0, code: 0, checksum: 0, ident: 0, seq: 0, mtu: 0, quotes: false }
}

/**
 * Reads an ICMP message and leaves `octets` behind its first eight octets.
 * @throws Fault when there are fewer: every message has them. Type and code may be read all the same.
 */
export function readIcmp(octets: Octets, into: Icmp): void {
  readCommon(octets, into)
  const { type, code } = into
  into.quotes = type === 3 || type === 4 || type === 5 || type === 11 || type === 12
  into.mtu = type === 3 && code === 4 ? into.seq : 0
}

/** As `readIcmp`, for ICMPv6. */
export function readIcmpv6(octets: Octets, into: Icmp): void {
  readCommon(octets, into)
  into.quotes = into.type < 128
  into.mtu = into.type === 2 ? into.ident * 65_536 + into.seq : 0
}

function readCommon(octets: Octets, into: Icmp): void {
  if (octets.captured < ICMP_HEADER) readCut(octets, into)
  into.type = octets.u8(0)
  into.code = octets.u8(1)
  into.checksum = octets.u16(2)
  into.ident = octets.u16(4)
  into.seq = octets.u16(6)
  octets.skip(ICMP_HEADER)
}

/** @throws Fault always. */
function readCut(octets: Octets, into: Icmp): void {
  Object.assign(into, newIcmp())
  into.type = octets.u8(0)
  into.code = octets.u8(1)
  octets.need(ICMP_HEADER)
}
