/**
 * Stream Control Transmission Protocol. RFC 9260 §3.1; the chunks of §3.2 follow the header, each
 * padded to four octets.
 *
 *   at 0  sctp.srcport  u16    at 4  sctp.verification_tag  u32
 *   at 2  sctp.dstport  u16    at 8  sctp.checksum          u32
 */
import type { Octets } from './octets'

export const SCTP_HEADER = 12
export const CHUNK_HEADER = 4

/** IANA SCTP Chunk Types. */
export const CHUNK_NAMES: Readonly<Record<number, string>> = {
  0: 'DATA',
  1: 'INIT',
  2: 'INIT ACK',
  3: 'SACK',
  4: 'HEARTBEAT',
  5: 'HEARTBEAT ACK',
  6: 'ABORT',
  7: 'SHUTDOWN',
  8: 'SHUTDOWN ACK',
  9: 'ERROR',
  10: 'COOKIE ECHO',
  11: 'COOKIE ACK',
  14: 'SHUTDOWN COMPLETE',
  64: 'I-DATA',
  128: 'ASCONF ACK',
  130: 'RE-CONFIG',
  192: 'FORWARD TSN',
  193: 'ASCONF',
}

export interface Sctp {
  srcPort: number
  dstPort: number
  verificationTag: number
}

export function newSctp(): Sctp {
  return { srcPort: 0, dstPort: 0, verificationTag: 0 }
}

/** Leaves the window at the first chunk. */
export function readSctp(octets: Octets, into: Sctp): void {
  into.srcPort = octets.u16(0)
  into.dstPort = octets.u16(2)
  into.verificationTag = octets.u32(4)
  octets.skip(SCTP_HEADER)
}

/** Octets from one chunk to the next; 0: the length cannot be, and no chunk follows. */
export function chunkStride(octets: Octets, at: number): number {
  const length = octets.u16(at + 2)
  return length < CHUNK_HEADER ? 0 : (length + 3) & ~3
}
