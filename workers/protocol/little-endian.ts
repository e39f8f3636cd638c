/** Numbers as Intel machines write them, for the protocols of Microsoft. */
import { MAX_APP_TEXT } from '../limits/limits'
import { wellFormed } from '../model/well-formed'
import type { Octets } from '../wire/octets'

export function u16le(octets: Octets, at: number): number {
  return octets.u8(at) + 256 * octets.u8(at + 1)
}

/**
 * `length` octets at `at` as UTF-16LE, up to the first NUL and bounded; lone surrogates become U+FFFD.
 * @throws Fault when the window ends before them.
 */
export function utf16At(octets: Octets, at: number, length: number): string {
  octets.need(at + length)
  let text = ''
  for (let i = 0; i + 1 < length && text.length < MAX_APP_TEXT; i += 2) {
    const code = u16le(octets, at + i)
    if (code === 0) break
    text += String.fromCharCode(code)
  }
  return wellFormed(text)
}

/** The same in a code page of one octet a character; beyond ASCII it is taken for Latin-1. */
export function oemAt(octets: Octets, at: number, end: number): string {
  let text = ''
  for (let i = at; i < end && text.length < MAX_APP_TEXT; i++) {
    const code = octets.u8(i)
    if (code === 0) break
    text += String.fromCharCode(code)
  }
  return text
}
