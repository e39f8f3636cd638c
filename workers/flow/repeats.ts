/** Segments that were sent more than once, and what became of them. Rare, so plain objects. */
import { MAX_REPEATED_PER_FLOW, MAX_REPEATS, MAX_TRANSMISSIONS } from '../limits/limits'
import type { FrameNumber, Nanos } from '../model/units'
import { after } from './sequence-numbers'

export interface Repeat {
  readonly side: number
  readonly seq: number
  readonly end: number
  readonly ipLength: number
  readonly outerLength: number
  readonly dontFragment: boolean
  readonly outerDontFragment: boolean
  readonly before: number
  after: number
  readonly transmissions: { frame: FrameNumber; time: Nanos }[]
  transmissionTotal: number
  acked: boolean
  ackTime: Nanos
  ackFrame: FrameNumber
  sackHole: { left: number; right: number; frame: FrameNumber; time: Nanos } | null
}

/** Candidates kept per side: more than are shown, so that the unacknowledged ones win. */
const KEPT = 4 * MAX_REPEATED_PER_FLOW

export class Repeats {
  private readonly bySide = new Map<number, Repeat[]>()
  private readonly totals = new Map<number, number>()

  private kept = 0
  /** Repeats that were not kept because all sides together have too many. */
  dropped = 0

  of(side: number): readonly Repeat[] {
    return this.bySide.get(side) ?? NONE
  }

  total(side: number): number {
    return this.totals.get(side) ?? 0
  }

  /** The repeat that holds octet `seq` of `side`. */
  find(side: number, seq: number): Repeat | undefined {
    return this.of(side).find((known) => known.seq === seq && !known.acked)
  }

  add(repeat: Repeat): void {
    this.totals.set(repeat.side, this.total(repeat.side) + 1)
    const list = this.bySide.get(repeat.side)
    if (list === undefined || list.length < KEPT) {
      if (this.kept >= MAX_REPEATS) {
        this.dropped++
        return
      }
      this.kept++
      if (list === undefined) this.bySide.set(repeat.side, [repeat])
      else list.push(repeat)
    } else {
      // Acknowledged ones say the least: the newest takes the place of the first of them.
      const acked = list.findIndex((known) => known.acked)
      if (acked >= 0) list[acked] = repeat
    }
  }

  transmitted(repeat: Repeat, frame: FrameNumber, time: Nanos): void {
    repeat.transmissionTotal++
    if (repeat.transmissions.length < MAX_TRANSMISSIONS) repeat.transmissions.push({ frame, time })
  }

  /** Returns those that are acknowledged now. */
  acknowledge(side: number, ack: number, frame: FrameNumber, time: Nanos): readonly Repeat[] {
    let now: Repeat[] | null = null
    for (const repeat of this.of(side)) {
      if (repeat.acked || after(repeat.end, ack)) continue
      repeat.acked = true
      repeat.ackFrame = frame
      repeat.ackTime = time
      if (now === null) now = [repeat]
      else now.push(repeat)
    }
    return now ?? NONE
  }

  /** A selective acknowledgement: octets from `left` came, those before, from `ack` on, did not. */
  selective(side: number, ack: number, left: number, frame: FrameNumber, time: Nanos): void {
    for (const repeat of this.of(side)) {
      if (repeat.acked || repeat.sackHole !== null) continue
      if (after(repeat.end, left) || after(ack, repeat.seq)) continue
      repeat.sackHole = { left: ack, right: left, frame, time }
    }
  }
}

const NONE: readonly Repeat[] = []
