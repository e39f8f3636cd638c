/**
 * HTTP/1 connections: RFC 9112. A frame shows `http` as it does in Wireshark: when it completes a
 * message, holds octets that belong to none, or goes through a connection that has switched.
 */
import { MAX_HTTP_LINE } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Context, Progress, Sink, StreamEnd, StreamSession } from '../analyzer'
import type { Latin1Memory } from '../octet-memory'
import { Exchanges } from './exchanges'
import { type Fields, readFields } from './fields'
import { credentials, session } from '../session'
import { fromBase64 } from '../text-session'
import { countMessage, countAgain } from './counts'
import { endOfText, findEmptyLine, findLineFeed, textOf } from './lines'
import {
  type Message,
  newMessage,
  opensChannel,
  requestBody,
  responseBody,
  switchesProtocol,
} from './message'
import { parseCutLine, readStartLine, type RequestLine, type StatusLine } from './start-line'
import { Tunnel } from './tunnel'

/** One direction. */
class Side implements Progress {
  firstEnd = -1
  readonly openAt = -1
  message: Message | null = null
  ended = false
  /** Octets that hold no line feed, and beginning of the last header line that was looked at. */
  searched = 0
  lastLine = 0

  reset(): void {
    this.message = null
    this.searched = 0
    this.lastLine = 0
  }
}

export class HttpSession implements StreamSession {
  private readonly sides = [new Side(), new Side()] as const
  private readonly exchanges = new Exchanges()
  /** Wireshark shows octets that belong to no message once it has seen a request. */
  private requestSeen = false
  /** What the connection speaks since it switched; null: it has not. */
  private tunnel: Tunnel | null = null
  /** Who logged in last; null: nobody. */
  private user: string | null = null
  private readonly texts: Latin1Memory

  /** `texts`: those that came before. */
  constructor(texts: Latin1Memory) {
    this.texts = texts
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    const side = this.sides[context.direction]
    if (side.message !== null) return this.body(side, side.message, octets, context, sink)
    if (this.tunnel !== null) return this.tunnel.data(octets, context, sink)
    return this.head(side, octets, context, sink)
  }

  progress(direction: 0 | 1, done: number): Progress {
    const side = this.sides[direction]
    side.firstEnd = side.message === null ? done : -1
    return side
  }

  /** Of a request, the frame is told in which its body ends, or breaks off. */
  skippable(direction: 0 | 1): number {
    const { message } = this.sides[direction]
    return message?.line.kind === 'status' ? (message.body?.left ?? 0) : 0
  }

  skipped(direction: 0 | 1, length: number): void {
    this.sides[direction].message?.body?.skip(length)
  }

  again(octets: Octets, context: Context, sink: Sink): void {
    if (this.tunnel === null)
      countAgain(octets, !context.quoted, this.requestSeen, this.texts, sink)
    else if (context.quoted) sink.protocol('http')
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.tunnel?.gap(direction, length, sink)
    const side = this.sides[direction]
    const { message } = side
    if (message?.body?.skip(length) === true) {
      message.holed = true
      if (message.body.done) this.complete(side, message, sink)
      return
    }
    if (message !== null) this.close(message, sink)
    side.reset()
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.tunnel?.end(direction, sink, how, context)
    const side = this.sides[direction]
    const { message } = side
    if (message !== null) {
      if (how === 'fin' && message.body?.untilEnd === true) {
        this.complete(side, message, sink)
      } else this.close(message, sink)
    }
    side.reset()
    side.ended = true
    if (this.sides[0].ended && this.sides[1].ended) this.exchanges.finish(sink)
  }

