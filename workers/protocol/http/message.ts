/** One HTTP/1 message on its way: what its header said, and its body. RFC 9112 §6.3. */
import type { FrameNumber } from '../../model/units'
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
  /** Newest frame with octets of it. */
  frame: FrameNumber
  /** Octets of it are missing. */
  holed: boolean
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
  { frame, passedOver }: Context,
): Message {
  return { line, fields, exchange, body, frame, holed: passedOver, counted: false, switches }
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

/** RFC 9110 §15.2.2 and §9.3.6. */
export function switchesProtocol(code: number, method: string): boolean {
  return code === 101 || (method === 'CONNECT' && code >= 200 && code < 300)
}
