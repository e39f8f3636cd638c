/** One HTTP/1 message on its way: what its header said, and its body. RFC 9112 §6.3. */
import type { FrameNumber, Nanos } from '../../model/units'
import type { Context } from '../analyzer'
import { type Body, ChunkedBody, EndlessBody, SizedBody } from './body'
import type { Exchange } from './exchanges'
import type { Fields } from './fields'
import type { RequestLine, StatusLine } from './start-line'

export interface Message {
  readonly line: RequestLine | StatusLine
  readonly fields: Fields
  /** Null: an interim response, 1xx. */
  readonly exchange: Exchange | null
  /** Null: none. */
  readonly body: Body | null
  /** Octets of it are missing, or Wireshark does not see them. */
  holed: boolean
  /** Its header had to wait for octets in front of it. */
  readonly late: boolean
  /** Where its last octet was seen. */
  frame: FrameNumber
  time: Nanos
  counted: boolean
  /** Behind it the connection speaks another protocol. */
  readonly switches: boolean
}

export function newMessage(
  line: RequestLine | StatusLine,
  fields: Fields,
  exchange: Exchange | null,
  body: Body | null,
  switches: boolean,
  { passedOver, late = false, frame, time }: Context,
): Message {
  const counted = false
  return { line, fields, exchange, body, holed: passedOver, late, frame, time, counted, switches }
}

export function requestBody({ chunked, contentLength }: Fields): Body | null {
  if (chunked) return new ChunkedBody()
  return contentLength > 0 ? new SizedBody(contentLength) : null
}

/** `method`: of the request that is answered; empty: not known. */
export function responseBody(code: number, method: string, fields: Fields): Body | null {
  const bodyless = (code >= 100 && code < 200) || code === 204 || code === 304
  if (bodyless || method === 'HEAD' || switchesProtocol(code, method)) return null
  if (fields.chunked) return new ChunkedBody()
  if (fields.contentLength >= 0) {
    return fields.contentLength === 0 ? null : new SizedBody(fields.contentLength)
  }
  return new EndlessBody()
}

/**
 * The body is a channel of RPC over HTTP, MS-RPCH §2.1.2.1.1, and is not waited for: such bodies
 * are announced with 128 KiB or more.
 */
export function opensChannel({ method }: RequestLine, { contentLength }: Fields): boolean {
  return /^RPC_(IN|OUT)_DATA$/.test(method) && contentLength >= 128 * 1024
}

/** RFC 9110 §15.2.2 and §9.3.6. */
export function switchesProtocol(code: number, method: string): boolean {
  return code === 101 || (method === 'CONNECT' && code >= 200 && code < 300)
}
