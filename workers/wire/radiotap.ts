/**
 * Headers that capture drivers put before IEEE 802.11 frames: radiotap (radiotap.org; little
 * endian), Prism (LINKTYPE_IEEE802_11_PRISM), AVS (LINKTYPE_IEEE802_11_AVS).
 *
 *   radiotap:  at 0  version u8    at 2  length u16le    at 4  present u32le, more while bit 31
 *   Prism:     at 0  message code u32    at 4  length u32, in the byte order of the host
 *   AVS:       at 0  version u32, 0x80211001 and up    at 4  length u32
 */
import { Fault } from './fault'
import { readWlan } from './ieee80211'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'

const MIN_HEADER = 8
const MORE_PRESENT = 0x80000000
const TSFT = 1
const FLAGS = 2
/** Bits of the flags field. */
export const FCS_AT_END = 0x10
const PADDED = 0x20
const FCS = 4 // octets

/** The flags field; 0 when there is none. */
export function radiotapFlags(octets: Octets): number {
  const present = octets.u32le(4)
  if ((present & FLAGS) === 0) return 0
  let at = MIN_HEADER
  for (let word = present; (word & MORE_PRESENT) !== 0; at += 4) word = octets.u32le(at)
  // The time stamp before it is aligned to its eight octets, from the start of the header
  if ((present & TSFT) !== 0) at = ((at + 7) & ~7) + 8
  return octets.u8(at)
}

/** @throws Fault `malformed` for a length that does not hold the header. */
export function readRadiotap(octets: Octets, into: Packet): number {
  enterMore(MORE.radiotap, octets, into)
  const length = octets.u16le(2)
  if (length < MIN_HEADER) throw new Fault('malformed', 'radiotap.length')
  const flags = radiotapFlags(octets)
  octets.skip(length)
  dropCheckSequence(octets, (flags & FCS_AT_END) !== 0)
  return readWlan(octets, into, (flags & PADDED) !== 0)
}

/** Takes the frame check sequence off the end of the window. */
export function dropCheckSequence(octets: Octets, present: boolean): void {
  if (present && octets.reported >= FCS) octets.limit(octets.reported - FCS)
}

const AVS_MAGIC = 0x80211000

export function isAvs(octets: Octets): boolean {
  return (octets.u32(0) & 0xfffff000) >>> 0 === AVS_MAGIC
}

/** Drivers write AVS headers under the link type of Prism, too. */
export function readPrism(octets: Octets, into: Packet): number {
  if (isAvs(octets)) return readAvs(octets, into)
  enterMore(MORE.prism, octets, into)
  skipHeader(octets, prismLength(octets))
  return readWlan(octets, into)
}

export function readAvs(octets: Octets, into: Packet): number {
  enterMore(MORE.wlancap, octets, into)
  skipHeader(octets, octets.u32(4))
  return readWlan(octets, into)
}

/** Lengths are small: the octets that are zero tell the byte order. */
export function prismLength(octets: Octets): number {
  return octets.u16(4) === 0 ? octets.u32(4) : octets.u32le(4)
}

function skipHeader(octets: Octets, length: number): void {
  if (length < MIN_HEADER) throw new Fault('malformed', 'wlan.header.length')
  octets.skip(length)
}
