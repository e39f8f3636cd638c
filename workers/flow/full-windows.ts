/**
 * Receivers that are the limit without closing their window: the sender has as many octets in flight as the
 * window allows, and waits for an ACK that makes room (RFC 9293 §3.8.6). A wait begins with the
 * segment that leaves no room and ends with the sender's next one; both are seen wherever the tap is.
 */
import { MAX_CLOSURES, MAX_LIMITING_SIDES } from '../limits/limits'
import type { FullWindow, FullWindowRecord } from '../model/conn'
import type { FrameNumber, Nanos } from '../model/units'

/**
 * Behind the ACK, the next segment comes at once where the sender is seen, one round trip later where the
 * receiver is. Who takes longer had nothing to say.
 */
const ROUND_TRIPS = 1.5
const SLACK = 5e6 // ns, and all there is where the round trip is unknown

interface Filling {
  waits: number
  time: Nanos
  /** Sum of the windows that were filled, for their mean. */
  windows: number
  readonly longest: FullWindow[]
  /** The segment that left no room; −1: there is room. */
  since: Nanos
  frame: FrameNumber
  window: number
  /** When the receiver was heard first after it; −1: not yet. */
  heard: Nanos
}

export class FullWindows {
  private readonly bySide = new Map<number, Filling>()
  /** Segments about windows of sides beyond the bound. */
  dropped = 0

  /** The other side filled the window of `side`. */
  filled(side: number, frame: FrameNumber, time: Nanos, window: number): void {
    const filling = this.bySide.get(side) ?? this.add(side)
    if (filling === null) return
    filling.since = time
    filling.frame = frame
    filling.window = window
    filling.heard = -1
  }

  /** A segment of `side` itself. */
  heard(side: number, time: Nanos): void {
    const filling = this.bySide.get(side)
    if (filling !== undefined && filling.since >= 0 && filling.heard < 0) filling.heard = time
  }

  /** Octets for `side`, new ones or some sent `again`: then it is not the window that holds them up. */
  sent(side: number, frame: FrameNumber, time: Nanos, again: boolean, rtt: Nanos): void {
    const filling = this.bySide.get(side)
    if (filling === undefined || filling.since < 0) return
    const { since, heard, window } = filling
    const patience = rtt >= 0 && rtt < Infinity ? ROUND_TRIPS * rtt + SLACK : SLACK
    filling.since = -1
    if (again || heard < 0 || time - heard > patience) return
    filling.waits++
    filling.time += time - since
    filling.windows += window
    keep(filling.longest, {
      frame: filling.frame,
      time: since,
      endFrame: frame,
      endTime: time,
      window,
    })
  }

  /** The window of `side` is closed: that is told elsewhere. */
  forget(side: number): void {
    const filling = this.bySide.get(side)
    if (filling !== undefined) filling.since = -1
  }

  isWaiting(side: number): boolean {
    return (this.bySide.get(side)?.since ?? -1) >= 0
  }

  /** null: nobody ever waited for room. */
  record(side: number): FullWindowRecord | null {
    const filling = this.bySide.get(side)
    if (filling === undefined || filling.waits === 0) return null
    const { waits, time, windows, longest } = filling
    const inOrder = [...longest].sort((a, b) => a.frame - b.frame).map((wait) => ({ ...wait }))
    return { waits, time, window: Math.round(windows / waits), longest: inOrder }
  }

  private add(side: number): Filling | null {
    if (this.bySide.size >= MAX_LIMITING_SIDES) {
      this.dropped++
      return null
    }
    const added = { waits: 0, time: 0, windows: 0, longest: [], since: -1, frame: 0 }
    const filling = { ...added, window: 0, heard: -1 }
    this.bySide.set(side, filling)
    return filling
  }
}

function keep(longest: FullWindow[], wait: FullWindow): void {
  if (longest.length < MAX_CLOSURES) {
    longest.push(wait)
    return
  }
  const lasted = ({ time, endTime }: FullWindow) => endTime - time
  let shortest = 0
  longest.forEach((each, index) => {
    if (lasted(each) < lasted(longest[shortest] as FullWindow)) shortest = index
  })
  if (lasted(longest[shortest] as FullWindow) < lasted(wait)) longest[shortest] = wait
}
