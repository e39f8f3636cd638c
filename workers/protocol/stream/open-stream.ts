/** A TCP stream that is being followed, or that might be: what has an object of its own. */
import type { Follower } from './follower'
import type { WaitingSegments } from './waiting-segments'

export interface OpenStream {
  readonly stream: number
  readonly tuple: number
  readonly follower: Follower
  readonly waiting: [WaitingSegments | null, WaitingSegments | null]
  /** Sequence numbers behind the last octet; −1: no FIN so far. */
  readonly ends: [number, number]
  readonly ended: [boolean, boolean]
}

export function newOpenStream(stream: number, tuple: number, follower: Follower): OpenStream {
  return {
    stream,
    tuple,
    follower,
    waiting: [null, null],
    ends: [-1, -1],
    ended: [false, false],
  }
}

/** Nobody has claimed it, and nothing of it is kept. */
export function isIdle({ follower, waiting }: OpenStream): boolean {
  return follower.idle && waiting.every((list) => list === null || list.size === 0)
}
