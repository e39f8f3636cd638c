/**
 * One QUIC connection: keys by encryption level and direction, and the TLS handshake inside.
 * RFC 9001 §4. Initial packets can always be opened, the others with a key log.
 */
import { Fault } from '../../wire/fault'
import type { HeldOctets } from '../stream/held-octets'
import type { Context, Sink } from '../analyzer'
import { session } from '../session'
import { TlsConversation } from '../tls/conversation'
import { HandshakeStream } from '../tls/handshake-stream'
import { CLIENT_HELLO, SERVER_HELLO } from '../tls/names'
import { suiteOf } from '../tls/suites'
import { hex, Vector } from '../tls/vector'
import { CryptoStream } from '../tls/crypto-stream'
import { readFramesOf } from './frames-by-version'
import { HANDSHAKE, INITIAL, MAX_CID, RETRY, type LongHeader } from './header'
import { openInitial } from './initial'
import { initialKeys, nextKeys, packetKeys, type PacketKeys } from './keys'
import { openPacket } from './protection'
import { GOOGLE_Q050, isReserved } from './version'

/** Encryption levels that are followed. */
type Level = 'initial' | 'handshake' | 'application'
/** Error codes that carry an alert of TLS in their last octet. RFC 9000 §20.1. */
const CRYPTO_ERROR = 0x0100
const FATAL = 2
const LEVELS: Partial<Record<number, Level>> = { [INITIAL]: 'initial', [HANDSHAKE]: 'handshake' }

/** One direction at one level. */
class Space {
  keys: PacketKeys | null = null
  phase: 0 | 1 = 0
  largest = -1
  readonly crypto: CryptoStream
  readonly messages = new HandshakeStream()

  constructor(held: HeldOctets) {
    this.crypto = new CryptoStream(held)
  }
}

class Side {
  readonly initial: Space
  readonly handshake: Space
  readonly application: Space
  /** Octets of the connection ID that this side chose; −1: not known. */
  cidLength = -1

  constructor(held: HeldOctets) {
    this.initial = new Space(held)
    this.handshake = new Space(held)
    this.application = new Space(held)
  }
}

export class Connection {
  readonly conversation = new TlsConversation('quic')
  /** A packet with a long header was seen. */
  met = false
  private version = 0
  private client: 0 | 1
  private readonly sides: readonly [Side, Side]
  private readonly learn: (cid: string) => void

  /** `client`: direction of the client; `learn` is told every connection ID. */
  constructor(client: 0 | 1, held: HeldOctets, learn: (cid: string) => void) {
    this.client = client
    this.sides = [new Side(held), new Side(held)]
    this.learn = learn
  }

  long(packet: Uint8Array, header: LongHeader, context: Context, sink: Sink): void {
    const { direction } = context
    // Nothing else would be told of it.
    if (!this.met && header.version === GOOGLE_Q050) {
      sink.record('session', session(context, 'udp', 'quic', 'version', 'Q050'))
    }
    this.met = true
    if (header.scid.length <= MAX_CID) {
      this.sides[direction].cidLength = header.scid.length
      this.learn(header.scid)
    }
    if (header.version === 0) return
    if (header.type === RETRY) {
      this.restart()
      return
    }
    const level = LEVELS[header.type]
    if (level === undefined) return
    if (level === 'initial') this.initialKeys(packet, header, direction)
    this.open(packet, header.numberAt, level, context, sink)
  }

  /** A packet with a short header, which fills the rest of the datagram. RFC 9000 §17.3. */
  short(packet: Uint8Array, context: Context, sink: Sink): void {
    const { course } = this.conversation
    // The client sends so from its Finished on.
    if (!course.done && context.direction === this.client) course.complete()
    const length = this.sides[context.direction === 0 ? 1 : 0].cidLength
    if (length < 0) return
    this.open(packet, 1 + length, 'application', context, sink)
  }

  /**
   * The server wants to see that the address is the client's: keys begin anew, the client's
   * handshake is the same and goes on. RFC 9000 §17.2.5.3.
   */
  private restart(): void {
    for (const { initial } of this.sides) initial.keys = null
  }

  private initialKeys(packet: Uint8Array, header: LongHeader, direction: 0 | 1): void {
    const { client, sides } = this
    if (sides[client].initial.keys !== null || direction !== client) return
    const { dcid } = header
    const version = isReserved(header.version)
      ? (openInitial(packet, header)?.version ?? 0)
      : header.version
    const keys = initialKeys(version, dcid)
    if (keys === null) return
    this.version = version
    sides[client].initial.keys = keys.client
    sides[client === 0 ? 1 : 0].initial.keys = keys.server
  }

  private open(at: Uint8Array, numberAt: number, level: Level, context: Context, sink: Sink): void {
    const space = this.sides[context.direction][level]
    const { keys, phase, largest } = space
    if (keys === null) return
    let used = keys
    const byPhase = (sent: 0 | 1) => (used = sent === phase ? keys : nextKeys(this.version, keys))
    const opened = openPacket(at, numberAt, keys, byPhase, largest)
    if (opened === null) return
    space.keys = used
    space.phase = opened.phase
    space.largest = Math.max(largest, opened.number)
    const { record } = this.conversation
    if (level !== 'initial' && record !== null) record.decrypted = true
    this.frames(opened.payload, space, context, sink)
  }

  private frames(payload: Uint8Array, space: Space, context: Context, sink: Sink): void {
    try {
      const known = readFramesOf(this.version, new Vector(payload, 'quic.frame'), {
        crypto: (offset, octets) => {
          this.crypto(offset, octets, space, context, sink)
        },
        connectionId: this.learn,
        close: (error) => {
          if (error >> 8 !== CRYPTO_ERROR >> 8) return
          this.conversation.alert(FATAL, error & 0xff, context, sink)
        },
      })
      if (!known) sink.weird('QUIC frame of an unknown type')
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      sink.malformed(`quic: ${error.what}`)
    }
  }

  private crypto(
    offset: number,
    octets: Uint8Array,
    space: Space,
    context: Context,
    sink: Sink,
  ): void {
    const ready = space.crypto.add(offset, octets)
    if (ready === null) return
    if (ready === false) {
      sink.weird('QUIC handshake with too many missing parts')
      return
    }
    sink.protocol('tls')
    space.messages.add(ready, (type, body) => {
      this.conversation.message(type, body, context, sink)
      if (type === CLIENT_HELLO) this.client = context.direction
      if (type === SERVER_HELLO) this.secrets(context)
    })
  }

  /** Keys of the levels above Initial, if the key log has them. */
  private secrets({ keyLog = null }: Context): void {
    const { client, server } = this.conversation
    const suite = suiteOf(server?.cipher ?? 0)
    if (client === null || suite === null || keyLog === null) return
    const random = hex(client.random)
    for (const [role, side] of [
      ['CLIENT', this.sides[this.client]],
      ['SERVER', this.sides[this.client === 0 ? 1 : 0]],
    ] as const) {
      const handshake = keyLog.find(`${role}_HANDSHAKE_TRAFFIC_SECRET`, random)
      const application = keyLog.find(`${role}_TRAFFIC_SECRET_0`, random)
      if (handshake !== null) side.handshake.keys = packetKeys(this.version, suite, handshake)
      if (application !== null) side.application.keys = packetKeys(this.version, suite, application)
    }
  }
}
