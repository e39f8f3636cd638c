/**
 * Constrained Application Protocol over UDP. RFC 7252 §3; lengths of options §5.10, RFC 7641,
 * RFC 7959, RFC 8613, RFC 8768.
 *
 *   at 0  coap.version 2 bits, coap.type 2 bits, coap.token_len 4 bits
 *   at 1  coap.code  u8    at 2  coap.mid  u16    at 4  token, options, 0xff, payload
 */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { DatagramAnalyzer, Sink } from './analyzer'

const HEADER = 4
const PAYLOAD_MARKER = 0xff
/** A nibble of an option's head: one octet more, two octets more; 15 is the marker's. */
const ONE_MORE = 13
const TWO_MORE = 14
/** Numbers from here on are for experiments and vendors: their lengths are not known. */
const VENDOR = 2048

/** By number: fewest and most octets. */
const LENGTHS = new Map<number, readonly [number, number]>([
  [1, [0, 8]], // If-Match
  [3, [1, 255]], // Uri-Host
  [4, [1, 8]], // ETag
  [5, [0, 0]], // If-None-Match
  [6, [0, 3]], // Observe
  [7, [0, 2]], // Uri-Port
  [8, [0, 255]], // Location-Path
  [9, [0, 255]], // OSCORE
  [11, [0, 255]], // Uri-Path
  [12, [0, 2]], // Content-Format
  [14, [0, 4]], // Max-Age
  [15, [1, 255]], // Uri-Query
  [16, [1, 1]], // Hop-Limit
  [17, [0, 2]], // Accept
  [20, [0, 255]], // Location-Query
  [23, [0, 3]], // Block2
  [27, [0, 3]], // Block1
  [28, [0, 4]], // Size2
  [35, [1, 1034]], // Proxy-Uri
  [39, [1, 255]], // Proxy-Scheme
  [60, [0, 4]], // Size1
])

export const coap: DatagramAnalyzer = {
  name: 'coap',
  ports: [5683],

  claims: () => true,

  datagram(octets, _, sink) {
    sink.protocol('coap')
    octets.need(HEADER)
    const token = octets.u8(0) & 15
    octets.need(HEADER + token)
    readOptions(octets, HEADER + token, sink)
  },
}

function readOptions(octets: Octets, from: number, sink: Sink): void {
  let number = 0
  for (let at = from; at < octets.reported;) {
    const head = octets.u8(at++)
    if (head === PAYLOAD_MARKER) return
    const delta = extended(octets, head >>> 4, at)
    at += delta.more
    const length = extended(octets, head & 15, at)
    at += length.more + length.value
    number += delta.value
    if (at > octets.reported) throw new Fault('malformed', 'coap.opt.length')
    checkLength(number, length.value, sink)
  }
}

/** §3.1: the value of a nibble, and how many octets at `at` belong to it. */
function extended(octets: Octets, nibble: number, at: number): { value: number; more: number } {
  if (nibble < ONE_MORE) return { value: nibble, more: 0 }
  if (nibble === ONE_MORE) return { value: octets.u8(at) + ONE_MORE, more: 1 }
  if (nibble === TWO_MORE) return { value: octets.u16(at) + 269, more: 2 }
  throw MARKER
}

const MARKER = new Fault('malformed', 'coap.opt.end_marker')

/** What is not registered below the vendors' numbers comes from drafts before the RFC. */
function checkLength(number: number, length: number, sink: Sink): void {
  if (number >= VENDOR) return
  const bounds = LENGTHS.get(number)
  if (bounds === undefined) sink.malformed('coap: coap.opt.number')
  else if (length < bounds[0] || length > bounds[1]) sink.malformed('coap: coap.opt.length')
}
