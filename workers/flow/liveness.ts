/** Signs that a side is gone, or cannot take more: what is asked of few segments only. */
import { LENGTH, ROW_WORDS, WINDOW, type PacketRows } from '../wire/packet-rows'
import { FullWindows } from './full-windows'
import { Probes } from './probes'
import {
  KEEP_ALIVE,
  RETRANSMISSION,
  WINDOW_FULL,
  ZERO_WINDOW,
  ZERO_WINDOW_PROBE,
} from './tcp-flags'
import { Windows } from './windows'

/** Flags of segments that `Liveness` must see, beside those about a closed or full window. */
export const ABOUT_LIVENESS = KEEP_ALIVE | ZERO_WINDOW_PROBE | WINDOW_FULL | ZERO_WINDOW

/** What it must know of the connection. */
export interface Situation {
  /** Last frame of the side; 0: none. */
  lastFrame: (side: number) => number
  sequenceRow: (conn: number) => number
  readonly analysis: {
    readonly filled: boolean
    readonly announced: number
    /** The first round trip; −1 or infinite: unknown. */
    initialRtt: (row: number) => number
  }
}

export class Liveness {
  readonly probes = new Probes()
  readonly windows = new Windows()
  readonly full = new FullWindows()

  /**
   * Returns whether a window of the connection is closed or full now: then its next segment must be
   * seen, too.
   */
  segment(
    conn: Situation,
    side: number,
    packets: PacketRows,
    index: number,
    flags: number,
  ): boolean {
    const other = side ^ 1
    const frame = packets.firstFrame + index
    const time = packets.time[index] as number
    const p = index * ROW_WORDS
    if ((flags & (KEEP_ALIVE | ZERO_WINDOW_PROBE)) !== 0) {
      this.probes.sent(side, frame, time, conn.lastFrame(other))
      this.windows.probed(other)
    }
    if ((flags & WINDOW_FULL) !== 0) this.windows.filled(other)
    if ((flags & ZERO_WINDOW) !== 0) {
      this.windows.closed(side, frame, time)
      this.full.forget(side)
    } else if (packets.words[p + WINDOW] !== 0) this.windows.opened(side, frame, time)
    this.full.heard(side, time)
    if (packets.words[p + LENGTH] !== 0) {
      const again = (flags & RETRANSMISSION) !== 0
      this.full.sent(
        other,
        frame,
        time,
        again,
        conn.analysis.initialRtt(conn.sequenceRow(side >>> 1)),
      )
      if (conn.analysis.filled && !again) {
        this.full.filled(other, frame, time, conn.analysis.announced)
      }
    }
    return (
      this.windows.isClosed(side) ||
      this.windows.isClosed(other) ||
      this.full.isWaiting(side) ||
      this.full.isWaiting(other)
    )
  }

  /** Bounds, and how often they were reached. */
  capped(): { what: string; count: number }[] {
    return [
      { what: 'keep-alives and window probes', count: this.probes.dropped },
      { what: 'segments about closed windows', count: this.windows.dropped + this.full.dropped },
    ]
  }
}
