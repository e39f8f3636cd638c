/** Frames of HTTP/2: RFC 9113 §4.1 and §6. */
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'

export const HEADER = 9 // octets
export const DATA = 0
export const HEADERS = 1
export const RST_STREAM = 3
export const SETTINGS = 4
export const PUSH_PROMISE = 5
export const CONTINUATION = 9

export const END_STREAM = 1
export const END_HEADERS = 4
const PADDED = 8
const PRIORITY = 0x20

/** Octets of the connection preface that clients send first: §3.4. */
export const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'

export interface Frame {
  /** Octets behind the header. */
  length: number
  type: number
  flags: number
  stream: number
}

/** Reads the header that stands at `at`, all of which was captured. */
export function readFrame(octets: Octets, at: number): Frame {
  return {
    length: octets.u24(at),
    type: octets.u8(at + 3),
    flags: octets.u8(at + 4),
    stream: octets.u32(at + 5) % 2 ** 31,
  }
}

/**
 * Moves `octets`, the payload of a HEADERS, PUSH_PROMISE or CONTINUATION frame, to its part of the
 * header block.
 * @throws Fault `malformed`: the padding is longer than the frame.
 */
export function toHeaderBlock(octets: Octets, { type, flags }: Frame): void {
  if (type === CONTINUATION) return
  let padding = 0
  if ((flags & PADDED) !== 0) {
    padding = octets.u8(0)
    octets.skip(1)
  }
  if (type === HEADERS && (flags & PRIORITY) !== 0) octets.skip(5)
  if (type === PUSH_PROMISE) octets.skip(4)
  if (padding > octets.captured) throw new Fault('malformed', 'http2.pad_length')
  octets.limit(octets.captured - padding)
}
