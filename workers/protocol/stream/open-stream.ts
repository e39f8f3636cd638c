/** A TCP stream with an object of its own, and what it asks of the context of the octets at hand. */
import type { Segment } from '../../flow/transport'
import type { Follower, TurningContext } from './follower'
import type { WaitingSegments } from './waiting-segments'

/** The context of the stream at hand. */
export interface StreamContext extends TurningContext {
  ofSegment(segment: Segment): void
  /** The octets at hand came earlier than the segment. */
  of(direction: 0 | 1, frame: number, time: number): void
  ofStream(stream: number, tuple: number): void
}

/** A stream that is being followed, or that might be. */
export interface OpenStream {
  readonly stream: number
  readonly tuple: number
  readonly follower: Follower
  readonly waiting: [WaitingSegments | null, WaitingSegments | null]
  /** Sequence numbers behind the last octet; −1: no FIN so far. */
  readonly ends: [number, number]
  readonly ended: [boolean, boolean]
}

export function openStream(stream: number, tuple: number, follower: Follower): OpenStream {
  return {
    stream,
    tuple,
    follower,
    waiting: [null, null],
    ends: [-1, -1],
    ended: [false, false],
  }
}

/** Nothing of it is kept, and nobody has claimed it. */
export function isIdle({ follower, waiting }: OpenStream): boolean {
  return follower.idle && waiting.every((list) => list === null || list.size === 0)
}
