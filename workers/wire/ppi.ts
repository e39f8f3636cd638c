/**
 * Wrappers that name the link type of the frame they carry: Per-Packet Information (LINKTYPE_PPI,
 * CACE Technologies, version 1.0.7) and Apple's pktap (LINKTYPE_PKTAP). Little endian.
 *
 *   PPI:    at 0  version u8, flags u8    at 2  length u16    at 4  ppi.dlt u32, then fields of
 *           (type u16, length u16, data)
 *   pktap:  at 0  length u32    at 4  record type u32    at 8  pktap.dlt u32
 */
import { Fault } from './fault'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'
import { dropCheckSequence } from './radiotap'

export const PPI_HEADER = 8
const PPI_FIELD = 4
const COMMON_80211 = 2
/** Bit of its flags, which follow a time stamp of eight octets. */
const FCS_PRESENT = 1
const PKTAP_HEADER = 12

/** Returns the link type of the frame. @throws Fault `malformed` for a length below the header. */
export function readPpi(octets: Octets, into: Packet): number {
  enterMore(MORE.ppi, octets, into)
  const length = octets.u16le(2)
  const linktype = octets.u32le(4)
  if (length < PPI_HEADER) throw new Fault('malformed', 'ppi.length')
  const checked = hasCheckSequence(octets, length)
  octets.skip(length)
  dropCheckSequence(octets, checked)
  return linktype
}

function hasCheckSequence(octets: Octets, end: number): boolean {
  for (let at = PPI_HEADER; at + PPI_FIELD <= end;) {
    const length = octets.u16le(at + 2)
    if (octets.u16le(at) === COMMON_80211 && length >= 10) {
      return (octets.u16le(at + PPI_FIELD + 8) & FCS_PRESENT) !== 0
    }
    at += PPI_FIELD + length
  }
  return false
}

/** Returns the link type of the frame. @throws Fault `malformed` for a length below the header. */
export function readPktap(octets: Octets, into: Packet): number {
  enterMore(MORE.pktap, octets, into)
  const length = octets.u32le(0)
  const linktype = octets.u32le(8)
  if (length < PKTAP_HEADER) throw new Fault('malformed', 'pktap.hdrlen')
  octets.skip(length)
  return linktype
}
