/** Values that an application's message holds, by field. */
import type { Value } from '../../filter/values'
import { utf16At } from '../../protocol/little-endian'
import { Fault } from '../../wire/fault'
import { Octets } from '../../wire/octets'

export type Tell = (field: string, value: Value) => void

/** What was captured of `length` octets. */
export function octetsAt({ view, base, captured }: Octets, at: number, length: number): Uint8Array {
  const end = Math.max(at, Math.min(at + length, captured))
  return new Uint8Array(view.buffer, view.byteOffset + base + at, end - at)
}

/** The same as text, up to the first NUL. */
export function textAt(octets: Octets, at: number, length: number): string {
  const bytes = octetsAt(octets, at, length)
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end))
}

/** UTF-16LE, or one octet a character. @throws Fault */
export function wideAt(octets: Octets, at: number, length: number, wide: boolean): string {
  return wide ? utf16At(octets, at, length) : textAt(octets, at, length)
}

/** The window from `at` on, of `length` octets. @throws Fault when it begins beyond the end. */
export function windowAt(octets: Octets, at: number, length = Infinity): Octets {
  const window = new Octets(octets.view)
  window.aim(octets.view, octets.base, octets.captured, octets.reported)
  window.skip(at)
  window.limit(length)
  return window
}

/** What a broken message told before stands. */
export function attempt(read: () => void): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}
