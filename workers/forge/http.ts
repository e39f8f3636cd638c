/** Requests and responses of HTTP/1.1, RFC 9112 §2. */
import { join, text } from './fields'
import { type Exchange } from './talk'

export interface HttpSpec {
  /** Octets of the response's body, and of the request's (an upload). */
  octets?: number
  upload?: number
  path?: string
  host?: string
  /** Nanoseconds before the request, and before the response. */
  pause?: number
  think?: number
}

export function httpExchange(spec: HttpSpec = {}): Exchange {
  const { octets = 120, upload = 0, path = '/api/v1/items', host = 'web', pause, think } = spec
  const head = (first: string, ...fields: string[]) => text([first, ...fields, '', ''].join('\r\n'))
  const request = head(
    `${upload > 0 ? 'POST' : 'GET'} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'User-Agent: curl/8.5.0',
    'Accept: */*',
    ...(upload > 0 ? [`Content-Length: ${upload}`] : []),
  )
  const response = head(
    'HTTP/1.1 200 OK',
    'Content-Type: application/json',
    `Content-Length: ${octets}`,
  )
  return {
    request: join(request, body(upload)),
    response: join(response, body(octets)),
    ...(pause === undefined ? {} : { pause }),
    ...(think === undefined ? {} : { think }),
  }
}

/** JSON of exactly `octets`. */
function body(octets: number): Uint8Array {
  if (octets < 4) return text('0'.repeat(octets))
  const words = 'the quick brown fox jumps over the lazy dog '
  return text(`["${words.repeat(octets / words.length + 1).slice(0, octets - 4)}"]`)
}
