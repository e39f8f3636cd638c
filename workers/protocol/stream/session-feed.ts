/** Feeds one session: keeps what it cannot finish yet, and gives it again with more behind it. */
import { MAX_PDU_OCTETS } from '../../limits/limits'
import { Fault } from '../../wire/fault'
import { Octets } from '../../wire/octets'
import type { Context, Sink, StreamEnd, StreamSession } from '../analyzer'
import type { HeldOctets } from './held-octets'
import { JoinedMessages, type Repeated } from './joined-messages'
import { PduBuffer } from './pdu-buffer'

export class SessionFeed {
  private readonly session: StreamSession
  private readonly name: string
  private readonly held: HeldOctets
  private readonly pending: [PduBuffer | null, PduBuffer | null] = [null, null]
  private readonly octets = new Octets()
  /** Octets given so far, those that are missing included. */
  private readonly given: [number, number] = [0, 0]
  private readonly joined: [JoinedMessages | null, JoinedMessages | null] = [null, null]
  /** Where the message began that the session has not finished; −1: none. */
  private readonly begun: [number, number] = [-1, -1]

  constructor(name: string, session: StreamSession, held: HeldOctets) {
    this.name = name
    this.session = session
    this.held = held
  }

  /** Octets of `context.direction`, in order. Those that the snaplen cut off are told as a gap. */
  give(octets: Octets, context: Context, sink: Sink): void {
    const missing = octets.reported - octets.captured
    const { direction } = context
    const pending = this.pending[direction]
    this.given[direction] += octets.captured
    if (pending !== null && pending.length > 0) this.giveMore(pending, octets, context, sink)
    else {
      const { view, base, captured, reported } = octets
      this.octets.aim(view, base, captured, reported)
      const rest = this.run(0, context, sink)
      if (rest > 0 && missing === 0) this.keep(captured - rest, octets, context, sink)
    }
    if (missing > 0) this.gap(direction, missing, sink)
  }

  /** As in `StreamSession`: in the midst of a message, of which nothing is kept. */
  skippable(direction: 0 | 1): number {
    if (this.begun[direction] < 0 || (this.pending[direction]?.length ?? 0) > 0) return 0
    return this.session.skippable?.(direction) ?? 0
  }

  skipped(direction: 0 | 1, length: number): void {
    this.given[direction] += length
    this.session.skipped?.(direction, length)
  }

  again(octets: Octets, context: Context, sink: Sink): void {
    try {
      this.session.again?.(octets, context, sink)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
    }
  }

  repeated(direction: 0 | 1, behind: number, length: number): Repeated {
    const start = this.given[direction] - behind
    return this.joined[direction]?.find(start, start + length) ?? 'other'
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.begun[direction] = -1
    if (length < 0) this.joined[direction] = null
    else this.given[direction] += length
    this.pending[direction]?.clear()
    this.session.gap(direction, length, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.session.end(direction, sink, how, context)
    this.pending[direction]?.clear()
    this.pending[direction] = null
  }

  private giveMore(pending: PduBuffer, octets: Octets, context: Context, sink: Sink): void {
    if (!pending.append(octets)) {
      this.giveUp(context, sink)
      return
    }
    pending.aim(this.octets, octets.reported - octets.captured)
    const had = pending.length
    const rest = this.run(had - octets.captured, context, sink)
    // A gap or an end told meanwhile has emptied it.
    if (pending.length === had) pending.drop(had - rest)
  }

  private keep(done: number, octets: Octets, context: Context, sink: Sink): void {
    const { direction } = context
    const pending = (this.pending[direction] ??= new PduBuffer(this.held, MAX_PDU_OCTETS, true))
    if (!pending.append(octets, done)) this.giveUp(context, sink)
  }

  private giveUp({ direction }: Context, sink: Sink): void {
    sink.weird(`${this.name}: message too long to follow`)
    this.gap(direction, -1, sink)
  }

  /**
   * Lets the session read as long as it gets on. Returns how many octets are left. The first `old`
   * came with segments before this one.
   */
  private run(old: number, context: Context, sink: Sink): number {
    const { octets } = this
    const fresh = this.given[context.direction] - octets.captured + old
    let { base, captured } = octets
    const { view, reported } = octets
    const missing = reported - captured
    while (captured > 0) {
      const done = this.read(context, sink)
      if (done < 0) return 0
      if (done > 0) this.note(context.direction, captured, done, fresh)
      base += done
      captured -= done
      octets.aim(view, base, captured, captured + missing)
      if (done === 0) break
    }
    return captured
  }

  /**
   * Notes a message that took several segments: the session is done with the first `done` of the
   * last `left` octets, and the segment at hand began at `fresh`.
   */
  private note(direction: 0 | 1, left: number, done: number, fresh: number): void {
    const start = this.given[direction] - left
    const begun = this.begun[direction]
    const first = begun < 0 ? start : begun
    const progress = this.session.progress?.(direction, done)
    const firstEnd = progress?.firstEnd ?? done
    const openAt = progress?.openAt ?? -1
    if (firstEnd < 0) {
      this.begun[direction] = first
      return
    }
    this.begun[direction] = openAt < 0 ? -1 : start + openAt
    if (first >= fresh) return
    const joined = (this.joined[direction] ??= new JoinedMessages())
    joined.add(first, start + firstEnd)
  }

  /** Octets that the session is done with; −1: it cannot make sense of them. */
  private read(context: Context, sink: Sink): number {
    const { captured } = this.octets
    try {
      const done = this.session.data(this.octets, context, sink)
      return Math.max(0, Math.min(done, captured))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (error.kind === 'malformed') sink.malformed(`${this.name}: ${error.what}`)
      else sink.weird(`${this.name} cut off`)
      this.session.gap(context.direction, 0, sink)
      return -1
    }
  }
}
