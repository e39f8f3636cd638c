/** Plaintext that came out of a connection, on its way to the analyzers once more. */
import { MAX_PDU_OCTETS } from '../../limits/limits'
import { Octets } from '../../wire/octets'
import type { Context, Sink, StreamSession } from '../analyzer'
import { joined } from './vector'

export class PlainStream {
  private session: StreamSession | null = null
  private closed = false
  private readonly rests = [new Uint8Array(0), new Uint8Array(0)]
  private readonly octets = new Octets(new DataView(new ArrayBuffer(0)))

  data(text: Uint8Array, context: Context, sink: Sink): void {
    if (this.closed) return
    this.session ??= context.inner()
    const { session, octets } = this
    if (session === null) {
      this.closed = true
      return
    }
    const rest = this.rests[context.direction]
    const all = rest === undefined || rest.length === 0 ? text : joined(rest, text)
    octets.aim(new DataView(all.buffer, all.byteOffset, all.length), 0, all.length, all.length)
    const done = session.data(octets, context, sink)
    this.rests[context.direction] = all.slice(done)
    if (all.length - done > MAX_PDU_OCTETS) this.close(sink)
  }

  gap(direction: 0 | 1, sink: Sink): void {
    this.rests[direction] = new Uint8Array(0)
    this.session?.gap(direction, -1, sink)
  }

  end(direction: 0 | 1, sink: Sink): void {
    if (!this.closed) this.session?.end(direction, sink)
  }

  private close(sink: Sink): void {
    this.closed = true
    sink.weird('decrypted message that is too long')
  }
}
