/** Rows of numbers in little-endian order. */
import { counted } from './rows'
import type { Row } from './sheet'

type Format = (value: number) => string

export function u16le(name: string, label: string, at: number, format: Format = String): Row {
  return counted(name, label, [at, 2], (octets, from) => octets.u16le(from), format)
}

export function u32le(name: string, label: string, at: number, format: Format = String): Row {
  return counted(name, label, [at, 4], (octets, from) => octets.u32le(from), format)
}
