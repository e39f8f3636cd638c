/** One stream: looks for its analyzer, and then feeds it. */
import { MAX_HEAD_OCTETS } from '../../limits/limits'
import { Octets } from '../../wire/octets'
import type { Context, Sink, StreamEnd } from '../analyzer'
import type { StreamChoice } from './choose'
import type { HeldOctets } from './held-octets'
import type { Repeated } from './joined-messages'
import { PduBuffer } from './pdu-buffer'
import { SessionFeed } from './session-feed'

/** What became of the octets of a stream. */
export type Following =
  /** An analyzer has the stream. */
  | 'claimed'
  /** They are kept until more come. */
  | 'undecided'
  /** Nobody knows them. */
  | 'unknown'

/** A context that can be turned round. */
export interface TurningContext extends Context {
  /** From now on the other direction is meant. */
  turn(): void
}

export class Follower {
  private feed: SessionFeed | null = null
  private readonly heads: [PduBuffer | null, PduBuffer | null] = [null, null]
  private readonly octets = new Octets()
  private readonly choice: StreamChoice
  private readonly held: HeldOctets

  constructor(choice: StreamChoice, held: HeldOctets) {
    this.choice = choice
    this.held = held
  }

  /** Nobody has claimed the stream, and nothing of it is kept. */
  get idle(): boolean {
    return this.feed === null && this.heads.every((head) => head === null || head.length === 0)
  }

  /** Octets of `context.direction`, in order. */
  give(octets: Octets, context: TurningContext, sink: Sink): Following {
    if (this.feed !== null) {
      this.feed.give(octets, context, sink)
      return 'claimed'
    }
    return this.seek(octets, context, sink)
  }

  /** Octets that stand outside the stream. */
  again(octets: Octets, context: Context, sink: Sink): void {
    if (this.feed !== null) {
      this.feed.again(octets, context, sink)
      return
    }
    const chosen = this.choice.of(octets, context)
    if (chosen === null || chosen === 'more') return
    new SessionFeed(chosen.name, chosen.start(context), this.held).again(octets, context, sink)
  }

  /** What octets are that come again: from `behind` before the end of what was given. */
  repeated(direction: 0 | 1, behind: number, length: number): Repeated {
    return this.feed?.repeated(direction, behind, length) ?? 'other'
  }

  /** As in `StreamSession`. */
  skippable(direction: 0 | 1): number {
    return this.feed?.skippable(direction) ?? 0
  }

  skipped(direction: 0 | 1, length: number): void {
    this.feed?.skipped(direction, length)
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.heads[direction]?.clear()
    this.feed?.gap(direction, length, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.heads[direction]?.clear()
    this.feed?.end(direction, sink, how, context)
  }

  private seek(octets: Octets, context: TurningContext, sink: Sink): Following {
    const { direction } = context
    const head = this.heads[direction]
    const window = this.octets
    window.aim(octets.view, octets.base, octets.captured, octets.reported)
    if (head !== null && head.length > 0) {
      if (!head.append(octets)) return this.giveUp(direction)
      head.aim(window, octets.reported - octets.captured)
    }
    let chosen = this.choice.of(window, context)
    if (chosen === null && head !== null && head.length > 0) {
      // Wireshark asks again at every segment: what went before them may be the end of another PDU.
      head.clear()
      window.aim(octets.view, octets.base, octets.captured, octets.reported)
      chosen = this.choice.of(window, context)
    }
    if (chosen === 'more' && window.reported === window.captured) return this.wait(octets, context)
    if (chosen === null || chosen === 'more') return this.giveUp(direction)
    this.feed = new SessionFeed(chosen.name, chosen.start(context), this.held)
    this.giveOther(context, sink)
    this.feed.give(window, context, sink)
    this.heads[direction]?.clear()
    this.heads[direction] = null
    return 'claimed'
  }

  /** What the other side said before its partner was recognised. */
  private giveOther(context: TurningContext, sink: Sink): void {
    const other = context.direction === 0 ? 1 : 0
    const head = this.heads[other]
    if (head === null) return
    const octets = new Octets()
    head.aim(octets, 0)
    context.turn()
    if (head.length > 0) this.feed?.give(octets, context, sink)
    context.turn()
    head.clear()
    this.heads[other] = null
  }

  private wait(octets: Octets, { direction }: Context): Following {
    // What nobody recognises within the bound is no loss.
    const head = (this.heads[direction] ??= new PduBuffer(this.held, MAX_HEAD_OCTETS, false))
    if (head.length === 0 && !head.append(octets)) return this.giveUp(direction)
    return 'undecided'
  }

  private giveUp(direction: 0 | 1): Following {
    this.heads[direction]?.clear()
    return 'unknown'
  }
}
