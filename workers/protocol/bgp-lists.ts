/** What BGP lists: prefixes, RFC 4271 §4.3 and RFC 7911 §3, and paths, §4.3 and RFC 6793 §3. */
import type { Octets } from '../wire/octets'

const IDENTIFIER = 4

/** Do prefixes of up to `bits` bits fill the octets, each alone or behind the number of its path? */
export function isPrefixList(octets: Octets, from: number, end: number, bits: number): boolean {
  return arePrefixes(octets, from, end, bits, 0) || arePrefixes(octets, from, end, bits, IDENTIFIER)
}

function arePrefixes(octets: Octets, from: number, end: number, bits: number, before: number) {
  let at = from
  while (at < end) {
    if (at + before >= end) return false
    const length = octets.u8(at + before)
    if (length > bits) return false
    at += before + 1 + Math.ceil(length / 8)
  }
  return at === end
}

/** Do segments of a path, whose numbers have `size` octets, fill the octets? None is empty. */
export function isPath(octets: Octets, from: number, end: number, size: number): boolean {
  let at = from
  while (at + 2 <= end) {
    const count = octets.u8(at + 1)
    if (count === 0) return false
    at += 2 + size * count
  }
  return at === end
}
