/**
 * TCP reassembly for application protocols: RFC 9293 §3.4. Octets of each direction go to the
 * stream's analyzer in order, straight from the capture; only what came before its turn is copied.
 * The first copy of an octet counts, as it does in Wireshark.
 */
import type { Segment } from '../../flow/transport'
import { MAX_CLAIM_ATTEMPTS } from '../../limits/limits'
import { Octets } from '../../wire/octets'
import type { PacketRows } from '../../wire/packet-rows'
import { ACK, FIN, RST, SYN } from '../../wire/tcp'
import type { StreamAnalyzer, StreamEnd } from '../analyzer'
import type { Tally } from '../tally'
import { isGivenTwice, isReadAgain } from './analysis-flags'
import { StreamChoice } from './choose'
import { HeldOctets } from './held-octets'
import { isIdle, type OpenStream, type StreamContext } from './open-stream'
import { OpenStreams } from './open-streams'
import { KNOWN, REFUSED, StreamStates } from './stream-state'
import {
  distance,
  isBefore,
  isFar,
  type WaitingSegment,
  waitingSegment,
  WaitingSegments,
} from './waiting-segments'

const SIDES = [0, 1] as const

export class TcpStreams {
  readonly held = new HeldOctets()
  /** Streams given up because too many were open. */
  private evicted = 0
  private readonly states = new StreamStates()
  private readonly open: OpenStreams
  private readonly octets = new Octets()
  readonly choice: StreamChoice
  private readonly context: StreamContext
  private readonly tally: Tally

  constructor(analyzers: readonly StreamAnalyzer[], context: StreamContext, tally: Tally) {
    this.choice = new StreamChoice(analyzers)
    this.open = new OpenStreams(this.states, this.choice, this.held)
    this.context = context
    this.tally = tally
  }

  /**
   * Takes the segment in row `index` when nobody has to see its octets: their direction was refused,
   * or they stand in the midst of something of which only the length matters.
   */
  passes(packets: PacketRows, index: number, at: number, flags: number): boolean {
    if (this.states.has(at, REFUSED)) return true
    return flags === 0 && this.held.segments === 0 && this.states.pass(at, packets, index)
  }

  /** A segment with payload, SYN, FIN or RST. */
  segment(segment: Segment): void {
    const { states } = this
    const { tcpFlags } = segment
    const at = 2 * segment.stream + segment.direction
    states.reserve(at | 1)
    if (states.has(at, REFUSED)) return
    this.catchUp(segment.stream, segment.direction)
    let { seq } = segment
    if ((tcpFlags & SYN) !== 0) {
      seq = (seq + 1) >>> 0
      if (!states.has(at, KNOWN) || isFar(seq, states.next(at))) states.expect(at, seq)
    }
    // RFC 9293 §3.5.3: what a reset carries is a message about it, not data.
    if (segment.length > 0 && (tcpFlags & RST) === 0) this.payload(segment, at, seq)
    if ((tcpFlags & (FIN | RST)) !== 0) this.closing(segment, at, seq)
    if (this.held.segments > 0) this.acknowledged(segment)
  }

  /** A segment acknowledges octets of the other side: those before them will not come any more. */
  acknowledged(segment: Segment): void {
    if ((segment.tcpFlags & ACK) === 0) return
    const one = this.open.get(segment.stream)
    const side = segment.direction === 0 ? 1 : 0
    if (one === undefined || (one.waiting[side]?.size ?? 0) === 0) return
    const at = 2 * segment.stream + side
    this.context.ofSegment(segment)
    this.handOn(one, side, at, segment.ack)
    this.settle(one, side, at)
  }

  /** A segment that stands in an ICMP error. */
  quoted(segment: Segment): void {
    if (segment.captured === 0) return
    this.context.ofSegment(segment)
    this.again(segment)
  }

  /** The capture is over. */
  finish(): void {
    for (const one of this.open.all()) this.abandon(one)
  }

  /** Bounds that were reached. */
  capped(): { what: string; count: number }[] {
    return [
      { what: 'TCP streams followed at once', count: this.evicted },
      { what: 'octets held for streams and handshakes', count: this.held.givenUp },
    ].filter(({ count }) => count > 0)
  }

  private payload(segment: Segment, at: number, seq: number): void {
    const { states, context } = this
    if (!states.has(at, KNOWN)) states.expect(at, seq)
    const behind = (states.next(at) - seq) | 0
    if (behind < 0) {
      this.wait(segment, seq, at)
      return
    }
    context.ofSegment(segment)
    const known = behind > 0 && isGivenTwice(segment.analysis) && this.isJoined(segment, behind)
    if (behind >= segment.length) {
      if (!known && isReadAgain(segment.analysis)) this.again(segment)
      return
    }
    const captured = Math.max(0, segment.captured - behind)
    this.octets.aim(segment.view, segment.at + behind, captured, segment.length - behind)
    states.advance(at, seq + segment.length)
    const one = this.give(segment, at)
    if (one === undefined) return
    this.drain(one, segment.direction, at)
    this.settle(one, segment.direction, at)
    if (segment.captured === segment.length) this.allow(one, segment.direction, at)
  }

  /** Lets octets pass that the stream's analyzer need not see. */
  private allow(one: OpenStream, side: 0 | 1, at: number): void {
    if (one.ends[side] >= 0 || (one.waiting[side]?.size ?? 0) > 0) return
    this.states.allow(at, one.follower.skippable(side))
  }

  /** Tells the stream's analyzer how many octets it has not seen. */
  private catchUp(stream: number, side: 0 | 1): void {
    const passed = this.states.halt(2 * stream + side)
    if (passed > 0) this.open.get(stream)?.follower.skipped(side, passed)
  }