  private head(side: Side, octets: Octets, context: Context, sink: Sink): number {
    const cut = octets.reported > octets.captured
    const feed = findLineFeed(octets, side.searched)
    if (feed < 0 && !cut) {
      side.searched = octets.captured
      return 0
    }
    side.searched = Math.max(0, feed)
    const end = feed < 0 ? octets.captured : endOfText(octets, 0, feed)
    const line =
      feed < 0
        ? parseCutLine(textOf(octets, 0, end, MAX_HTTP_LINE, this.texts))
        : readStartLine(octets, end, this.texts)
    if (line === null) return this.stray(side, feed, octets, end, sink)
    const fieldsAt = feed < 0 ? octets.captured : feed + 1
    const headEnd = findEmptyLine(octets, Math.max(fieldsAt, side.lastLine))
    if (headEnd < 0) side.lastLine = ~headEnd
    if (headEnd < 0 && !cut) return 0
    const to = headEnd < 0 ? octets.captured : headEnd
    const fields = readFields(octets, fieldsAt, to, this.texts)
    side.reset()
    const message = this.begin(line, fields, context, sink)
    if (cut && !message.counted) this.count(message, sink)
    if (headEnd < 0) {
      // What the rest of the header said of the body is not known.
      this.close(message, sink)
      return octets.captured
    }
    side.message = message
    if (message.body === null) this.complete(side, message, sink)
    else if (line.kind === 'request' && opensChannel(line, fields)) this.count(message, sink)
    return headEnd
  }

  /** Octets that begin no message: an empty line (RFC 9112 §2.2), or the rest of an unseen body. */
  private stray(side: Side, feed: number, octets: Octets, end: number, sink: Sink): number {
    side.reset()
    // Wireshark shows a line that the snaplen cut even so, unless it is no text.
    if (this.requestSeen || (feed < 0 && isText(octets.u8(0)))) sink.protocol('http')
    return end === 0 ? feed + 1 : octets.captured
  }

  private body(side: Side, message: Message, octets: Octets, context: Context, sink: Sink): number {
    const cut = octets.reported > octets.captured
    message.holed ||= context.passedOver
    message.frame = context.frame
    message.time = context.time
    // Wireshark loses a message whose end came before its middle.
    const misplaced = context.late === true && !message.late
    if (cut && !message.holed && !message.counted) this.count(message, sink)
    else if (cut) sink.protocol('http')
    const taken = message.body?.take(octets) ?? -1
    if (taken < 0) {
      sink.weird('http: broken chunk')
      this.complete(side, message, sink)
      return octets.captured
    }
    if (message.body?.done === true) message.holed ||= misplaced
    if (message.body?.done === true) this.complete(side, message, sink)
    return taken
  }

  private begin(
    line: RequestLine | StatusLine,
    fields: Fields,
    context: Context,
    sink: Sink,
  ): Message {
    if (line.kind === 'request') {
      if (fields.basic !== '') this.login(fields.basic, context, sink)
      const exchange = this.exchanges.request(line, fields, context, sink)
      return newMessage(line, fields, exchange, requestBody(fields), false, context)
    }
    const { code } = line
    const method = this.exchanges.first()?.record.method ?? ''
    const interim = code >= 100 && code < 200 && code !== 101
    const exchange = interim ? null : this.exchanges.response(line, fields, context)
    const body = responseBody(code, method, fields)
    return newMessage(line, fields, exchange, body, switchesProtocol(code, method), context)
  }

  /** RFC 7617 §2. Clients say it with every request: once is enough. */
  private login(basic: string, context: Context, sink: Sink): void {
    const [user = ''] = fromBase64(basic).split(':')
    if (this.user === user) return
    this.user = user
    sink.record('session', session(context, 'tcp', 'http', 'login', credentials(user)))
  }

  /** The last octet of a message was seen. */
  private complete(side: Side, message: Message, sink: Sink): void {
    if (!message.holed && !message.counted) this.count(message, sink)
    if (message.switches) this.tunnel = new Tunnel(message.fields.upgrade)
    this.close(message, sink)
    side.reset()
  }

  /** Nothing more will come of a message. */
  private close({ line, exchange, body, frame, time }: Message, sink: Sink): void {
    if (exchange === null) return
    const octets = body?.octets ?? 0
    if (line.kind === 'status') {
      exchange.record.responseOctets = octets
      this.exchanges.close(exchange, sink)
    } else {
      exchange.record.requestOctets = octets
      exchange.record.frame = frame
      exchange.askedTime = time
    }
  }

  private count(message: Message, sink: Sink): void {
    const { line, fields } = message
    message.counted = true
    if (line.kind === 'request' && !line.known) {
      if (this.requestSeen) sink.protocol('http')
      return
    }
    if (line.kind === 'request') this.requestSeen = true
    countMessage(line, fields, sink)
  }
}

/** RFC 20 §5.2: an octet that is shown, or that ends a line. */
function isText(octet: number): boolean {
  return (octet >= 0x20 && octet < 0x7f) || octet === 0x0a || octet === 0x0d
}
