/** Bodies of messages and whole files, out of all that both sides of a connection said. */
import { MAX_CARVED_OCTETS } from '../limits/workspace-limits'
import type { FlowSide, WholeSpeech } from '../model/flow-trace'
import type { BodySide, CarvedBody, HttpObject, TransferredFile } from '../model/objects'
import { carvedBody, chosen } from './body'
import { http2Message } from './http2-body'
import type { Joined } from './stretch'

/** null: the message is not there. */
export function bodyInSaid(
  object: HttpObject,
  side: BodySide,
  said: WholeSpeech,
): CarvedBody | null {
  const client = isClient(object, said) ? 0 : 1
  const server = client === 0 ? 1 : 0
  const own = joinedOf(said, side === 'request' ? client : server)
  if (!object.version.startsWith('HTTP/2')) {
    const message = chosen(object, side, own)
    return message === null ? null : carvedBody(object, message, own)
  }
  const requests = side === 'request' ? own : joinedOf(said, client)
  const message = http2Message(object, requests, own)
  return message === null ? null : carvedBody(object, message, own)
}

/** All that its sender said; null: nothing. */
export function fileInSaid(file: TransferredFile, said: WholeSpeech): CarvedBody | null {
  const joined = joinedOf(said, isClient(file, said) ? 0 : 1)
  const end = joined.octets.length
  if (end === 0) return null
  const [, target = ''] = /^\S+ (.*)$/.exec(file.command) ?? []
  const whole = {
    parts: [{ from: 0, to: end }],
    encodings: [],
    chunked: false,
    complete: file.whole && end >= file.octets,
  }
  return carvedBody({ url: target, frame: file.frame }, { ...whole, contentType: '' }, joined)
}

const isClient = ({ src, srcPort }: Pick<HttpObject, 'src' | 'srcPort'>, { orig }: WholeSpeech) =>
  orig.address === src && orig.port === srcPort

/** What one side said; what is missing in between stands as zeros. */
function joinedOf({ parts, more }: WholeSpeech, side: FlowSide): Joined {
  const own = parts.filter((part) => part.side === side)
  const length = own.reduce((sum, { octets, gap }) => sum + octets.length + gap, 0)
  const octets = new Uint8Array(Math.min(length, MAX_CARVED_OCTETS))
  const holes: Joined['holes'] = []
  const starts: { at: number; frame: number }[] = []
  let at = 0
  for (const part of own) {
    if (part.gap > 0) holes.push({ from: at, to: at + part.gap })
    at += part.gap
    if (at >= octets.length) break
    starts.push({ at, frame: part.frame })
    octets.set(part.octets.subarray(0, octets.length - at), at)
    at += part.octets.length
  }
  const frameAt = (of: number) => starts.findLast((start) => start.at <= of)?.frame ?? 0
  return { octets, holes, cut: more || length > octets.length, frameAt }
}
