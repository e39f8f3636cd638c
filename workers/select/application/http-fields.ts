/** Fields of the head of an HTTP/1 message that begins a segment. RFC 9112 §3 to §5. */
import { MAX_HTTP_FIELDS, MAX_HTTP_LINE } from '../../limits/limits'
import { parseCutLine } from '../../protocol/http/start-line'
import type { Tell } from './found'

const HEADERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'http.host',
    'user-agent': 'http.user_agent',
    server: 'http.server',
    referer: 'http.referer',
    location: 'http.location',
    cookie: 'http.cookie',
    'content-type': 'http.content_type',
    'content-encoding': 'http.content_encoding',
    authorization: 'http.authorization',
    accept: 'http.accept',
    'accept-encoding': 'http.accept_encoding',
    'accept-language': 'http.accept_language',
    'cache-control': 'http.cache_control',
    connection: 'http.connection',
    date: 'http.date',
    'last-modified': 'http.last_modified',
    'set-cookie': 'http.set_cookie',
    'transfer-encoding': 'http.transfer_encoding',
    upgrade: 'http.upgrade',
    'www-authenticate': 'http.www_authenticate',
    'x-forwarded-for': 'http.x_forwarded_for',
  }),
)

/** Octets of a head that are looked at. */
const MOST = 65_536

/** False: it is none. */
export function tellHttp(octets: Uint8Array, tell: Tell): boolean {
  const text = latin1(octets)
  const lineEnd = text.indexOf('\n')
  if (lineEnd < 0 || lineEnd > MAX_HTTP_LINE) return false
  const start = text.slice(0, lineEnd).replace(/\r$/u, '')
  // Without a version it is one of HTTP/0.9: RFC 1945 §4.1
  const line = parseCutLine(start)
  if (line === null || (line.kind === 'request' && !line.known)) return false
  if (line.kind === 'request') {
    tell('http.request', 1)
    tell('http.request.method', line.method)
    tell('http.request.uri', line.target)
    if (line.version !== '') tell('http.request.version', line.version)
  } else {
    tell('http.response', 1)
    tell('http.response.version', line.version)
    if (line.code > 0) tell('http.response.code', line.code)
    const phrase = /^\S+ +\S+ +(.*)$/u.exec(start)?.[1]
    if (phrase !== undefined) tell('http.response.phrase', phrase)
  }
  const host = tellHeaders(text.slice(lineEnd + 1), tell)
  if (line.kind === 'request' && host !== '') {
    const absolute = /^[a-z]+:\/\//iu.test(line.target)
    tell('http.request.full_uri', absolute ? line.target : `http://${host}${line.target}`)
  }
  return true
}

/** Returns the host. */
function tellHeaders(text: string, tell: Tell): string {
  let host = ''
  for (const line of text.split('\n', MAX_HTTP_FIELDS)) {
    if (line === '' || line === '\r') break
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    const field = HEADERS.get(name)
    if (field !== undefined) tell(field, value)
    if (name === 'host') host = value
    if (name === 'content-length' && /^\d{1,15}$/u.test(value)) {
      tell('http.content_length', Number(value))
    }
  }
  return host
}

function latin1(octets: Uint8Array): string {
  return new TextDecoder('latin1').decode(octets.subarray(0, MOST))
}
