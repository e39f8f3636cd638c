/**
 * The lengths inside BGP messages: OPEN and its capabilities RFC 4271 §4.2 and RFC 5492 §4, UPDATE and
 * its attributes §4.3, how to judge them RFC 7606 §7. Windows begin with the marker.
 */
import type { Octets } from '../wire/octets'
import { badBound, isWhole } from '../wire/bounds/bound'
import { isPath, isPrefixList } from './bgp-lists'

const OPEN = 1
const UPDATE = 2
const NOTIFICATION = 3
const ROUTE_REFRESH = 5
const LENGTH = 'bgp.length'

/** Octets at least, marker and header included, by type. */
const LEAST: Readonly<Record<number, number>> = {
  [OPEN]: 29,
  [UPDATE]: 23,
  [NOTIFICATION]: 21,
  [ROUTE_REFRESH]: 23, // RFC 2918 §3
}

/** The field that breaks the rules; empty: none, or the message is cut. */
export function badMessage(message: Octets, type: number): string {
  if (!isWhole(message)) return ''
  if (message.reported < (LEAST[type] ?? 0)) return LENGTH
  if (type === OPEN) return badBound(message, 'bgp.open.opt.param.len', badOpen)
  return type === UPDATE ? badBound(message, 'bgp.update.path_attribute.length', badUpdate) : ''
}

const PARAMETERS_LENGTH = 28
const CAPABILITIES = 2
const EXTENDED = 255
/** Octets of capabilities: families, route refresh, four-octet numbers; restart at least two. */
const EXACT: Readonly<Record<number, number>> = { 1: 4, 2: 0, 65: 4 }
const RESTART = 64
const ADD_PATH = 69

function badOpen(message: Octets): string {
  const end = PARAMETERS_LENGTH + 1 + message.u8(PARAMETERS_LENGTH)
  if (end > message.reported) return 'bgp.open.opt.len'
  for (let at = PARAMETERS_LENGTH + 1; at < end;) {
    if (at + 2 > end) return 'bgp.open.opt.param.len'
    if (message.u8(at) === EXTENDED) return '' // RFC 9072
    const next = at + 2 + message.u8(at + 1)
    if (next > end) return 'bgp.open.opt.param.len'
    if (message.u8(at) === CAPABILITIES && !areCapabilities(message, at + 2, next)) {
      return 'bgp.cap.length'
    }
    at = next
  }
  return ''
}

function areCapabilities(message: Octets, from: number, end: number): boolean {
  let at = from
  while (at + 2 <= end) {
    const [code, length] = [message.u8(at), message.u8(at + 1)]
    if (length !== (EXACT[code] ?? length)) return false
    if (code === RESTART && length < 2) return false
    if (code === ADD_PATH && length % 4 !== 0) return false
    at += 2 + length
  }
  return at === end
}

const WITHDRAWN_LENGTH = 19
const IPV4_BITS = 32

function badUpdate(message: Octets): string {
  const withdrawn = WITHDRAWN_LENGTH + 2
  const attributesLength = withdrawn + message.u16(WITHDRAWN_LENGTH)
  if (attributesLength + 2 > message.reported) return 'bgp.update.withdrawn_routes.length'
  const attributes = attributesLength + 2
  const end = attributes + message.u16(attributesLength)
  if (end > message.reported) return 'bgp.update.path_attributes.length'
  if (!isPrefixList(message, withdrawn, attributesLength, IPV4_BITS)) {
    return 'bgp.withdrawn_prefix_length'
  }
  const bad = badAttribute(message, attributes, end)
  if (bad !== '') return bad
  return isPrefixList(message, end, message.reported, IPV4_BITS) ? '' : 'bgp.prefix_length'
}

const EXTENDED_LENGTH = 0x10

function badAttribute(message: Octets, from: number, end: number): string {
  let at = from
  while (at < end) {
    if (at + 3 > end) return 'bgp.update.path_attribute.length'
    const wide = (message.u8(at) & EXTENDED_LENGTH) !== 0
    const value = at + (wide ? 4 : 3)
    if (value > end) return 'bgp.update.path_attribute.length'
    const next = value + (wide ? message.u16(at + 2) : message.u8(at + 2))
    if (next > end || !isAttribute(message, message.u8(at + 1), value, next)) {
      return 'bgp.update.path_attribute.length'
    }
    at = next
  }
  return ''
}

/** RFC 7606 §7: origin, next hop, discriminator, preference, atomic, originator, AS4 aggregator. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 3: 4, 4: 4, 5: 4, 6: 0, 9: 4, 18: 8 }

function isAttribute(message: Octets, type: number, at: number, end: number): boolean {
  const length = end - at
  switch (type) {
    case 2: // AS path
      return isPath(message, at, end, 2) || isPath(message, at, end, 4)
    case 17: // with four-octet numbers
      return isPath(message, at, end, 4)
    case 7: // aggregator
      return length === 6 || length === 8
    case 8: // communities
    case 10: // clusters
      return length % 4 === 0
    case 14: // reachable
      return length >= 5 && isReachable(message, at, end)
    case 15: // no longer reachable
      return length >= 3 && isFamilyList(message, at, at + 3, end)
    default:
      return length === (SIZES[type] ?? length)
  }
}

/** RFC 4760 §3: family, subsequent family, next hop with its length, an octet, prefixes. */
function isReachable(message: Octets, at: number, end: number): boolean {
  const prefixes = at + 4 + message.u8(at + 3) + 1
  return prefixes <= end && isFamilyList(message, at, prefixes, end)
}

/** Prefixes of IPv4 and IPv6, unicast or multicast; others have structures of their own. */
function isFamilyList(message: Octets, family: number, from: number, end: number): boolean {
  const [address, kind] = [message.u16(family), message.u8(family + 2)]
  if (address > 2 || kind > 2) return true
  return isPrefixList(message, from, end, address === 1 ? IPV4_BITS : 128)
}
