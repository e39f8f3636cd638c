/**
 * Do the lengths inside an SCTP packet agree? RFC 9260 §3.2 (chunks), §3.2.1 (parameters), §3.3.
 * Asked only of packets that are whole.
 */
import type { Octets } from './octets'
import { CHUNK_HEADER } from './sctp'

const PARAMETER_HEADER = 4
const INIT = 1
const INIT_ACK = 2
const SACK = 3
const HEARTBEAT = 4
const HEARTBEAT_ACK = 5
/** Where the parameters of INIT and INIT ACK begin. */
const INIT_PARAMETERS = 20
const SACK_BLOCKS = 16
const BLOCK = 4

/**
 * The first field that contradicts what is around it; empty: none. `octets` begins with the first
 * chunk. What the snaplen cut off is not looked at.
 */
export function badChunk(octets: Octets): string {
  for (let at = 0; at < octets.captured;) {
    if (octets.reported - at < CHUNK_HEADER) return 'sctp.chunk_type'
    if (octets.captured - at < CHUNK_HEADER) return ''
    const length = octets.u16(at + 2)
    if (length < CHUNK_HEADER) return ''
    if (at + length > octets.reported) return 'sctp.chunk_length'
    if (at + length > octets.captured) return ''
    const bad = badInside(octets, at, length)
    if (bad !== '') return bad
    at += (length + 3) & ~3
  }
  return ''
}

function badInside(octets: Octets, at: number, length: number): string {
  switch (octets.u8(at)) {
    case INIT:
    case INIT_ACK:
      return badParameter(octets, at + INIT_PARAMETERS, at + length)
    case HEARTBEAT:
    case HEARTBEAT_ACK:
      return badParameter(octets, at + CHUNK_HEADER, at + length)
    case SACK:
      return badBlocks(octets, at, length)
    default:
      return ''
  }
}

/** §3.2: the padding of the last parameter is that of the chunk, which its length leaves out. */
function badParameter(octets: Octets, from: number, end: number): string {
  for (let at = from; at < end;) {
    if (end - at < PARAMETER_HEADER) return 'sctp.parameter_type'
    const length = octets.u16(at + 2)
    if (length < PARAMETER_HEADER || at + length > end) return 'sctp.parameter_length'
    const next = at + ((length + 3) & ~3)
    if (next === end && (length & 3) !== 0) return 'sctp.parameter_padding'
    at = next
  }
  return ''
}

/** §3.3.4: gap blocks and duplicates fill the chunk. */
function badBlocks(octets: Octets, at: number, length: number): string {
  if (length < SACK_BLOCKS) return 'sctp.chunk_length'
  const blocks = octets.u16(at + 12) + octets.u16(at + 14)
  return SACK_BLOCKS + BLOCK * blocks > length ? 'sctp.sack_number_of_gap_blocks' : ''
}
