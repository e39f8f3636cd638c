/** Request line and status line of HTTP/1: RFC 9112 §3 and §4. */

/** Methods that Wireshark knows: RFC 9110, WebDAV, DeltaV, UPnP, RPC over HTTP. */
const KNOWN_METHODS = new Set(
  (
    'GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE PATCH DELETE SEARCH ' +
    'UNLOCK REPORT UPDATE NOTIFY BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST ' +
    'M-SEARCH SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY MKWORKSPACE ' +
    'UNSUBSCRIBE RPC_CONNECT RPC_IN_DATA RPC_OUT_DATA VERSION-CONTROL BASELINE-CONTROL'
  ).split(' '),
)
const LONGEST_METHOD = 24

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
