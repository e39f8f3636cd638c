/** Segments of one direction that came before their turn, in order of sequence numbers. */
import type { Segment } from '../../flow/transport'
import { MAX_WAITING_OCTETS, MAX_WAITING_SEGMENTS } from '../../limits/limits'
import { isUndissected } from './analysis-flags'
import type { HeldOctets } from './held-octets'

/** A copy of a segment's payload; `length` octets were on the wire. */
export interface WaitingSegment {
  readonly seq: number
  readonly octets: Uint8Array
  readonly length: number
  readonly frame: number
  readonly time: number
  /** Wireshark shows nothing of it. */
  readonly undissected?: boolean
}

/** Copies a segment whose first octet has the number `seq`. */
export function waitingSegment(segment: Segment, seq: number): WaitingSegment {
  const { view, captured, length, frame, time, analysis } = segment
  const from = view.byteOffset + segment.at
  const octets = new Uint8Array(view.buffer.slice(from, from + captured))
  return { seq, octets, length, frame, time, undissected: isUndissected(analysis) }
}

export class WaitingSegments {
  private readonly list: WaitingSegment[] = []
  private octets = 0
  private readonly held: HeldOctets

  constructor(held: HeldOctets) {
    this.held = held
  }

  get size(): number {
    return this.list.length
  }

  /** False: no room for it. */
  add(segment: WaitingSegment): boolean {
    const size = segment.octets.length
    if (this.list.length >= MAX_WAITING_SEGMENTS || this.octets + size > MAX_WAITING_OCTETS) {
      this.held.refuse(size)
      return false
    }
    if (!this.held.take(size)) return false
    this.octets += size
    this.held.segments++
    let at = this.list.length
    while (at > 0 && isBefore(segment.seq, (this.list[at - 1] as WaitingSegment).seq)) at--
    this.list.splice(at, 0, segment)
    return true
  }

  first(): WaitingSegment | undefined {
    return this.list[0]
  }

  /** Takes out, of those that begin at `next` or before it, the one that was captured first. */
  due(next: number): WaitingSegment | undefined {
    let chosen = -1
    for (const [at, { seq, frame }] of this.list.entries()) {
      if (isBefore(next, seq)) break
      if (chosen < 0 || frame < (this.list[chosen] as WaitingSegment).frame) chosen = at
    }
    if (chosen < 0) return undefined
    const [segment] = this.list.splice(chosen, 1)
    if (segment !== undefined) this.forget(segment)
    return segment
  }

  clear(): void {
    if (this.list.length === 0) return
    for (const segment of this.list) this.forget(segment)
    this.list.length = 0
  }

  private forget({ octets }: WaitingSegment): void {
    this.octets -= octets.length
    this.held.segments--
    this.held.release(octets.length)
  }
}

/** Sequence numbers wrap: RFC 9293 §3.4. */
export function isBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0
}

/**
 * Octets from `a` on to `b`, negative when `b` comes first. Half of the circle away each is
 * before the other: `b` counts as ahead, so that whoever goes to `b` gets there.
 */
export function distance(a: number, b: number): number {
  const difference = (b - a) | 0
  return difference === -(2 ** 31) ? 2 ** 31 : difference
}

const FAR = 2 ** 26 // octets

/** A SYN so far away opens another connection; a nearer one is an old copy. */
export function isFar(seq: number, next: number): boolean {
  return Math.abs((seq - next) | 0) > FAR
}
