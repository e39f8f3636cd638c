/** Rows of field tables: numbers, bits, addresses, and the texts that Wireshark's users expect. */
import { formatAddress, formatIpv4 } from '../../model/address'
import type { Octets } from '../octets'
import type { Row } from './sheet'

type Format = (value: number) => string
type Name = (value: number) => string | undefined

export const hex =
  (digits: number): Format =>
  (value) =>
    `0x${value.toString(16).padStart(digits, '0')}`

/** `0x90a2 (37026)`. */
export const hexAndDecimal =
  (digits: number): Format =>
  (value) =>
    `${hex(digits)(value)} (${String(value)})`

/** `TCP (6)`; the number alone when it has no name. */
export const named =
  (name: Name, format: Format = String): Format =>
  (value) => {
    const text = name(value)
    return text === undefined ? format(value) : `${text} (${format(value)})`
  }

export const setOrNot: Format = (value) => (value === 0 ? 'Not set' : 'Set')

export function u8(name: string, label: string, at: number, format: Format = String): Row {
  return counted(name, label, [at, 1], (octets, from) => octets.u8(from), format)
}

export function u16(name: string, label: string, at: number, format: Format = String): Row {
  return counted(name, label, [at, 2], (octets, from) => octets.u16(from), format)
}

export function u24(name: string, label: string, at: number, format: Format = String): Row {
  return counted(name, label, [at, 3], (octets, from) => octets.u24(from), format)
}

export function u32(name: string, label: string, at: number, format: Format = String): Row {
  return counted(name, label, [at, 4], (octets, from) => octets.u32(from), format)
}

/**
 * `width` bits whose lowest stands `shift` bits above the lowest of the whole field's octets.
 * `unit`: what one of them counts; the format is given their number without it.
 */
export function bits(
  name: string,
  label: string,
  [at, length, shift, width]: readonly [number, number, number, number],
  format: Format = String,
  unit = 1,
): Row {
  const read = (octets: Octets, from: number) =>
    (unsigned(octets, from, length) >>> shift) & (2 ** width - 1)
  const row = counted(name, label, [at, length], read, format)
  return unit === 1 ? row : { ...row, number: (octets, from) => read(octets, from) * unit }
}

/** A field that is a number. */
export function counted(
  name: string,
  label: string,
  [at, length]: readonly [number, number],
  number: (octets: Octets, at: number) => number,
  format: Format,
): Row {
  return { name, label, at, length, value: (octets, from) => format(number(octets, from)), number }
}

function unsigned(octets: Octets, at: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + octets.u8(at + i)
  return value
}

export function mac(name: string, label: string, at: number): Row {
  return { name, label, at, length: 6, value: formatMac }
}

export function ipv4(name: string, label: string, at: number): Row {
  return { name, label, at, length: 4, value: ipv4At }
}

export function ipv6(name: string, label: string, at: number): Row {
  return { name, label, at, length: 16, value: ipv6At }
}

/** Octets as they are, shortened. */
export function raw(name: string, label: string, at: number, length: number): Row {
  return { name, label, at, length, value: (octets, from) => formatOctets(octets, from, length) }
}

export function formatMac(octets: Octets, at: number): string {
  return hexPairs(octets, at, 6).join(':')
}

export function ipv4At(octets: Octets, at: number): string {
  return formatIpv4(octets.u32(at))
}

export function ipv6At(octets: Octets, at: number): string {
  const word = (index: number) => octets.u32(at + 4 * index)
  return formatAddress(word(0), word(1), word(2), word(3))
}

const SHOWN = 32 // octets

/** `450000541a2b…`, at most 32 octets of it. */
export function formatOctets(octets: Octets, at: number, length: number): string {
  octets.need(at + length)
  const pairs = hexPairs(octets, at, Math.min(length, SHOWN))
  return pairs.join('') + (length > SHOWN ? '…' : '')
}

function hexPairs(octets: Octets, at: number, length: number): string[] {
  return Array.from({ length }, (_, i) =>
    octets
      .u8(at + i)
      .toString(16)
      .padStart(2, '0'),
  )
}
