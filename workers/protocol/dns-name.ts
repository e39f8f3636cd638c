/** Domain names on the wire. RFC 1035 §3.1 (labels), §4.1.4 (compression); RFC 6762 §16 (UTF-8). */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { OctetMemory } from './octet-memory'

/** Octets of a name, RFC 1035 §2.3.4. */
const MAX_NAME = 255
/** Pointers that are followed in one name. */
const MAX_POINTERS = 100
/** A name beyond this is no name: nobody is to walk through a whole message for each of its records. */
const ENDLESS = 1024
const MAX_LABEL = 63
const POINTER = 0xc0
const DOT = 0x2e
const BACKSLASH = 0x5c

export interface Name {
  /** Labels joined by dots; a dot or backslash in a label is escaped, RFC 1035 §5.1. Root: `.` */
  text: string
  /** Where what follows the name begins. */
  end: number
}

/** Texts of names, by their octets on the wire. */
export type NameMemory = OctetMemory<string>

/**
 * Reads the name at `at` of the message that fills `octets`. A name that is too long or turns in a
 * circle ends with `…`. `names`: those that came before.
 * @throws Fault when it leaves the message, or has a label of a kind that nobody may send.
 */
export function readName(octets: Octets, at: number, names: NameMemory | null = null): Name {
  return (names === null ? null : knownName(octets, at, names)) ?? spell(octets, at)
}

/** A name without pointers, or one that is nothing but a pointer to such a name. */
function knownName(octets: Octets, at: number, names: NameMemory): Name | null {
  const { view, base, captured } = octets
  if (at + 2 > captured) return null
  const pointer = (view.getUint8(base + at) & POINTER) === POINTER
  const from = pointer ? view.getUint16(base + at) & 0x3fff : at
  const length = plainLength(octets, from)
  if (length === 0) return null
  let text = names.find(view, base + from, length)
  if (text === undefined) {
    text = spell(octets, from).text
    names.keep(view, base + from, length, text)
  }
  return { text, end: pointer ? at + 2 : at + length }
}

/** Octets of a name that consists of labels; 0: it has something else in it, or is too long. */
function plainLength({ view, base, captured }: Octets, from: number): number {
  for (let at = from; at < captured && at - from < MAX_NAME;) {
    const size = view.getUint8(base + at)
    if (size === 0) return at + 1 - from
    if (size > MAX_LABEL) return 0
    at += size + 1
  }
  return 0
}

function spell(octets: Octets, at: number): Name {
  const labels: string[] = []
  let end = -1
  let length = 1
  let pointers = 0
  for (let next = at; ;) {
    const size = octets.u8(next)
    if (size === 0) {
      if (end < 0) end = next + 1
      return { text: labels.length === 0 ? '.' : labels.join('.'), end }
    }
    if ((size & POINTER) === POINTER) {
      if (end < 0) end = next + 2
      next = octets.u16(next) & 0x3fff
      if (++pointers > MAX_POINTERS) return { text: [...labels, '…'].join('.'), end }
      continue
    }
    if (size > MAX_LABEL) {
      // Labels of other kinds (RFC 6891 §5): nobody sends them, and Wireshark ends the name there.
      if (size >= 0x80 || labels.length === 0) throw EXTENDED
      return { text: [...labels, '…'].join('.'), end: end < 0 ? next + 1 : end }
    }
    octets.need(next + 1 + size)
    length += size + 1
    if (length > ENDLESS) throw TOO_LONG
    if (length <= MAX_NAME) labels.push(labelText(octets, next + 1, size))
    else if (end >= 0) return { text: [...labels, '…'].join('.'), end }
    next += size + 1
  }
}

/** What the capture holds of the name at `at`, which it cuts: the labels that are there whole, and `…`. */
export function cutName(octets: Octets, at: number): string {
  const labels: string[] = []
  for (let next = at; next < octets.captured;) {
    const size = octets.u8(next)
    if (size === 0 || size > MAX_LABEL || next + 1 + size > octets.captured) break
    labels.push(labelText(octets, next + 1, size))
    next += size + 1
  }
  return [...labels, '…'].join('.')
}

/** A label as text: UTF-8, with what is not UTF-8 as U+FFFD. */
function labelText(octets: Octets, at: number, size: number): string {
  let text = ''
  for (let i = at; i < at + size; i++) {
    const code = octets.u8(i)
    if (code >= 0x80) return utf8(octets, at, size)
    if (code === DOT || code === BACKSLASH) text += '\\'
    text += String.fromCharCode(code)
  }
  return text
}

function utf8(octets: Octets, at: number, size: number): string {
  const { view, base } = octets
  const bytes = new Uint8Array(view.buffer, view.byteOffset + base + at, size)
  return UTF8.decode(bytes).replace(/[.\\]/g, '\\$&')
}

const UTF8 = new TextDecoder()
const EXTENDED = new Fault('malformed', 'dns.qry.name')
const TOO_LONG = new Fault('malformed', 'dns.qry.name.len')
