/**
 * The lengths of OSPF packets and of the advertisements that updates carry: version 2 RFC 2328 §A.3
 * and §A.4, version 3 RFC 5340 §A.3 and §A.4.
 *
 *   at 0  ospf.version    at 1  ospf.msg    at 2  ospf.packet_length  u16, header included
 */
import type { Octets } from '../octets'
import { badBound, isWhole } from './bound'

const HELLO = 1
const DESCRIPTION = 2
const REQUEST = 3
const UPDATE = 4
const ACKNOWLEDGMENT = 5
const LENGTH = 'ospf.packet_length'

/** By version: octets of the header, and of a database description before its headers. */
const HEADERS: Readonly<Record<number, readonly [header: number, description: number]>> = {
  2: [24, 8],
  3: [16, 12],
}
const HELLO_BODY = 20
const NEIGHBOR = 4
const REQUESTED = 12
const LSA_HEADER = 20

/** The field that breaks the rules; empty: none. */
export function badOspf(octets: Octets): string {
  return isWhole(octets) ? badBound(octets, LENGTH, walk) : ''
}

function walk(octets: Octets): string {
  const version = octets.u8(0)
  const [header, description] = HEADERS[version] ?? [0, 0]
  if (header === 0) return ''
  const length = octets.u16(2)
  if (length < header || length > octets.reported) return LENGTH
  // What follows is a digest or link-local signalling: RFC 2328 §D.3, RFC 5613 §2.
  const body = length - header
  switch (octets.u8(1)) {
    case HELLO:
      return isList(body - HELLO_BODY, NEIGHBOR) ? '' : LENGTH
    case DESCRIPTION:
      return isList(body - description, LSA_HEADER) ? '' : LENGTH
    case REQUEST:
      return isList(body, REQUESTED) ? '' : LENGTH
    case UPDATE:
      return badAdvertisement(octets, header, length, version)
    case ACKNOWLEDGMENT:
      return isList(body, LSA_HEADER) ? '' : LENGTH
    default:
      return ''
  }
}

const isList = (length: number, item: number) => length >= 0 && length % item === 0

/** Octets of an advertisement of version 2 at least, by its type: RFC 2328 §A.4, RFC 3101 §B. */
const LEAST: Readonly<Record<number, number>> = { 1: 24, 2: 28, 3: 28, 4: 28, 5: 36, 7: 36 }

function badAdvertisement(octets: Octets, header: number, end: number, version: number): string {
  if (end - header < 4) return LENGTH
  const count = octets.u32(header)
  let at = header + 4
  for (let index = 0; index < count; index++) {
    if (at + LSA_HEADER > end) return 'ospf.ls.number_of_lsas'
    const length = octets.u16(at + 18)
    const least = version === 2 ? (LEAST[octets.u8(at + 3)] ?? LSA_HEADER) : LSA_HEADER
    if (length < least || at + length > end) return 'ospf.lsa.length'
    at += length
  }
  return ''
}
