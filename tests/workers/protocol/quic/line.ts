/** A conversation of QUIC, datagram by datagram, and packets to send in it. */
import { Quic } from '../../../../workers/protocol/quic/quic'
import { Fault } from '../../../../workers/wire/fault'
import { cryptoFrame, sealInitial, type Initial } from '../../../support/quic-seal'
import * as rfc from '../../../support/rfc9001'
import { octetsOf, TestContext, TestSink } from '../../../support/sink'
import { message, serverHello } from '../../../support/tls-records'

export class Line {
  readonly quic = new Quic()
  readonly context = new TestContext()
  readonly sink = new TestSink(this.context)

  /** False: not taken for QUIC. */
  send(direction: 0 | 1, datagram: Uint8Array): boolean {
    this.context.next(direction)
    const octets = octetsOf(datagram)
    if (!this.quic.claims(octets, this.context)) return false
    try {
      this.quic.datagram(octets, this.context, this.sink)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      this.sink.faults.push(error.what)
    }
    return true
  }

  get record() {
    return this.sink.applications.tls[0]
  }
}

const NONE = new Uint8Array(0)

/** Of TLS_AES_128_GCM_SHA256. */
export const SERVER_HELLO = message(2, serverHello(0x1301, []))
export const SERVER_FRAME = cryptoFrame(0, SERVER_HELLO)

/** By default the client's, to the first destination of RFC 9001 A.2. */
export function initial(change: Partial<Initial>): Uint8Array {
  const padded = change.frames === undefined ? new Uint8Array(32) : change.frames
  return sealInitial({
    ...{ first: rfc.DCID, from: 'client', dcid: rfc.DCID, scid: NONE, number: 0 },
    ...change,
    frames: Buffer.concat([padded, new Uint8Array(32)]),
  })
}
