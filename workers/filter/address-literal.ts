/** Addresses and octets as they are written in a filter. */
import { parseAddress } from '../model/address'
import type { Network4, Network6 } from './values'

const QUAD = /^\d{1,3}(?:\.\d{1,3}){3}$/u
const PREFIX = /^\d{1,3}$/u

/** An address, or a network where a prefix length stands behind it; null: neither. */
export function ipv4Literal(text: string): number | Network4 | null {
  const [quad = '', prefix, more] = text.split('/')
  if (more !== undefined || !QUAD.test(quad)) return null
  const octets = parseAddress(quad)
  if (octets === null) return null
  const address = octets.reduce((value, octet) => value * 256 + octet, 0)
  if (prefix === undefined) return address
  const bits = Number(prefix)
  if (!PREFIX.test(prefix) || bits > 32) return null
  return { address, mask: bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0 }
}

export function ipv6Literal(text: string): Uint8Array | Network6 | null {
  const [address = '', prefix, more] = text.split('/')
  if (more !== undefined || !/^[\da-f:.]*$/iu.test(address)) return null
  const plain = withoutQuad(address)
  const octets = plain === null ? null : parseAddress(plain)
  if (octets?.length !== 16) return null
  const network = Uint8Array.from(octets)
  if (prefix === undefined) return network
  const bits = Number(prefix)
  return PREFIX.test(prefix) && bits <= 128 ? { network, bits } : null
}

/** `::ffff:10.0.0.1` with its last four octets in hex; null: they are no quad. */
function withoutQuad(text: string): string | null {
  const at = text.lastIndexOf(':')
  if (at < 0) return null
  const last = text.slice(at + 1)
  if (!last.includes('.')) return /^[\da-f]{0,4}(?::[\da-f]{0,4})*$/iu.test(text) ? text : null
  const quad = ipv4Literal(last)
  if (typeof quad !== 'number') return null
  const high = (quad >>> 16).toString(16)
  return `${text.slice(0, at + 1)}${high}:${(quad & 0xffff).toString(16)}`
}

const PAIRS = /^[\da-f]{1,2}(?:([:.-])[\da-f]{1,2})(?:\1[\da-f]{1,2})*[:.-]?$/iu
const QUADS = /^[\da-f]{4}(?:([:.-])[\da-f]{4})(?:\1[\da-f]{4})*$/iu
const DIGITS = /^(?:0x)?[\da-f]+$/iu

/** `02:00`, `02-00`, `02.00`, `0200.0a0b`, `0200`; null: no octets. */
export function octetsLiteral(text: string): Uint8Array | null {
  if (QUADS.test(text)) return fromHex(text.replace(/[:.-]/gu, ''))
  if (PAIRS.test(text)) {
    const pairs = text.split(/[:.-]/u).filter((pair) => pair !== '')
    return Uint8Array.from(pairs, (pair) => parseInt(pair, 16))
  }
  return DIGITS.test(text) ? fromHex(text.replace(/^0x/iu, '')) : null
}

export function macLiteral(text: string): Uint8Array | null {
  const octets = octetsLiteral(text)
  return octets?.length === 6 ? octets : null
}

function fromHex(digits: string): Uint8Array {
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  const pairs = even.match(/../gu) ?? []
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16))
}
