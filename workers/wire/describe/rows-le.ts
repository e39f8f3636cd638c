/** Rows of numbers in little-endian order. */
import type { Row } from './sheet'

type Format = (value: number) => string

export function u16le(name: string, label: string, at: number, format: Format = String): Row {
  return { name, label, at, length: 2, value: (octets, from) => format(octets.u16le(from)) }
}

export function u32le(name: string, label: string, at: number, format: Format = String): Row {
  return { name, label, at, length: 4, value: (octets, from) => format(octets.u32le(from)) }
}
