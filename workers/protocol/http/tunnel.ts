/** A connection behind its switch to another protocol: WebSocket, HTTP/2, or one known by content. */
import type { Octets } from '../../wire/octets'
import type { Context, Sink, StreamEnd, StreamSession } from '../analyzer'
import { Http2Session } from '../http2/session'
import { WebSocketFrames } from './websocket'

export class Tunnel {
  private inner: StreamSession | null = null
  private readonly frames: readonly [WebSocketFrames, WebSocketFrames] | null

  /** `upgrade`: the protocol that both sides agreed on, in lower case; empty: not told. */
  constructor(upgrade: string) {
    this.frames = upgrade === 'websocket' ? [new WebSocketFrames(), new WebSocketFrames()] : null
    if (upgrade === 'h2c') this.inner = new Http2Session(['http', 'http2'])
  }

  /** Wireshark shows HTTP around what it carries. */
  data(octets: Octets, context: Context, sink: Sink): number {
    const frames = this.frames?.[context.direction]
    if (frames !== undefined) {
      return frames.take(octets, () => {
        sink.protocol('http')
        sink.protocol('websocket')
      })
    }
    if (this.inner instanceof Http2Session) return this.inner.data(octets, context, sink)
    sink.protocol('http')
    this.inner ??= context.inner()
    this.inner?.data(octets, context, sink)
    return octets.captured
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.frames?.[direction].skip(length)
    this.inner?.gap(direction, length, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.inner?.end(direction, sink, how, context)
  }
}
