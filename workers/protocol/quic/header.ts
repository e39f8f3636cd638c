/**
 * Long headers of QUIC. RFC 8999 §5.1 for all versions, RFC 9000 §17.2 for version 1, RFC 9369
 * §3.2 for version 2, which numbers the types of packets another way.
 */
import { Fault } from '../../wire/fault'
import type { Vector } from '../tls/vector'
import { VERSION_2 } from './version'

/** Octets of a connection ID, in versions that are known. */
export const MAX_CID = 20

export const INITIAL = 0
export const HANDSHAKE = 2
export const RETRY = 3

export interface LongHeader {
  version: number
  /** Numbered as in version 1. */
  type: number
  /** One character an octet. */
  dcid: string
  scid: string
  /** Where the packet number begins; behind it follows the payload. */
  numberAt: number
  /** Where the packet ends. */
  end: number
}

/** RFC 9001 §5.4.2: fewer octets hold no sample for header protection. */
const MIN_INITIAL = 20
const TOO_SHORT = new Fault('malformed', 'quic.length')

/**
 * The long header at `vector`, whose first octet has its high bit set. Of Version Negotiation
 * (version 0) and Retry only the connection IDs are read: they fill the datagram.
 * @throws Fault `malformed` when it goes beyond the datagram, or holds too little to be read.
 */
export function readLongHeader(vector: Vector): LongHeader {
  const first = vector.u8()
  const version = vector.u32()
  const dcid = vector.vector8().text()
  const scid = vector.vector8().text()
  const end = vector.bytes.length
  const header = { version, type: packetType(first, version), dcid, scid, numberAt: end, end }
  if (version === 0 || header.type === RETRY) return header
  if (header.type === INITIAL) vector.octets(vector.varint())
  const length = vector.varint()
  if (header.type === INITIAL && length < MIN_INITIAL) throw TOO_SHORT
  header.numberAt = vector.at
  vector.octets(length)
  header.end = vector.at
  return header
}

function packetType(first: number, version: number): number {
  const type = (first >> 4) & 3
  return version === VERSION_2 ? (type + 3) & 3 : type
}
