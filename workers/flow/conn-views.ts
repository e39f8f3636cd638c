/**
 * Connections as the records that detectors read. Of most of them only a few facts are asked for, so
 * each is read from the rows when it is asked for, and made into an object at most once.
 *
 * A view has its facts in getters: it is not to be spread or cloned. `JSON.stringify` writes all of
 * them. It holds as long as the rows do not change, that is, while records are sent.
 */
import { plainConn, plainHandshake } from '../model/plain-conn'
import type {
  ConnRecord,
  ConnReset,
  ConnSide,
  Endpoint,
  Handshake,
  RepeatedSegment,
  Tunnel,
} from '../model/records'
import { challenge, closedBy, endpoint, fromOrig, outcome, repeated } from './conn-facts'
import * as at from './conn-rows'
import type { Conns } from './conns'
import { SideView } from './side-view'
import { resetOf } from './reset-records'

/** The connection `conn`; `describe` knows tunnels by their number. */
export class ConnView implements ConnRecord {
  readonly capture: number
  readonly tunnel: Tunnel | null
  readonly orig: Endpoint
  readonly resp: Endpoint
  readonly origSide: ConnSide
  readonly respSide: ConnSide
  readonly handshake: Handshake
  private readonly conns: Conns
  private readonly conn: number
  private readonly first: number
  private repeats: RepeatedSegment[] | null = null
  private resetSeen: ConnReset | null | undefined = undefined

  constructor(
    conns: Conns,
    conn: number,
    capture: number,
    describe: (tunnel: number) => Tunnel | null,
  ) {
    const { u } = conns.rows
    const c = conn * at.CONN_WORDS
    const orig = u[c + at.ORIG] as number
    const tunnel = u[c + at.TUNNEL] as number
    const tuple = u[c + at.TUPLE_ROW] as number
    this.conns = conns
    this.conn = conn
    this.first = 2 * conn + orig
    this.capture = capture
    this.tunnel = fromOrig(describe(tunnel >>> 1), (tunnel & 1) === orig)
    this.orig = endpoint(conns, tuple, orig)
    this.resp = endpoint(conns, tuple, 1 - orig)
    this.origSide = new SideView(conns, this.first)
    this.respSide = new SideView(conns, this.first ^ 1)
    this.handshake = new HandshakeView(conns, conn)
  }

  get tap(): number {
    return this.word(at.TAP)
  }

  get stream(): number {
    return this.word(at.STREAM)
  }

  get firstTime(): number {
    return this.conns.rows.f[this.conn * at.CONN_DOUBLES + at.FIRST_TIME] as number
  }

  get lastTime(): number {
    return this.conns.endTime(this.conn)
  }

  get firstFrame(): number {
    return this.word(at.FIRST_FRAME)
  }

  get replyLatency(): number {
    return this.conns.firstReplies.latency(this.conn)
  }

  get repeated(): RepeatedSegment[] {
    this.repeats ??= repeated(this.conns, this.first)
    return this.repeats
  }

  get repeatedTotal(): number {
    const { repeats } = this.conns.delivery
    return repeats.total(this.first) + repeats.total(this.first ^ 1)
  }

  get closedBy(): ConnRecord['closedBy'] {
    return closedBy(this.word(at.CLOSED))
  }

  get silenceSurvived(): number {
    return this.conns.resets.silences.survived(this.conn)
  }

  get reset(): ConnReset | null {
    if (this.resetSeen === undefined) this.resetSeen = resetOf(this.conns, this.conn)
    return this.resetSeen
  }

  toJSON(): ConnRecord {
    return plainConn(this)
  }

  private word(index: number): number {
    return this.conns.rows.u[this.conn * at.CONN_WORDS + index] as number
  }
}

class HandshakeView implements Handshake {
  private readonly conns: Conns
  private readonly conn: number
  private challengeSeen: Handshake['challenge'] | undefined = undefined

  constructor(conns: Conns, conn: number) {
    this.conns = conns
    this.conn = conn
  }

  get outcome(): Handshake['outcome'] {
    return outcome(this.synTime, this.synAckTime, this.ackTime, this.refusedFrame)
  }

  get synTime(): number {
    return this.double(at.SYN_TIME)
  }

  get synFrames(): number[] {
    const repeats = this.conns.handshakes.repeats.get(this.conn)
    return repeats?.frames.slice() ?? (this.synTime >= 0 ? [this.word(at.SYN_FRAME)] : [])
  }

  get synTimes(): number[] {
    const repeats = this.conns.handshakes.repeats.get(this.conn)
    return repeats?.times.slice() ?? (this.synTime >= 0 ? [this.synTime] : [])
  }

  get synTotal(): number {
    return this.word(at.SYN_TOTAL)
  }

  get synAckTime(): number {
    return this.double(at.SYN_ACK_TIME)
  }

  get synAckFrame(): number {
    return this.word(at.SYN_ACK_FRAME)
  }

  get synAckTotal(): number {
    return this.word(at.SYN_ACK_TOTAL)
  }

  get ackTime(): number {
    return this.double(at.ACK_TIME)
  }

  get ackFrame(): number {
    return this.word(at.ACK_FRAME)
  }

  get answerLatency(): number {
    const { synTime, synAckTime } = this
    return synTime >= 0 && synAckTime >= 0 ? synAckTime - synTime : -1
  }

  get latency(): number {
    const { synTime, ackTime } = this
    return synTime >= 0 && ackTime >= 0 ? ackTime - synTime : -1
  }

  get refusedFrame(): number {
    return this.word(at.REFUSED_FRAME)
  }

  get challenge(): Handshake['challenge'] {
    if (this.challengeSeen === undefined) this.challengeSeen = challenge(this.conns, this.conn)
    return this.challengeSeen
  }

  toJSON(): Handshake {
    return plainHandshake(this)
  }

  private word(index: number): number {
    return this.conns.rows.u[this.conn * at.CONN_WORDS + index] as number
  }

  private double(index: number): number {
    return this.conns.rows.f[this.conn * at.CONN_DOUBLES + index] as number
  }
}
