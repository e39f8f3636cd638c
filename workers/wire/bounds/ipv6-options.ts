/**
 * The lengths of options in IPv6 extension headers, RFC 8200 §4.2, and of routing headers, §4.4.
 * Each option says how long it is: router alert RFC 2711 §2.1, jumbo payload RFC 2675 §2, tunnel
 * encapsulation limit RFC 2473 §4.1.1, home address RFC 6275 §6.3, path MTU RFC 9268 §5, quick start
 * RFC 4782 §3, CALIPSO RFC 5570 §5.1, RPL RFC 6553 §3, DFF RFC 6971
 * §11.2.
 */
import type { Octets } from '../octets'
import { badBound } from './bound'

const HOP_BY_HOP = 0
const ROUTING = 43
const DESTINATION = 60
const PAD1 = 0
const FIELD = 'ipv6.opt.length'

/** Octets of data by option. */
const EXACT: Readonly<Record<number, number>> = {
  0x04: 1,
  0x05: 2,
  0x26: 6,
  0x30: 4,
  0xc2: 4,
  0xc9: 16,
  0xee: 3,
}
const LEAST: Readonly<Record<number, number>> = { 0x07: 8, 0x63: 4 }

/**
 * The field that breaks the rules in the extension header of this kind and length that `octets`
 * begins with; empty: none.
 */
export function badExtension(octets: Octets, kind: number, length: number): string {
  if (kind === HOP_BY_HOP || kind === DESTINATION) {
    return badBound(octets, FIELD, (header) => badOption(header, length))
  }
  return kind === ROUTING ? badBound(octets, 'ipv6.routing.len', badRouting) : ''
}

/** An option longer than its header is one of another length; beyond the packet there is none. */
function badOption(header: Octets, end: number): string {
  for (let at = 2; at < end;) {
    const option = header.u8(at)
    if (option === PAD1) {
      at++
      continue
    }
    const length = header.u8(at + 1)
    if (length !== (EXACT[option] ?? length) || length < (LEAST[option] ?? 0)) return FIELD
    if (length > 0) header.u8(at + 1 + length)
    at += 2 + length
  }
  return ''
}

const SOURCE_ROUTE = 0
const MOBILITY = 2
const SEGMENTS = 4

/** §4.4; home address: RFC 6275 §6.4, segments: RFC 8754 §2. Lengths count units of eight octets. */
function badRouting(header: Octets): string {
  const units = header.u8(1)
  const [type, last] = [header.u8(2), header.u8(4)]
  const wrong =
    (type === SOURCE_ROUTE && units % 2 !== 0) ||
    (type === MOBILITY && units !== 2) ||
    (type === SEGMENTS && 2 * (last + 1) > units)
  return wrong ? 'ipv6.routing.len' : ''
}
