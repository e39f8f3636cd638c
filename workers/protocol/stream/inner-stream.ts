/** A stream that was found inside another one. What nobody knows is passed over. */
import type { Octets } from '../../wire/octets'
import type { Context, Sink, StreamEnd, StreamSession } from '../analyzer'
import type { Follower, TurningContext } from './follower'

/** The context of the stream around it, which counts how deep the call stands. */
export interface NestedContext extends TurningContext {
  depth: number
}

export class InnerStream implements StreamSession {
  private readonly follower: Follower
  private readonly context: NestedContext
  private readonly depth: number

  /** `context`: that in which the stream was found. */
  constructor(follower: Follower, context: NestedContext) {
    this.follower = follower
    this.context = context
    this.depth = context.depth + 1
  }

  data(octets: Octets, _: Context, sink: Sink): number {
    const { context } = this
    const { captured } = octets
    const around = context.depth
    context.depth = this.depth
    try {
      this.follower.give(octets, context, sink)
    } finally {
      context.depth = around
    }
    return captured
  }

  gap(direction: 0 | 1, length: number, sink: Sink): void {
    this.follower.gap(direction, length, sink)
  }

  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void {
    this.follower.end(direction, sink, how, context)
  }
}
