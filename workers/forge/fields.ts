/**
 * Numbers, addresses and text as they lie on the wire: network order, RFC 791 appendix B.
 */
import { joinOctets } from '../model/join-octets'

/** Octets that own their memory, so that a file made of them can be transferred. */
export type Bytes = Uint8Array<ArrayBuffer>

export const EMPTY: Bytes = new Uint8Array(0)

export const join = (...parts: readonly Uint8Array[]): Bytes => joinOctets(parts)

export const u8 = (...values: readonly number[]): Bytes => Uint8Array.from(values)

export function u16(...values: readonly number[]): Bytes {
  const octets = new Uint8Array(values.length * 2)
  for (let i = 0; i < values.length; i++) setU16(octets, i * 2, values[i] as number)
  return octets
}

export const u24 = (value: number): Bytes => u8(value >>> 16, value >>> 8, value)

export function u32(...values: readonly number[]): Bytes {
  const octets = new Uint8Array(values.length * 4)
  for (let i = 0; i < values.length; i++) setU32(octets, i * 4, values[i] as number)
  return octets
}

export const text = (value: string): Bytes => join(new TextEncoder().encode(value))

/** Octets of `0a1b 2c…`; white space is ignored. */
export function hex(value: string): Bytes {
  return u8(...(value.replace(/\s/g, '').match(/../g) ?? []).map((pair) => parseInt(pair, 16)))
}

/** Writes the six octets of `52:54:00:a1:10:01`. */
export function setMac(octets: Uint8Array, at: number, address: string): void {
  for (let i = 0; i < 6; i++) octets[at + i] = parseInt(address.slice(i * 3, i * 3 + 2), 16)
}

export function mac(address: string): Bytes {
  const octets = new Uint8Array(6)
  setMac(octets, 0, address)
  return octets
}

export const isIpv6 = (address: string): boolean => address.includes(':')

/** Four octets of a dotted quad, or sixteen of an IPv6 address (RFC 4291 §2.2, without dotted tail). */
export function ipAddress(address: string): Bytes {
  if (isIpv6(address)) return ipv6Address(address)
  const octets = new Uint8Array(4)
  setIpv4(octets, 0, address)
  return octets
}

/** Writes the four octets of a dotted quad over zeros. */
export function setIpv4(octets: Uint8Array, at: number, address: string): void {
  let to = at
  for (let i = 0; i < address.length; i++) {
    const digit = address.charCodeAt(i) - 48
    if (digit < 0) to++
    else octets[to] = (octets[to] as number) * 10 + digit
  }
}

function ipv6Address(address: string): Bytes {
  const [head = '', tail = ''] = address.split('::')
  const groups = (side: string) => (side === '' ? [] : side.split(':').map((g) => parseInt(g, 16)))
  const left = groups(head)
  const right = groups(tail)
  const zeros = new Array<number>(8 - left.length - right.length).fill(0)
  return u16(...left, ...zeros, ...right)
}

/** Writes `value` big-endian into two octets. */
export function setU16(octets: Uint8Array, at: number, value: number): void {
  octets[at] = value >>> 8
  octets[at + 1] = value
}

export function getU16(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)
}

/** Writes `value` big-endian into four octets. */
export function setU32(octets: Uint8Array, at: number, value: number): void {
  setU16(octets, at, value >>> 16)
  setU16(octets, at + 2, value)
}
