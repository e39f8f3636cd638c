/** Request line and status line of HTTP/1: RFC 9112 §3 and §4. */
import { MAX_HTTP_LINE } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Latin1Memory } from '../octet-memory'
import { textOf } from './lines'

/** Methods that Wireshark knows: RFC 9110, WebDAV, DeltaV, UPnP, RPC over HTTP. */
const KNOWN_METHODS = new Set(
  (
    'GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE PATCH DELETE SEARCH ' +
    'UNLOCK REPORT UPDATE NOTIFY BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST ' +
    'M-SEARCH SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY MKWORKSPACE ' +
    'UNSUBSCRIBE RPC_CONNECT RPC_IN_DATA RPC_OUT_DATA VERSION-CONTROL BASELINE-CONTROL'
  ).split(' '),
)
/** Keys of `counts.http`, by method. */
const METHOD_KEYS = new Map([...KNOWN_METHODS].map((method) => [method, `methods.${method}`]))
const LONGEST_METHOD = 24

const HTTP = 0x48545450
const SLASH_1_DOT = 0x2f312e
const SLASH = 0x2f
const DOT = 0x2e
const SPACE = 0x20
const ZERO = 0x30

/** Key of `counts.http` for requests of this method. */
export function methodKey(method: string): string {
  return METHOD_KEYS.get(method) ?? `methods.${method}`
}

export interface RequestLine {
  kind: 'request'
  method: string
  /** A method that Wireshark knows. */
  known: boolean
  target: string
  /** `HTTP/1.1` */
  version: string
}

export interface StatusLine {
  kind: 'status'
  /** 0: what stands there is no number. */
  code: number
  version: string
}

const REQUEST = /^([A-Z][A-Z_-]{2,23}) +(\S.*?) +(HTTP\/1\.\d) *$/
const STATUS = /^(HTTP\/\d\.\d|ICY) +(\S*)/

/** `line` without its end. Null: neither. */
export function parseStartLine(line: string): RequestLine | StatusLine | null {
  const status = STATUS.exec(line)
  if (status !== null) {
    const [, version = '', code = ''] = status
    return { kind: 'status', version, code: /^\d{3}$/.test(code) ? Number(code) : 0 }
  }
  const request = REQUEST.exec(line)
  if (request === null) return null
  const [, method = '', target = '', version = ''] = request
  return { kind: 'request', method, known: KNOWN_METHODS.has(method), target, version }
}

/** As `parseStartLine`, of the first `end` octets. Texts are made only of what is usual. */
export function readStartLine(
  octets: Octets,
  end: number,
  texts: Latin1Memory,
): RequestLine | StatusLine | null {
  return (
    usualStatus(octets, end, texts) ??
    usualRequest(octets, end, texts) ??
    parseStartLine(textOf(octets, 0, end, MAX_HTTP_LINE, texts))
  )
}

/** `HTTP/1.1 200 OK` */
function usualStatus(octets: Octets, end: number, texts: Latin1Memory): StatusLine | null {
  const { view, base } = octets
  if (end < 12 || view.getUint32(base) !== HTTP || view.getUint8(base + 4) !== SLASH) return null
  if (!isDigit(view, base + 5) || view.getUint8(base + 6) !== DOT || !isDigit(view, base + 7)) {
    return null
  }
  if (view.getUint8(base + 8) !== SPACE) return null
  let code = 0
  for (let at = base + 9; at < base + 12; at++) {
    if (!isDigit(view, at)) return null
    code = 10 * code + view.getUint8(at) - ZERO
  }
  if (end > 12 && view.getUint8(base + 12) !== SPACE) return null
  return { kind: 'status', version: texts.text(view, base, 8), code }
}

/** Words of printable characters with one blank between them. */
function usualRequest(octets: Octets, end: number, texts: Latin1Memory): RequestLine | null {
  const { view, base } = octets
  // The last word is `HTTP/1.` and a digit.
  const version = base + end - 8
  if (end > MAX_HTTP_LINE || end < 14 || view.getUint32(version) !== HTTP) return null
  if (view.getUint32(version + 4) >>> 8 !== SLASH_1_DOT || !isDigit(view, version + 7)) return null
  let at = base
  while (at < version && isCapital(view.getUint8(at))) at++
  const length = at - base
  if (length < 3 || length > LONGEST_METHOD || view.getUint8(at) !== SPACE) return null
  for (let i = at + 1; i < version - 1; i++) {
    const octet = view.getUint8(i)
    if (octet <= SPACE || octet > 0x7e) return null
  }
  if (version - 1 <= at + 1 || view.getUint8(version - 1) !== SPACE) return null
  const method = texts.text(view, base, length)
  if (method === 'ICY') return null
  const target = texts.text(view, at + 1, version - at - 2)
  const known = KNOWN_METHODS.has(method)
  return { kind: 'request', method, known, target, version: texts.text(view, version, 8) }
}

function isCapital(octet: number): boolean {
  return octet >= 0x41 && octet <= 0x5a
}

function isDigit(view: DataView, at: number): boolean {
  const digit = view.getUint8(at) - ZERO
  return digit >= 0 && digit <= 9
}

/** A line that the snaplen cut: of a request, the method may be all that is left. */
export function parseCutLine(text: string): RequestLine | StatusLine | null {
  const line = parseStartLine(text)
  if (line !== null) return line
  const [method = '', target = ''] = text.split(' ', 2)
  if (!KNOWN_METHODS.has(method) || method.length === text.length) return null
  return { kind: 'request', method, known: true, target, version: '' }
}

/** Might `text`, the beginning of a line, become a start line? */
export function mayStart(text: string): boolean {
  const words = text.split(' ', 2)
  const [first = ''] = words
  if (words.length === 2) {
    return KNOWN_METHODS.has(first) || /^HTTP\/\d\.\d$/.test(first)
  }
  if ('HTTP/1.'.startsWith(first.slice(0, 7))) return true
  return first.length <= LONGEST_METHOD && /^[A-Z][A-Z_-]*$/.test(first)
}
