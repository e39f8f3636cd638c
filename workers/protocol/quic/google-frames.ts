/**
 * Frames in an open packet of Google's last versions, Q050 to T051: "QUIC Wire Layout
 * Specification" (2016), §Frame Types and Formats, numbers in network order, and a CRYPTO frame
 * with the variable-length integers of RFC 9000.
 */
import type { Vector } from '../tls/vector'
import type { FrameHandler } from './frames'

const PADDING = 0x00
const PING = 0x07
const CRYPTO = 0x08
const ACK = 0x40
const STREAM = 0x80

/** Octets of frames that always have as many behind their type. */
const FIXED = new Map([
  [0x01, 16], // RST_STREAM
  [0x04, 12], // WINDOW_UPDATE
  [0x05, 4], // BLOCKED
  [PING, 0],
])
/** Octets in front of the text of why, which two more number. */
const TEXT_AFTER = new Map([
  [0x02, 4], // CONNECTION_CLOSE
  [0x03, 8], // GOAWAY
])
/** Lengths of packet numbers, by two bits of the type. */
const NUMBER_LENGTHS = [1, 2, 4, 6] as const

/**
 * False: a frame of an unknown type came, which says nothing about where it ends.
 * @throws Fault `malformed` at a frame that goes beyond the packet.
 */
export function readGoogleFrames(payload: Vector, handler: Pick<FrameHandler, 'crypto'>): boolean {
  while (payload.left > 0) {
    const type = payload.u8()
    if (type === PADDING) continue
    if (type === CRYPTO) {
      const offset = payload.varint()
      handler.crypto(offset, payload.octets(payload.varint()))
    } else if (!skip(type, payload)) return false
  }
  return true
}

function skip(type: number, payload: Vector): boolean {
  const fixed = FIXED.get(type)
  const before = TEXT_AFTER.get(type)
  if (type >= STREAM) skipStream(type, payload)
  else if (type >= ACK) skipAck(type, payload)
  else if (fixed !== undefined) payload.octets(fixed)
  else if (before !== undefined) {
    payload.octets(before)
    payload.octets(payload.u16())
  } else return false
  return true
}

/** `1fdoooss`: lengths of the stream's number and of the offset; is the length of the data told? */
function skipStream(type: number, payload: Vector): void {
  const offset = (type >> 2) & 7
  payload.octets((type & 3) + 1 + (offset === 0 ? 0 : offset + 1))
  payload.octets((type & 0x20) === 0 ? payload.left : payload.u16())
}

/** `01nullmm`: several blocks? Lengths of the largest number and of those of blocks. */
function skipAck(type: number, payload: Vector): void {
  const largest = NUMBER_LENGTHS[(type >> 2) & 3] as number
  const block = NUMBER_LENGTHS[type & 3] as number
  payload.octets(largest + 2)
  const blocks = (type & 0x20) === 0 ? 0 : payload.u8()
  payload.octets(block + blocks * (1 + block))
  const times = payload.u8()
  if (times > 0) payload.octets(5 + 3 * (times - 1))
}
