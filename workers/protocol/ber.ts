/** Elements of the Basic Encoding Rules. ITU-T X.690 §8.1. */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'

export const INTEGER = 0x02
export const OCTET_STRING = 0x04
export const SEQUENCE = 0x30

export interface Element {
  /** Identifier octet: class, constructed, number below 31. */
  tag: number
  /** Where its contents begin and end. */
  at: number
  end: number
}

/**
 * Reads identifier and length of the element at `at`, which must end at `end` or before. An
 * indefinite length (§8.1.3.6) reaches to `end`. Contents are not entered: the reader who knows
 * their meaning does, so nesting is bounded by what it knows.
 * @throws Fault when the element does not end in time.
 */
export function readElement(octets: Octets, at: number, end: number): Element {
  const tag = octets.u8(at)
  const first = octets.u8(at + 1)
  let begin = at + 2
  let length = first
  if (first === 0x80) length = end - begin
  else if (first > 0x80) {
    length = 0
    for (let left = first & 0x7f; left > 0; left--) {
      length = length * 256 + octets.u8(begin++)
      if (length > octets.reported) throw LENGTH
    }
  }
  if (begin + length > end) throw LENGTH
  return { tag, at: begin, end: begin + length }
}

/** Value of an INTEGER of up to four octets; longer ones and other elements are −1. */
export function smallInteger(octets: Octets, element: Element): number {
  const length = element.end - element.at
  if (element.tag !== INTEGER || length < 1 || length > 4) return -1
  let value = 0
  for (let at = element.at; at < element.end; at++) value = value * 256 + octets.u8(at)
  return value
}

const LENGTH = new Fault('malformed', 'ber.length')
