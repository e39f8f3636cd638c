/** HTTP/1 messages in the octets of one side of a connection: RFC 9112. Heads and bodies, as sent. */
import { MAX_CARVED_CHUNKS } from '../limits/workspace-limits'
import type { BodySide } from '../model/objects'
import type { Body } from '../protocol/http/body'
import { readFields, type Fields } from '../protocol/http/fields'
import { endOfText, findEmptyLine, findLineFeed } from '../protocol/http/lines'
import { requestBody, responseBody } from '../protocol/http/message'
import { readStartLine } from '../protocol/http/start-line'
import { Latin1Memory } from '../protocol/octet-memory'
import { Octets } from '../wire/octets'

export interface FoundMessage {
  /** Status of a response, 0 for a request. */
  status: number
  target: string
  contentType: string
  /** `Content-Encoding`, in the order of applying. */
  encodings: string[]
  chunked: boolean
  /** Last octet of the head, and what follows the body. */
  headEnd: number
  end: number
  /** Where the octets of the body stand, without the framing of chunks. */
  parts: { from: number; to: number }[]
  /** The body was read to its end, or ends with the connection. */
  complete: boolean
  /** It ends with the connection. */
  untilEnd: boolean
}

const TEXTS = 64
const ENCODING = /^content-encoding[ \t]*:(.*)$/gim

/** Messages from the first octet on, up to one that cannot be read. `method`: of what is answered. */
export function* messagesOf(
  octets: Uint8Array,
  side: BodySide,
  method: string,
): Generator<FoundMessage, void> {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
  const window = new Octets(view)
  const texts = new Latin1Memory(TEXTS)
  let at = 0
  while (at < octets.length) {
    window.aim(view, at, octets.length - at, octets.length - at)
    const feed = findLineFeed(window, 0)
    if (feed < 0) return
    const lineEnd = endOfText(window, 0, feed)
    if (lineEnd === 0) {
      at += feed + 1 // an empty line between messages, RFC 9112 §2.2
      continue
    }
    const line = readStartLine(window, lineEnd, texts)
    const head = line === null ? -1 : findEmptyLine(window, feed + 1)
    if (line === null || head < 0 || (line.kind === 'request') !== (side === 'request')) return
    const fields = readFields(window, feed + 1, head, texts)
    const status = line.kind === 'status' ? line.code : 0
    const body = line.kind === 'status' ? responseBody(status, method, fields) : requestBody(fields)
    const read = readBody(octets, at + head, body, window)
    yield {
      status,
      target: line.kind === 'request' ? line.target : '',
      ...describe(octets, at, at + head, fields),
      headEnd: at + head - 1,
      ...read,
    }
    if (!read.complete) return
    at = read.end
  }
}

function describe(octets: Uint8Array, from: number, to: number, fields: Fields) {
  const head = new TextDecoder('latin1').decode(octets.subarray(from, to))
  const encodings = [...head.matchAll(ENCODING)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.trim().toLowerCase()),
  )
  const { contentType, chunked } = fields
  return {
    contentType,
    chunked,
    encodings: encodings.filter((name) => name !== '' && name !== 'identity'),
  }
}

function readBody(octets: Uint8Array, at: number, body: Body | null, window: Octets) {
  const parts: FoundMessage['parts'] = []
  let next = at
  while (body !== null && !body.done && next < octets.length && parts.length < MAX_CARVED_CHUNKS) {
    window.aim(window.view, next, octets.length - next, octets.length - next)
    const before = body.octets
    const taken = body.take(window)
    if (taken <= 0) return { parts, end: next, complete: false, untilEnd: false }
    if (body.octets > before) parts.push({ from: next, to: next + taken })
    next += taken
  }
  const untilEnd = body?.untilEnd === true
  return { parts, end: next, complete: body === null || body.done || untilEnd, untilEnd }
}
