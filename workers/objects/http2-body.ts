/** One message of an HTTP/2 connection: its head and where the octets of its body stand. RFC 9113 §6, §8. */
import { MAX_CARVED_CHUNKS } from '../limits/workspace-limits'
import type { HttpObject } from '../model/objects'
import * as frames from '../protocol/http2/frame'
import { HpackDecoder, type Field } from '../protocol/http2/hpack'
import { Huffman } from '../protocol/http2/huffman'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import type { FoundMessage } from './message'
import type { Joined } from './stretch'

type Http2Message = Pick<
  FoundMessage,
  'parts' | 'encodings' | 'contentType' | 'chunked' | 'complete'
>

/** The header block that ends at `at`. */
interface Head {
  stream: number
  at: number
  fields: readonly Field[]
  /** Nothing follows. */
  last: boolean
}

interface Body {
  parts: { from: number; to: number }[]
  complete: boolean
}

const PADDED = 8
const INFORMATIONAL = /^1\d\d$/

/** `requests`: what the client said; `own`: the side whose body is wanted. null: it is not there. */
export function http2Message(
  object: Pick<HttpObject, 'method' | 'url' | 'frame'>,
  requests: Joined,
  own: Joined,
): Http2Message | null {
  const stream = streamOf(object, requests)
  if (stream === 0) return null
  const { heads, bodies } = readSide(own.octets, stream)
  // Trailers come behind the body, and 1xx before the response
  const head = heads.find(
    (one) => one.stream === stream && !INFORMATIONAL.test(valueOf(one, ':status')),
  )
  if (head === undefined) return null
  return {
    parts: bodies.parts,
    complete: bodies.complete || head.last,
    contentType: valueOf(head, 'content-type'),
    encodings: valueOf(head, 'content-encoding')
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== '' && name !== 'identity'),
    chunked: false,
  }
}

/** Of the requests of this method and path, the one that was captured nearest; 0: there is none. */
function streamOf(
  { method, url, frame }: Pick<HttpObject, 'method' | 'url' | 'frame'>,
  requests: Joined,
): number {
  let best = { stream: 0, far: Infinity }
  for (const head of readSide(requests.octets, -1).heads) {
    if (valueOf(head, ':method') !== method || !url.endsWith(valueOf(head, ':path'))) continue
    const far = Math.abs(requests.frameAt(head.at - 1) - frame)
    if (far < best.far) best = { stream: head.stream, far }
  }
  return best.stream
}

const valueOf = ({ fields }: Head, wanted: string) =>
  fields.find(([name]) => name === wanted)?.[1] ?? ''

/** Heads of all streams, and the body of `wanted`; up to where frames cannot be read any more. */
function readSide(octets: Uint8Array, wanted: number): { heads: Head[]; bodies: Body } {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  const window = new Octets(view)
  const decoder = new HpackDecoder(new Huffman())
  const heads: Head[] = []
  const bodies: Body = { parts: [], complete: false }
  let block: Uint8Array[] = []
  let last = false
  let at = startsWithPreface(octets) ? frames.PREFACE.length : 0
  while (at + frames.HEADER <= octets.length && heads.length < MAX_CARVED_CHUNKS) {
    window.aim(view, at, octets.length - at, octets.length - at)
    const frame = frames.readFrame(window, 0)
    const from = at + frames.HEADER
    const end = from + frame.length
    if (frame.type === frames.DATA && frame.stream === wanted) {
      const padding = (frame.flags & PADDED) === 0 ? 0 : 1 + (octets[from] ?? 0)
      const start = from + (padding > 0 ? 1 : 0)
      const stop = Math.min(octets.length, end - Math.max(0, padding - 1))
      if (stop > start && bodies.parts.length < MAX_CARVED_CHUNKS) {
        bodies.parts.push({ from: start, to: stop })
      }
      bodies.complete = (frame.flags & frames.END_STREAM) !== 0 && end <= octets.length
    }
    if (end > octets.length) break
    if (carriesHeaders(frame.type)) {
      window.aim(view, from, frame.length, frame.length)
      try {
        frames.toHeaderBlock(window, frame)
        if (frame.type !== frames.CONTINUATION) {
          block = []
          last = (frame.flags & frames.END_STREAM) !== 0
        }
        block.push(octets.slice(window.base, window.base + window.captured))
        if ((frame.flags & frames.END_HEADERS) !== 0) {
          const fields = decoder.decode(whole(block))
          if (frame.type !== frames.PUSH_PROMISE) {
            heads.push({ stream: frame.stream, at: end, fields, last })
            if (last && frame.stream === wanted) bodies.complete = true
          }
          block = []
        }
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        break
      }
    }
    at = end
  }
  return { heads, bodies }
}

const startsWithPreface = (octets: Uint8Array) =>
  Array.from(frames.PREFACE).every((letter, at) => octets[at] === letter.charCodeAt(0))

const carriesHeaders = (type: number) =>
  type === frames.HEADERS || type === frames.PUSH_PROMISE || type === frames.CONTINUATION

function whole(block: readonly Uint8Array[]): Octets {
  const octets = new Uint8Array(block.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of block) {
    octets.set(part, at)
    at += part.length
  }
  const window = new Octets(new DataView(octets.buffer))
  window.aim(window.view, 0, octets.length, octets.length)
  return window
}
