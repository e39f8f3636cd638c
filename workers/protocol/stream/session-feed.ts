/** Feeds one session: keeps what it cannot finish yet, and gives it again with more behind it. */
import { MAX_PDU_OCTETS } from '../../limits/limits'
import { Fault } from '../../wire/fault'
import { Octets } from '../../wire/octets'
import type { Context, Sink, StreamEnd, StreamSession } from '../analyzer'
import type { HeldOctets } from './held-octets'
import { PduBuffer } from './pdu-buffer'

export class SessionFeed {
  private readonly session: StreamSession
  private readonly name: string
  private readonly held: HeldOctets
  private readonly pending: [PduBuffer | null, PduBuffer | null] = [null, null]
  private readonly octets = new Octets()

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
    if (pending !== null && pending.length > 0) this.giveMore(pending, octets, context, sink)
    else {
      const { view, base, captured, reported } = octets
      this.octets.aim(view, base, captured, reported)
      const rest = this.run(context, sink)
      if (rest > 0 && missing === 0) this.keep(captured - rest, octets, context, sink)
    }
    if (missing > 0) this.gap(direction, missing, sink)
  }

  again(octets: Octets, context: Context, sink: Sink): void {
    try {
      this.session.again?.(octets, context, sink)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
    }
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.pending[direction]?.clear()
    this.session.gap(direction, length, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd): void {
    this.session.end(direction, sink, how)
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
    const rest = this.run(context, sink)
    // A gap or an end told meanwhile has emptied it.
    if (pending.length === had) pending.drop(had - rest)
  }

  private keep(done: number, octets: Octets, context: Context, sink: Sink): void {
    const { direction } = context
    const pending = (this.pending[direction] ??= new PduBuffer(this.held, MAX_PDU_OCTETS))
    if (!pending.append(octets, done)) this.giveUp(context, sink)
  }

  private giveUp({ direction }: Context, sink: Sink): void {
    sink.weird(`${this.name}: message too long to follow`)
    this.gap(direction, -1, sink)
  }

  /** Lets the session read as long as it gets on. Returns how many octets are left. */
  private run(context: Context, sink: Sink): number {
    const { octets } = this
    let { base, captured } = octets
    const { view, reported } = octets
    const missing = reported - captured
    while (captured > 0) {
      const done = this.read(context, sink)
      if (done < 0) return 0
      base += done
      captured -= done
      octets.aim(view, base, captured, captured + missing)
      if (done === 0) break
    }
    return captured
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
