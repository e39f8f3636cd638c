/** The body of one HTTP message, out of the frames of its connection. */
import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { joinOctets } from '../model/join-octets'
import type { BodySide, CarvedBody, HttpObject } from '../model/objects'
import { decodeBody } from './decode'
import { fileKind, safeName } from './file-kind'
import { messagesOf, type FoundMessage } from './message'
import { SegmentReader, type CarvedFrame } from './segments'
import { Stretch, type Joined } from './stretch'

export type Carving = Pick<
  HttpObject,
  | 'frame'
  | 'src'
  | 'srcPort'
  | 'dst'
  | 'dstPort'
  | 'method'
  | 'url'
  | 'status'
  | 'responseFrame'
  | 'responseOctets'
>

/** Takes the frames of a connection, in order, until it has seen all of the body. */
export class BodyCarver {
  private readonly wanted: Carving
  private readonly side: BodySide
  private readonly reader: SegmentReader
  private stretch: Stretch | null = null
  private found: { message: FoundMessage; joined: Joined } | null = null

  constructor(wanted: Carving, side: BodySide) {
    this.wanted = wanted
    this.side = side
    const { src, srcPort, dst, dstPort } = wanted
    const request = side === 'request'
    this.reader = new SegmentReader({
      address: request ? src : dst,
      port: request ? srcPort : dstPort,
    })
  }

  add(frame: CarvedFrame): void {
    const segment = this.reader.read(frame)
    if (segment === null) return
    this.stretch ??= this.begin(segment)
    if (!segment.own) return
    // Where the head stands in one segment, nothing before it matters, whoever asked for that.
    if (this.side === 'response' && segment.frame === this.wanted.responseFrame) {
      if (beginsResponse(segment.octets)) this.stretch = this.stretch?.from(segment.seq) ?? null
    }
    this.stretch?.add(segment)
  }

  /** Looks whether what was taken so far holds the body to its end. */
  complete(): boolean {
    const joined = this.stretch?.joined()
    if (joined === undefined) return false
    const message = chosen(this.wanted, this.side, joined)
    this.found = message === null ? null : { message, joined }
    if (message === null || !message.complete) return false
    // One that ends with the connection is complete only then, and what is missing may come late.
    return !message.untilEnd && !joined.holes.some(({ from }) => from < message.end)
  }

  /** null: the message is not there. */
  result(): CarvedBody | null {
    this.complete()
    if (this.found === null) return null
    return carvedBody(this.wanted, this.found.message, this.found.joined)
  }

  /** The response begins with the octet that the request's last segment acknowledges. */
  private begin({ frame, own, seq, ack, octets }: Segment): Stretch | null {
    const { frame: asked, method } = this.wanted
    if (this.side === 'request') return own ? new Stretch(seq) : null
    if (method === '') return own && frame >= asked && octets.length > 0 ? new Stretch(seq) : null
    return !own && frame >= asked && ack >= 0 ? new Stretch(ack) : null
  }
}

/** Of the messages of one side, with requests in a row, the one that the record is of. */
export function chosen(wanted: Carving, side: BodySide, joined: Joined): FoundMessage | null {
  const { method, status, frame, responseFrame, responseOctets } = wanted
  if (side === 'request') {
    for (const message of messagesOf(joined.octets, 'request', method)) {
      if (joined.frameAt(message.end - 1) >= frame) return message
    }
    return null
  }
  let [any, first]: (FoundMessage | null)[] = [null, null]
  for (const message of messagesOf(joined.octets, 'response', method)) {
    if (message.status !== status) continue
    any ??= message
    // The end of a head that waited for its beginning was captured before that.
    if (joined.frameAt(message.headEnd) < responseFrame) continue
    first ??= message
    if (octetsOf(message) === responseOctets) return message
  }
  return first ?? any ?? null
}

/** The body of a message that was found, unpacked and hashed. */
export function carvedBody(
  wanted: Pick<Carving, 'url' | 'frame'>,
  message: Pick<FoundMessage, 'parts' | 'encodings' | 'contentType' | 'chunked' | 'complete'>,
  joined: Joined,
): CarvedBody {
  const raw = joinOctets(message.parts.map(({ from, to }) => joined.octets.subarray(from, to)))
  const { octets, decoded, undecoded, cut } = decodeBody(raw, message.encodings)
  const kind = fileKind(octets)
  return {
    octets,
    name: safeName(wanted.url, wanted.frame, kind),
    looksLike: kind.name,
    contentType: message.contentType,
    sha256: bytesToHex(sha256(octets)),
    md5: bytesToHex(md5(octets)),
    decoded: message.chunked ? ['chunked', ...decoded] : decoded,
    undecoded,
    missing: missingOf(message, joined),
    cut: cut || !message.complete || (joined.cut && isLast(message, joined)),
  }
}

const octetsOf = ({ parts }: FoundMessage) =>
  parts.reduce((sum, { from, to }) => sum + to - from, 0)

/** `HTTP/` */
const beginsResponse = (octets: Uint8Array) =>
  [0x48, 0x54, 0x54, 0x50, 0x2f].every((octet, at) => octets[at] === octet)

type Segment = NonNullable<ReturnType<SegmentReader['read']>>

const isLast = ({ parts }: Pick<FoundMessage, 'parts'>, { octets }: Joined) =>
  (parts.at(-1)?.to ?? 0) >= octets.length

/** Octets of the parts that stand in holes; both are in order. */
function missingOf({ parts }: Pick<FoundMessage, 'parts'>, { holes }: Joined): number {
  let missing = 0
  let next = 0
  for (const { from, to } of parts) {
    while ((holes[next]?.to ?? Infinity) <= from) next++
    for (let at = next; (holes[at]?.from ?? Infinity) < to; at++) {
      const hole = holes[at] ?? { from: to, to }
      missing += Math.max(0, Math.min(to, hole.to) - Math.max(from, hole.from))
    }
  }
  return missing
}
