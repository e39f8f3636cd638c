/** Plaintext that came out of a connection, on its way to the analyzers once more. */
import { Octets } from '../../wire/octets'
import type { Context, Sink, StreamEnd, StreamSession } from '../analyzer'

export class PlainStream {
  private session: StreamSession | null = null
  private closed = false
  private readonly octets = new Octets()

  /** Octets of one direction, in order. */
  data(text: Uint8Array, context: Context, sink: Sink): void {
    if (this.closed) return
    this.session ??= context.inner()
    const { session, octets } = this
    if (session === null) {
      this.closed = true
      return
    }
    octets.aim(new DataView(text.buffer, text.byteOffset, text.length), 0, text.length, text.length)
    session.data(octets, context, sink)
  }

  gap(direction: 0 | 1, sink: Sink): void {
    this.session?.gap(direction, -1, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.session?.end(direction, sink, how, context)
  }
}
