/** HTTP/2 connections: RFC 9113. Bodies are counted and passed over. */
import { MAX_HEADER_BLOCK } from '../../limits/limits'
import { Fault } from '../../wire/fault'
import { Octets } from '../../wire/octets'
import type { Context, Sink, StreamSession } from '../analyzer'
import { GrowingOctets } from '../tls/growing-octets'
import * as frames from './frame'
import { type Field, HpackDecoder } from './hpack'
import { Huffman } from './huffman'
import { Requests } from './requests'

/** One direction. */
class Side {
  readonly decoder: HpackDecoder
  /** What is left of a frame that is passed over, and what becomes of it behind that. */
  left = 0
  passing: frames.Frame | null = null
  /** Octets are missing of the frame that is passed over. */
  holed = false
  /** The header block so far, until END_HEADERS. */
  block: GrowingOctets | null = null
  /** What ends with the header block. */
  endsStream = false
  /** Frames cannot be told any more; headers cannot be read any more. */
  lost = false
  unreadable = false
  started = false
  ended = false

  constructor(huffman: Huffman) {
    this.decoder = new HpackDecoder(huffman)
  }
}

export class Http2Session implements StreamSession {
  private readonly sides: readonly [Side, Side]
  private readonly requests = new Requests()
  private readonly window = new Octets()
  private readonly shown: readonly string[]

  /** `shown`: what Wireshark shows of such frames; none: it does not recognise the connection. */
  constructor(shown: readonly string[]) {
    this.shown = shown
    const huffman = new Huffman()
    this.sides = [new Side(huffman), new Side(huffman)]
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    const side = this.sides[context.direction]
    if (side.lost) return octets.captured
    if (side.passing !== null) return this.pass(side, side.passing, octets, context, sink)
    const preface = this.preface(side, octets, sink)
    if (preface !== 0) return preface < 0 ? 0 : preface
    if (octets.captured < frames.HEADER) return 0
    const frame = frames.readFrame(octets, 0)
    if (!carriesHeaders(frame.type)) {
      side.passing = frame
      side.left = frame.length
      if (side.left === 0) this.passed(side, frame, context, sink)
      return frames.HEADER
    }
    const total = frames.HEADER + frame.length
    if (total > MAX_HEADER_BLOCK) throw new Fault('malformed', 'http2.length')
    if (octets.captured < total) return 0
    this.show(sink)
    this.window.aim(octets.view, octets.base + frames.HEADER, frame.length, frame.length)
    this.headers(side, frame, context, sink)
    return total
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    const side = this.sides[direction]
    if (side.passing !== null && length >= 0 && length <= side.left) {
      side.left -= length
      side.holed = true
      if (side.left === 0) side.passing = null
      return
    }
    if (!side.lost) sink.weird('http2: cannot be followed behind a gap')
    side.lost = true
  }

  end(direction: 0 | 1, sink: Sink): void {
    this.sides[direction].ended = true
    if (this.sides.every(({ ended }) => ended)) this.requests.finish(sink)
  }

  /** Octets of the connection preface; 0: none stands here; −1: more are needed. */
  private preface(side: Side, octets: Octets, sink: Sink): number {
    if (side.started) return 0
    const size = Math.min(octets.captured, frames.PREFACE.length)
    for (let at = 0; at < size; at++) {
      if (octets.u8(at) !== frames.PREFACE.charCodeAt(at)) {
        side.started = true
        return 0
      }
    }
    if (size < frames.PREFACE.length) return -1
    side.started = true
    this.show(sink)
    return size
  }

  private pass(side: Side, frame: frames.Frame, octets: Octets, context: Context, sink: Sink) {
    const taken = Math.min(side.left, octets.captured)
    side.left -= taken
    if (side.left === 0) this.passed(side, frame, context, sink)
    return taken
  }

  private passed(side: Side, frame: frames.Frame, context: Context, sink: Sink): void {
    const { type, flags, stream, length } = frame
    if (!side.holed) this.show(sink)
    side.holed = false
    side.passing = null
    if (type === frames.DATA) {
      this.requests.body(stream, length, context.direction)
      if ((flags & frames.END_STREAM) !== 0) this.requests.ended(stream, context, sink)
    } else if (type === frames.RST_STREAM) this.requests.close(stream, sink)
  }

  private show(sink: Sink): void {
    for (const name of this.shown) sink.protocol(name)
  }

  private headers(side: Side, frame: frames.Frame, context: Context, sink: Sink): void {
    const { window } = this
    frames.toHeaderBlock(window, frame)
    if (frame.type !== frames.CONTINUATION) {
      side.block = null
      side.endsStream = frame.type === frames.HEADERS && (frame.flags & frames.END_STREAM) !== 0
    }
    if ((frame.flags & frames.END_HEADERS) === 0 || side.block !== null) {
      this.gather(side, window)
      if ((frame.flags & frames.END_HEADERS) === 0) return
      const whole = side.block?.view().slice() ?? new Uint8Array(0)
      window.aim(new DataView(whole.buffer), 0, whole.length, whole.length)
      side.block = null
    }
    if (!side.unreadable) this.fields(side, frame, context, sink)
    if (side.endsStream) this.requests.ended(frame.stream, context, sink)
  }

  private gather(side: Side, { view, base, captured }: Octets): void {
    side.block ??= new GrowingOctets()
    if (side.block.length + captured > MAX_HEADER_BLOCK) {
      side.block = null
      side.unreadable = true
      throw new Fault('malformed', 'http2.length')
    }
    side.block.append(new Uint8Array(view.buffer, view.byteOffset + base, captured))
  }

  private fields(side: Side, frame: frames.Frame, context: Context, sink: Sink): void {
    try {
      const fields = side.decoder.decode(this.window)
      if (side.decoder.beyond > 0) sink.weird('http2: header fields beyond those that are read')
      if (this.shown.length > 0) countFields(fields, sink)
      // What is promised is no request of a client.
      if (frame.type !== frames.PUSH_PROMISE) {
        this.requests.fields(frame.stream, fields, context, sink)
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      side.unreadable = true
      sink.weird(`http2: ${error.what}`)
    }
  }
}

function countFields(fields: readonly Field[], sink: Sink): void {
  for (const [name, value] of fields) {
    if (name === ':method') sink.count('http2', 'request_headers')
    if (name === ':authority' && value !== '') sink.collect('http2', 'authorities', value)
  }
}

function carriesHeaders(type: number): boolean {
  return type === frames.HEADERS || type === frames.PUSH_PROMISE || type === frames.CONTINUATION
}
