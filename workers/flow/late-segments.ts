/**
 * Segments that a tap saw for the first time when they were sent again: what was lost of them was
 * lost on the way to the tap. The first ones of each side, as evidence; rare, so plain objects.
 */
import { MAX_LATE_SEGMENTS, MAX_LATE_SEGMENTS_PER_SIDE } from '../limits/sequence-limits'
import type { FrameNumber, Nanos, OctetCount } from '../model/units'
import type { Hole } from './holes'

export interface LateArrival {
  readonly seq: number
  readonly length: OctetCount
  readonly frame: FrameNumber
  readonly time: Nanos
  /** The segment behind the hole; frame 0, time −1: unknown. */
  readonly gapFrame: FrameNumber
  readonly gapTime: Nanos
}

export class LateSegments {
  /** Those of sides beyond the bound. */
  dropped = 0
  private readonly bySide = new Map<number, LateArrival[]>()
  private kept = 0

  of(side: number): readonly LateArrival[] {
    return this.bySide.get(side) ?? NONE
  }

  add(
    side: number,
    seq: number,
    length: OctetCount,
    frame: FrameNumber,
    time: Nanos,
    hole: Hole | undefined,
  ): void {
    const list = this.bySide.get(side)
    if (list !== undefined && list.length >= MAX_LATE_SEGMENTS_PER_SIDE) return
    if (this.kept >= MAX_LATE_SEGMENTS) {
      this.dropped++
      return
    }
    this.kept++
    const gap = { gapFrame: hole?.frame ?? 0, gapTime: hole?.time ?? -1 }
    const late: LateArrival = { seq, length, frame, time, ...gap }
    if (list === undefined) this.bySide.set(side, [late])
    else list.push(late)
  }
}

const NONE: readonly LateArrival[] = []
