/** What both sides of a TLS connection said in it, opened with its secrets. RFC 8446, RFC 5246. */
import type { TlsSecret } from '../../model/tls-secret'
import type { Context, Sink, StreamSession } from '../analyzer'
import { KeyLog } from './key-log'
import { TlsSession } from './session'
import { Fault } from '../../wire/fault'
import { Octets } from '../../wire/octets'

type Direction = 0 | 1
/** Octets of one side, in the frame that completes them. */
export type Said = (side: Direction, octets: Uint8Array, frame: number, time: number) => void

export class PlainText {
  private readonly session = new TlsSession()
  private readonly context: TlsContext
  private readonly window = new Octets(new DataView(new ArrayBuffer(0)))
  /** Of each side, octets of a record that is not whole. */
  private readonly begun: [Uint8Array, Uint8Array] = [NOTHING, NOTHING]

  constructor(secrets: readonly TlsSecret[], said: Said) {
    this.context = new TlsContext(secrets, said)
  }

  /** Octets of the connection, in order. */
  data(side: Direction, octets: Uint8Array, frame: number, time: number): void {
    const { context, session, window } = this
    Object.assign(context, { direction: side, frame, time })
    let rest = joined(this.begun[side], octets)
    while (rest.length > 0) {
      window.aim(viewOf(rest), 0, rest.length, rest.length)
      const done = taken(session, window, context)
      if (done === 0) break
      rest = rest.subarray(Math.min(done, rest.length))
    }
    this.begun[side] = rest.slice()
  }

  gap(side: Direction, length: number): void {
    this.begun[side] = NOTHING
    this.session.gap(side, length, SILENT)
  }
}

const NOTHING = new Uint8Array(0)

/** What breaks the rules is passed over, as when the capture was read. */
function taken(session: StreamSession, octets: Octets, context: Context): number {
  try {
    return session.data(octets, context, SILENT)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    session.gap(context.direction, 0, SILENT)
    return octets.captured
  }
}

const nothing = () => undefined
/** Everything was told when the capture was read. */
const SILENT: Sink = {
  ...{ protocol: nothing, malformed: nothing, misread: nothing, count: nothing },
  ...{ collect: nothing, record: nothing, weird: nothing },
}

class TlsContext implements Context {
  frame = 0
  time = 0
  direction: Direction = 0
  readonly stream = 0
  readonly tap = 0
  readonly srcPort = 0 as Context['srcPort']
  readonly dstPort = 0 as Context['dstPort']
  readonly depth = 0
  readonly quoted = false
  readonly copy = false
  readonly passedOver = false
  readonly keyLog = new KeyLog()
  private readonly said: Said

  constructor(secrets: readonly TlsSecret[], said: Said) {
    this.said = said
    for (const { label, clientRandom, secret } of secrets) {
      this.keyLog.add(label, clientRandom, secret)
    }
  }

  readonly src = () => ''
  readonly dst = () => ''
  readonly tunnel = () => null

  inner(): StreamSession {
    return {
      data: ({ view, base, captured }) => {
        const octets = new Uint8Array(view.buffer, view.byteOffset + base, captured)
        this.said(this.direction, octets, this.frame, this.time)
        return captured
      },
      gap: nothing,
      end: nothing,
    }
  }
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array) =>
  new DataView(buffer, byteOffset, length)

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
