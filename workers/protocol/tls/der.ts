/**
 * Distinguished Encoding Rules, as far as certificates need them: definite lengths of at most four
 * octets, tags of one octet. ITU-T X.690 §8.1, §10.1. Nothing here recurses.
 */
import { wellFormed } from '../../model/well-formed'
import { Fault } from '../../wire/fault'
import { latin1 } from './vector'

/** Identifier octets. */
export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTET_STRING = 0x04
export const OBJECT_IDENTIFIER = 0x06
const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18
const BMP_STRING = 0x1e
const UTF8_STRING = 0x0c
export const SEQUENCE = 0x30
export const SET = 0x31

/** Arcs kept of one object identifier. */
const MAX_ARCS = 32

export interface Tlv {
  tag: number
  content: Uint8Array
}

/** Values one behind the other: the content of a constructed value, or a whole document. */
export class Der {
  private readonly bytes: Uint8Array
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  /** @throws Fault `malformed` when a value goes beyond what is left. */
  next(): Tlv {
    const tag = this.octet()
    if ((tag & 0x1f) === 0x1f) throw MALFORMED
    const length = this.length()
    if (length > this.left) throw MALFORMED
    const from = this.at
    this.at += length
    return { tag, content: this.bytes.subarray(from, this.at) }
  }

  /** The next value, which has to have this tag. */
  expect(tag: number): Uint8Array {
    const value = this.next()
    if (value.tag !== tag) throw MALFORMED
    return value.content
  }

  /** The next value, if it has this tag. */
  maybe(tag: number): Uint8Array | null {
    return this.bytes[this.at] === tag ? this.next().content : null
  }

  private length(): number {
    const first = this.octet()
    if (first < 0x80) return first
    const count = first - 0x80
    if (count === 0 || count > 4) throw MALFORMED
    let length = 0
    for (let i = 0; i < count; i++) length = length * 256 + this.octet()
    return length
  }

  private octet(): number {
    const octet = this.bytes[this.at++]
    if (octet === undefined) throw MALFORMED
    return octet
  }
}

const MALFORMED = new Fault('malformed', 'x509af.signedCertificate')

/** Dotted decimals. X.690 §8.19. */
export function formatOid(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const octet of content) {
    arc = arc * 128 + (octet & 0x7f)
    if (octet >= 0x80) continue
    if (arcs.length === 0) arcs.push(Math.min(Math.floor(arc / 40), 2), arc - topArc(arc))
    else arcs.push(arc)
    arc = 0
    if (arcs.length > MAX_ARCS) break
  }
  return arcs.join('.')
}

function topArc(arc: number): number {
  return Math.min(Math.floor(arc / 40), 2) * 40
}

/** Text of a string type; of octets that are none, one character each. */
export function formatString({ tag, content }: Tlv): string {
  if (tag === UTF8_STRING) return new TextDecoder().decode(content)
  if (tag !== BMP_STRING) return latin1(content)
  let text = ''
  for (let i = 0; i + 1 < content.length; i += 2) {
    text += String.fromCharCode((content[i] ?? 0) * 256 + (content[i + 1] ?? 0))
  }
  return wellFormed(text)
}

/** `YYYY-MM-DDThh:mm:ssZ`, or the text as it stands. RFC 5280 §4.1.2.5. */
export function formatTime({ tag, content }: Tlv): string {
  const text = latin1(content)
  const year = tag === UTC_TIME ? century(text) + text : tag === GENERALIZED_TIME ? text : ''
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(year)
  if (parts === null) return text
  const [, y = '', month = '', day = '', hour = '', minute = '', second = '00'] = parts
  return `${y}-${month}-${day}T${hour}:${minute}:${second}Z`
}

/** Two digits of a year from 50 on are of the last century. */
function century(text: string): string {
  return text >= '50' ? '19' : '20'
}
