/** Frames in an open packet. RFC 9000 §19; datagrams RFC 9221 §4. */
import type { Vector } from '../tls/vector'

export interface FrameHandler {
  crypto(offset: number, octets: Uint8Array): void
  connectionId(cid: string): void
  /** CONNECTION_CLOSE of the transport, with its error code. */
  close(error: number): void
}

const PADDING = 0x00
const CRYPTO = 0x06
const NEW_CONNECTION_ID = 0x18
const CONNECTION_CLOSE = 0x1c

/** Frames that are nothing but this many variable-length integers. */
const INTEGERS = new Map([
  [0x01, 0],
  [0x04, 3],
  [0x05, 2],
  [0x10, 1],
  [0x11, 2],
  [0x12, 1],
  [0x13, 1],
  [0x14, 1],
  [0x15, 2],
  [0x16, 1],
  [0x17, 1],
  [0x19, 1],
  [0x1e, 0],
  // Drafts in use: acknowledgement frequency, immediate acknowledgement, timestamps.
  [0xaf, 4],
  [0x1f, 0],
  [0x02f5, 1],
])

/**
 * False: a frame of an unknown type came, which says nothing about where it ends.
 * @throws Fault `malformed` at a frame that goes beyond the packet.
 */
export function readFrames(payload: Vector, handler: FrameHandler): boolean {
  while (payload.left > 0) {
    const type = payload.varint()
    if (type === PADDING) continue
    if (type === CRYPTO) {
      const offset = payload.varint()
      handler.crypto(offset, payload.octets(payload.varint()))
    } else if (type === NEW_CONNECTION_ID) {
      skipIntegers(payload, 2)
      handler.connectionId(payload.vector8().text())
      payload.octets(16)
    } else if (type === CONNECTION_CLOSE) {
      handler.close(payload.varint())
      skipIntegers(payload, 1)
      payload.octets(payload.varint())
    } else if (!skip(type, payload)) return false
  }
  return true
}

function skip(type: number, payload: Vector): boolean {
  const integers = INTEGERS.get(type)
  if (integers !== undefined) skipIntegers(payload, integers)
  else if (type === 0x02 || type === 0x03) skipAck(type, payload)
  else if (type === 0x07) payload.octets(payload.varint())
  else if (type >= 0x08 && type <= 0x0f) skipStream(type, payload)
  else if (type === 0x1a || type === 0x1b) payload.octets(8)
  else if (type === 0x1d) {
    skipIntegers(payload, 1)
    payload.octets(payload.varint())
  } else if (type === 0x30) payload.octetsLeft()
  else if (type === 0x31) payload.octets(payload.varint())
  else return false
  return true
}

/** Each range has an octet at least, so the loop ends with the packet. */
function skipAck(type: number, payload: Vector): void {
  skipIntegers(payload, 2)
  const ranges = payload.varint()
  skipIntegers(payload, 1)
  for (let i = 0; i < ranges; i++) skipIntegers(payload, 2)
  if (type === 0x03) skipIntegers(payload, 3)
}

function skipStream(type: number, payload: Vector): void {
  skipIntegers(payload, (type & 0x04) === 0 ? 1 : 2)
  payload.octets((type & 0x02) === 0 ? payload.left : payload.varint())
}

function skipIntegers(payload: Vector, count: number): void {
  for (let i = 0; i < count; i++) payload.varint()
}