  /** Hands `octets` to the stream's analyzer, or looks for one. */
  private give(segment: Segment, at: number): OpenStream | undefined {
    const one = this.open.get(segment.stream)
    const follower = one?.follower ?? this.open.spare
    const following = follower.give(this.octets, this.context, this.tally)
    if (following === 'unknown') {
      this.fail(at)
      return one
    }
    if (following === 'claimed' && this.states.has(at ^ 1, REFUSED)) this.states.reopen(at ^ 1)
    return one ?? this.keep(segment)
  }

  /** Is the segment part of a message of several that was complete before? */
  private isJoined({ stream, direction, length }: Segment, behind: number): boolean {
    const part = this.open.get(stream)?.follower.repeated(direction, behind, length) ?? 'other'
    if (part === 'later') this.tally.calledMalformed()
    return part !== 'other'
  }

  private again(segment: Segment): void {
    const { view, at, captured, length } = segment
    this.octets.aim(view, at, captured, length)
    const one = this.open.get(segment.stream)
    const follower = one?.follower ?? this.open.spare
    follower.again(this.octets, this.context, this.tally)
  }

  private fail(at: number): void {
    if (!this.states.failed(at, MAX_CLAIM_ATTEMPTS)) return
    this.states.set(at, REFUSED)
    const one = this.open.get(at >> 1)
    if (one !== undefined && isIdle(one)) this.open.release(one)
  }

  /** Gives the stream an object. */
  private keep(segment: Segment): OpenStream {
    const surplus = this.open.surplus()
    if (surplus !== null) {
      this.evicted++
      this.abandon(surplus)
      this.context.ofSegment(segment)
    }
    return this.open.add(segment.stream, segment.tuple)
  }

  private wait(segment: Segment, seq: number, at: number): void {
    const { direction } = segment
    const one = this.open.get(segment.stream) ?? this.keep(segment)
    const waiting = (one.waiting[direction] ??= new WaitingSegments(this.held))
    if (waiting.add(waitingSegment(segment, seq))) return
    // No room: what is missing is taken for lost.
    this.context.ofSegment(segment)
    this.handOn(one, direction, at)
    this.settle(one, direction, at)
  }

  /**
   * Hands on what waits, gaps told: octets before the number `ack` will not come any more; −1: none
   * will.
   */
  private handOn(one: OpenStream, side: 0 | 1, at: number, ack = -1): void {
    const waiting = one.waiting[side]
    if (waiting === null) return
    for (let first = waiting.first(); first !== undefined; first = waiting.first()) {
      if (ack >= 0 && isBefore(ack, first.seq)) break
      const missing = distance(this.states.next(at), first.seq)
      if (missing > 0) {
        this.states.advance(at, first.seq)
        one.follower.gap(side, missing, this.tally)
      }
      this.drain(one, side, at)
    }
  }

  /** Hands on the waiting segments whose turn it is. */
  private drain(one: OpenStream, side: 0 | 1, at: number): void {
    const waiting = one.waiting[side]
    if (waiting === null || waiting.size === 0) return
    const { states, context, tally } = this
    const { frame, time } = context
    const turned = context.direction
    const muted = tally.isMuted
    for (;;) {
      const next = states.next(at)
      const first = waiting.due(next)
      if (first === undefined) break
      const behind = (next - first.seq) | 0
      if (behind >= first.length) continue
      states.advance(at, first.seq + first.length)
      tally.begin(first.frame)
      if (first.undissected === true) tally.mute()
      context.of(side, first.frame, first.time)
      this.giveWaiting(one, first, behind, at)
    }
    tally.begin(frame)
    if (muted) tally.mute()
    context.of(turned, frame, time)
  }

  private giveWaiting(one: OpenStream, segment: WaitingSegment, behind: number, at: number): void {
    const { octets, length } = segment
    const from = Math.min(behind, octets.length)
    const view = new DataView(octets.buffer)
    this.octets.aim(view, from, octets.length - from, length - behind)
    const following = one.follower.give(this.octets, this.context, this.tally)
    if (following === 'unknown') this.fail(at)
  }

  private closing(segment: Segment, at: number, seq: number): void {
    const one = this.open.get(segment.stream)
    if (one === undefined) return
    this.context.ofSegment(segment)
    if ((segment.tcpFlags & RST) !== 0) {
      this.catchUp(one.stream, segment.direction === 0 ? 1 : 0)
      for (const side of SIDES) this.handOn(one, side, 2 * one.stream + side)
      this.close(one, 'reset')
      return
    }
    one.ends[segment.direction] = (seq + segment.length) >>> 0
    this.settle(one, segment.direction, at)
  }

  /** Tells the end of a direction once everything before its FIN was handed on. */
  private settle(one: OpenStream, side: 0 | 1, at: number): void {
    if (one.ends[side] < 0 || one.ended[side] || this.states.next(at) !== one.ends[side]) return
    one.ended[side] = true
    one.follower.end(side, this.tally, 'fin', this.context)
    if (one.ended[0] && one.ended[1]) this.open.release(one)
  }

  private abandon(one: OpenStream): void {
    this.context.ofStream(one.stream, one.tuple)
    for (const side of SIDES) {
      this.catchUp(one.stream, side)
      this.handOn(one, side, 2 * one.stream + side)
    }
    this.close(one, 'lost')
  }

  private close(one: OpenStream, how: StreamEnd): void {
    for (const side of SIDES) {
      if (!one.ended[side]) one.follower.end(side, this.tally, how, this.context)
    }
    this.open.release(one)
  }
}
