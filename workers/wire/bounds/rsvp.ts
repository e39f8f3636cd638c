/**
 * The lengths of an RSVP message and of its objects, RFC 2205 §3.1.
 *
 *   at 6  rsvp.message_length  u16, octets, header included    objects: at 0 length u16, at 2 class u8
 */
import type { Octets } from '../octets'
import { badBound, isWhole } from './bound'

const HEADER = 8
const OBJECT_HEADER = 4
const LENGTH = 'rsvp.length'
/** Classes whose first kind has an IPv4 address: session, hop. */
const LEAST: Readonly<Record<number, number>> = { 1: 12, 3: 12 }

/** The field that breaks the rules; empty: none. */
export function badRsvp(octets: Octets): string {
  if (!isWhole(octets)) return ''
  return badBound(octets, LENGTH, (message) => {
    const end = message.u16(6)
    if (end > message.reported) return 'rsvp.message_length'
    for (let at = HEADER; at < end;) {
      const length = message.u16(at)
      if (length % 4 !== 0 || length < (LEAST[message.u8(at + 2)] ?? OBJECT_HEADER)) return LENGTH
      message.need(at + length)
      at += length
    }
    return ''
  })
}
