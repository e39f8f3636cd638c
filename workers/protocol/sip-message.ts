/** Messages of the Session Initiation Protocol, of any transport. RFC 3261 §7. */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'

const SPACE = 0x20
const COLON = 0x3a
const DELETE = 0x7f
const CR = 0x0d
const LF = 0x0a
/** Octets of a start line that are looked at to recognise one. */
const MAX_START = 512
const MAX_METHOD = 32
const MAX_HEADERS = 256

export interface SipMessage {
  /** Request or status line. */
  start: string
  /** 0: a request. */
  status: number
  method: string
  callId: string
  from: string
  to: string
  contentType: string
  /** `sip.Content-Length`; −1: not told. */
  contentLength: number
  /** Where the body begins. */
  bodyAt: number
}

/** Does the window begin with a request or status line? RFC 3261 §7.1, §7.2. */
export function beginsSip(octets: Octets): boolean {
  const end = Math.min(octets.captured, MAX_START)
  if (matches(octets, 0, end, 'SIP/2.0 ')) {
    const status = end > 11 && digit(octets, 8) && digit(octets, 9) && digit(octets, 10)
    return status && octets.u8(11) === SPACE && isText(octets, 12, end)
  }
  const method = wordEnd(octets, 0, Math.min(end, MAX_METHOD))
  if (method <= 0) return false
  const target = wordEnd(octets, method + 1, end)
  if (target <= method + 1 || !matches(octets, target + 1, end, 'SIP/2.0')) return false
  for (let at = method + 1; at < target; at++) if (octets.u8(at) === COLON) return true
  return false
}

/** No NUL up to the end of the line. */
function isText(octets: Octets, at: number, end: number): boolean {
  for (let next = at; next < end; next++) {
    const code = octets.u8(next)
    if (code === LF) return true
    if (code === 0) return false
  }
  return true
}

/** Where the space behind the word that begins at `at` stands; −1: none, or no word. */
function wordEnd(octets: Octets, at: number, end: number): number {
  for (let next = at; next < end; next++) {
    const code = octets.u8(next)
    if (code === SPACE) return next
    if (code < SPACE || code === DELETE) return -1
  }
  return -1
}

function matches(octets: Octets, at: number, end: number, text: string): boolean {
  if (at + text.length > end) return false
  for (let i = 0; i < text.length; i++) {
    if (octets.u8(at + i) !== text.charCodeAt(i)) return false
  }
  return true
}

function digit(octets: Octets, at: number): boolean {
  const code = octets.u8(at)
  return code >= 0x30 && code <= 0x39
}

/** Where the empty line behind the headers ends, looked for from `from` on; −1: not there. */
export function headersEnd(octets: Octets, from = 0): number {
  for (let at = from; at + 1 < octets.captured; at++) {
    if (octets.u8(at) !== LF) continue
    if (octets.u8(at + 1) === LF) return at + 2
    if (at + 2 < octets.captured && octets.u8(at + 1) === CR && octets.u8(at + 2) === LF) {
      return at + 3
    }
  }
  return -1
}

/**
 * Reads start line and headers, which end before `end`; −1: they are cut, and so may be a length.
 * @throws Fault `malformed` when `sip.Content-Length` is no number.
 */
export function readSipMessage(octets: Octets, end: number): SipMessage {
  const { view, base } = octets
  const bodyAt = end < 0 ? octets.captured : end
  const bytes = new Uint8Array(view.buffer, view.byteOffset + base, bodyAt)
  const [start = '', ...lines] = new TextDecoder().decode(bytes).split(/\r?\n/, MAX_HEADERS)
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    const long = COMPACT[name] ?? name
    if (!headers.has(long)) headers.set(long, line.slice(colon + 1).trim())
  }
  const length = headers.get('content-length')
  const told = length !== undefined && /^\d{1,9}$/.test(length)
  if (length !== undefined && !told && end >= 0) throw LENGTH
  const [first = '', second = ''] = start.split(' ', 2)
  return {
    start,
    status: first === 'SIP/2.0' ? Number(second) : 0,
    method: first === 'SIP/2.0' ? '' : first,
    callId: headers.get('call-id') ?? '',
    from: headers.get('from') ?? '',
    to: headers.get('to') ?? '',
    contentType: (headers.get('content-type') ?? '').toLowerCase(),
    contentLength: told ? Number(length) : -1,
    bodyAt,
  }
}

/** RFC 3261 §7.3.3. */
const COMPACT: Partial<Record<string, string>> = {
  i: 'call-id',
  f: 'from',
  t: 'to',
  c: 'content-type',
  l: 'content-length',
}

const LENGTH = new Fault('malformed', 'sip.Content-Length')
