/** The header fields of a message that the analysis asks for: RFC 9110 §5, RFC 9112 §5 and §6. */
import { MAX_HTTP_FIELDS, MAX_HTTP_TEXT } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Latin1Memory } from '../octet-memory'
import { endOfText, findLineFeed, textOf } from './lines'

const BASIC = /^basic[ \t]+(\S+)/i
const NAME_OCTETS = 64
const COLON = 0x3a
const SPACE = 0x20
const TAB = 0x09
const LOWER = 0x20 // what a small letter is above its capital

/** Fields that are read. */
const NAMES = [
  'host',
  'user-agent',
  'upgrade',
  'content-type',
  'content-length',
  'transfer-encoding',
  'authorization',
  'proxy-authorization',
  'server',
  'via',
] as const
type Name = (typeof NAMES)[number]

export interface Fields {
  hosts: string[]
  userAgent: string
  contentType: string
  /** `Content-Length`; −1: none, or no number. */
  contentLength: number
  /** The last transfer coding is `chunked`. */
  chunked: boolean
  /** Of a response: who made it, and through whom it came. */
  server: string
  via: string
  /** `Upgrade`, in lower case. */
  upgrade: string
  /** What a login by `Basic` carries, RFC 7617, in base64; empty: none. */
  basic: string
}

/** Reads the lines from `from` to `to`, the end of the header or of what was captured. */
export function readFields(octets: Octets, from: number, to: number, texts: Latin1Memory): Fields {
  const fields: Fields = {
    hosts: [],
    userAgent: '',
    contentType: '',
    contentLength: -1,
    chunked: false,
    server: '',
    via: '',
    upgrade: '',
    basic: '',
  }
  let at = from
  for (let count = 0; count < MAX_HTTP_FIELDS && at < to; count++) {
    const feed = findLineFeed(octets, at)
    if (feed < 0 || feed >= to) break
    readField(octets, at, endOfText(octets, at, feed), fields, texts)
    at = feed + 1
  }
  return fields
}

function readField(
  octets: Octets,
  from: number,
  to: number,
  fields: Fields,
  texts: Latin1Memory,
): void {
  if (from === to) return
  const { view, base } = octets
  const letter = isLetter(view.getUint8(base + from))
  const plain = letter ? plainName(octets, from, to) : null
  if (letter && plain === null) return
  let colon = from + (plain?.length ?? 0)
  let name: string | null = plain
  if (plain === null || view.getUint8(base + colon) !== COLON) {
    // Blanks around the name.
    const start = textOf(octets, from, to, NAME_OCTETS, texts)
    colon = from + start.indexOf(':')
    if (colon <= from) return
    name = start
      .slice(0, colon - from)
      .trim()
      .toLowerCase()
  }
  readValue(octets, name, colon + 1, to, fields, texts)
}

/** The name with which the line begins, of those that are read; something follows it. */
function plainName({ view, base }: Octets, from: number, to: number): Name | null {
  for (const name of NAMES) {
    const { length } = name
    if (to - from <= length) continue
    let at = 0
    while (at < length && isSame(view.getUint8(base + from + at), name.charCodeAt(at))) at++
    if (at === length) return name
  }
  return null
}

/** `expected`: a small letter or a hyphen. */
function isSame(octet: number, expected: number): boolean {
  return octet === expected || (octet === expected - LOWER && isLetter(octet))
}

function isLetter(octet: number): boolean {
  const small = octet | LOWER
  return small >= 0x61 && small <= 0x7a
}

function readValue(
  octets: Octets,
  name: string | null,
  from: number,
  to: number,
  fields: Fields,
  texts: Latin1Memory,
): void {
  const { view, base } = octets
  const end = Math.min(to, from + MAX_HTTP_TEXT)
  let start = from
  while (start < end && isBlank(view.getUint8(base + start))) start++
  const value = textOf(octets, start, end, MAX_HTTP_TEXT, texts)
  switch (name) {
    case 'host':
      fields.hosts.push(value)
      return
    case 'user-agent':
      fields.userAgent = value.trimEnd()
      return
    case 'content-type':
      fields.contentType = value.trimEnd()
      return
    case 'content-length':
      fields.contentLength = lengthOf(value)
      return
    case 'transfer-encoding':
      fields.chunked = /(^|,)\s*chunked\s*$/i.test(value)
      return
    case 'server':
      fields.server = value.trimEnd()
      return
    case 'via':
      fields.via ||= value.trimEnd()
      return
    case 'upgrade':
      fields.upgrade = value.trim().toLowerCase()
      return
    case 'authorization':
    case 'proxy-authorization':
      fields.basic ||= BASIC.exec(value)?.[1] ?? ''
  }
}

function isBlank(octet: number): boolean {
  return octet === SPACE || octet === TAB
}

function lengthOf(text: string): number {
  const digits = /^\d{1,15}\s*$/.exec(text)
  return digits === null ? -1 : Number(text)
}
