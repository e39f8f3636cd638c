/**
 * Holes in what a tap saw of one side: octets that were overtaken, or lost before the tap. Who fills
 * one sooner than the sender could know of it does not repeat: nobody answers a duplicate
 * acknowledgement faster than in the time from the tap to the sender and back. Who does it later
 * repeats: packets of one connection seldom overtake each other by a whole round trip. Whatever the
 * times, octets that were sent before the segment behind the hole were overtaken.
 *
 * A hole whose octets are acknowledged is forgotten: they arrived, seen here or not. Only one that
 * was filled before this tap's eyes, and late, is remembered.
 */
import { MAX_HOLES, MAX_HOLES_PER_SIDE, MAX_LATE } from '../limits/sequence-limits'
import { NANOS_PER_SECOND, type FrameNumber, type Nanos, type OctetCount } from '../model/units'
import { after } from './sequence-numbers'
import { sentBefore, type SentMark } from './sending-order'
import type { Turnarounds } from './turnarounds'

/** From here on a hole was open for long: most timers of senders have run out (RFC 6298 §2.4). */
const LATE = NANOS_PER_SECOND

export interface Hole {
  /** Octets [from, to) of the side were left out. */
  readonly from: number
  readonly to: number
  /** The segment that told of it, and its IP length; 0: it bore no data. */
  readonly frame: FrameNumber
  readonly time: Nanos
  readonly behind: OctetCount
  /** What its sender wrote into that segment. */
  readonly sent: SentMark
  /** Octets that came all the same, the largest IP packet among them, and when the first came. */
  filled: OctetCount
  largestPiece: OctetCount
  filledFrame: FrameNumber
  filledTime: Nanos
  /** Octets acknowledged so far. */
  acked: OctetCount
}

export class Holes {
  /** Holes that found no room, or gave theirs to newer ones of their side. */
  dropped = 0
  private readonly turnarounds: Pick<Turnarounds, 'of'>
  private readonly bySide = new Map<number, Hole[]>()
  /** Those that were acknowledged, after they had been filled late; at most `MAX_LATE` a side. */
  private readonly late = new Map<number, Hole[]>()
  private kept = 0

  constructor(turnarounds: Pick<Turnarounds, 'of'>) {
    this.turnarounds = turnarounds
  }

  /** Octets [from, to) of the side were left out, as the segment in `frame` tells. */
  open(
    side: number,
    from: number,
    to: number,
    frame: FrameNumber,
    time: Nanos,
    behind: OctetCount,
    sent: SentMark,
  ): void {
    const holes = this.bySide.get(side)
    if (holes !== undefined && holes.length >= MAX_HOLES_PER_SIDE) {
      holes.shift()
      this.dropped++
    } else if (this.kept >= MAX_HOLES) {
      this.dropped++
      return
    } else this.kept++
    const filled = { filled: 0, largestPiece: 0, filledFrame: 0, filledTime: -1 }
    const hole: Hole = { from, to, frame, time, behind, sent, ...filled, acked: 0 }
    if (holes === undefined) this.bySide.set(side, [hole])
    else holes.push(hole)
  }

  /** What octets from `seq` on are that were never seen before; `sent` is what marks their segment. */
  filledBy(
    side: number,
    seq: number,
    time: Nanos,
    sent: SentMark,
  ): 'overtaken' | 'repeated' | 'unknown' {
    const hole = this.at(side, seq)
    if (hole === undefined) return 'unknown'
    const least = this.turnarounds.of(side)
    if (least > 0 && time - hole.time < least) return 'overtaken'
    const before = sentBefore(sent, hole.sent)
    if (before !== 'unknown') return before === 'yes' ? 'overtaken' : 'repeated'
    return least > 0 ? 'repeated' : 'unknown'
  }

  /** Octets [seq, end), never seen before, came in a packet of `ipLength`. */
  fill(
    side: number,
    seq: number,
    end: number,
    frame: FrameNumber,
    time: Nanos,
    ipLength: OctetCount,
  ): void {
    const hole = this.at(side, seq)
    if (hole === undefined) return
    if (hole.filled === 0) {
      hole.filledFrame = frame
      hole.filledTime = time
    }
    hole.filled += ((after(end, hole.to) ? hole.to : end) - seq) >>> 0
    hole.largestPiece = Math.max(hole.largestPiece, ipLength)
  }

  /** Does any side have holes that are not acknowledged? */
  get waiting(): boolean {
    return this.bySide.size > 0
  }

  /** Everything of the side before `ack` arrived. */
  acknowledge(side: number, ack: number): void {
    const holes = this.bySide.get(side)
    if (holes === undefined) return
    for (let [first] = holes; first !== undefined; [first] = holes) {
      if (after(first.to, ack)) {
        if (after(ack, first.from)) first.acked = (ack - first.from) >>> 0
        return
      }
      holes.shift()
      if (!this.keepLate(side, first)) this.kept--
    }
    this.bySide.delete(side)
  }

  /**
   * Holes of the side that were filled late, and those that are open to the end; without those of
   * which more was acknowledged than was seen: that the capture lost, not the path.
   */
  missing(side: number): Hole[] {
    const open = this.bySide.get(side) ?? []
    const late = this.late.get(side) ?? []
    return [...late, ...open.filter(({ acked, filled }) => acked <= filled)]
  }

  /** The hole that octet `seq` of the side lies in, until that is acknowledged. */
  at(side: number, seq: number): Hole | undefined {
    return this.bySide.get(side)?.find(({ from, to }) => !after(from, seq) && after(to, seq))
  }

  private keepLate(side: number, hole: Hole): boolean {
    const { from, to, time, filled, filledTime } = hole
    if (filledTime - time < LATE || filled < (to - from) >>> 0) return false
    const late = this.late.get(side)
    if (late === undefined) this.late.set(side, [hole])
    else if (late.length >= MAX_LATE) {
      this.dropped++
      return false
    } else late.push(hole)
    return true
  }
}
