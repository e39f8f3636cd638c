/**
 * LINKTYPE_NFLOG: address family, version and resource, then attributes of (length, type) in the
 * byte order of the capturing host, padded to four octets; attribute 9 is the packet.
 */
import { rawType } from './link'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'

const HEADER = 4
const ATTRIBUTE = 4
const PAYLOAD = 9

/** Where attribute 9 stands: its length and type, then the packet. */
export function nflogPayload(octets: Octets): number {
  for (let at = HEADER; ;) {
    if (attributeType(octets, at) === PAYLOAD) return at
    at += Math.max(ATTRIBUTE, (attributeLength(octets, at) + 3) & ~3)
  }
}

/** Leaves the window at the packet, limited to it. */
export function readNflog(octets: Octets, into: Packet): number {
  enterMore(MORE.nflog, octets, into)
  const at = nflogPayload(octets)
  const length = attributeLength(octets, at)
  octets.skip(at)
  octets.limit(length)
  octets.skip(ATTRIBUTE)
  return rawType(octets, into)
}

/** Types are below 128: the octet that holds one tells the byte order. */
function isLittle(octets: Octets, at: number): boolean {
  return octets.u8(at + 3) === 0
}

function attributeType(octets: Octets, at: number): number {
  return isLittle(octets, at) ? octets.u8(at + 2) : octets.u8(at + 3)
}

function attributeLength(octets: Octets, at: number): number {
  return isLittle(octets, at) ? octets.u16le(at) : octets.u16(at)
}
