/** Signs that a side is gone, or cannot take more: what is asked of few segments only. */
import { ROW_WORDS, WINDOW, type PacketRows } from '../wire/packet-rows'
import { Probes } from './probes'
import { KEEP_ALIVE, WINDOW_FULL, ZERO_WINDOW, ZERO_WINDOW_PROBE } from './tcp-flags'
import { Windows } from './windows'

/** Flags of segments that `Liveness` must see, beside those behind a closed window. */
export const ABOUT_LIVENESS = KEEP_ALIVE | ZERO_WINDOW_PROBE | WINDOW_FULL | ZERO_WINDOW

export class Liveness {
  readonly probes = new Probes()
  readonly windows = new Windows()

  /**
   * `heard`: last frame of the other side, 0 for none. Returns whether the window of `side` is
   * closed now: then its next segment must be seen, too.
   */
  segment(side: number, packets: PacketRows, index: number, flags: number, heard: number): boolean {
    const other = side ^ 1
    const frame = packets.firstFrame + index
    const time = packets.time[index] as number
    if ((flags & (KEEP_ALIVE | ZERO_WINDOW_PROBE)) !== 0) {
      this.probes.sent(side, frame, time, heard)
      this.windows.probed(other)
    }
    if ((flags & WINDOW_FULL) !== 0) this.windows.filled(other)
    if ((flags & ZERO_WINDOW) !== 0) this.windows.closed(side, frame, time)
    else if (packets.words[index * ROW_WORDS + WINDOW] !== 0) this.windows.opened(side, frame, time)
    return this.windows.isClosed(side)
  }

  /** Bounds, and how often they were reached. */
  capped(): { what: string; count: number }[] {
    return [
      { what: 'keep-alives and window probes', count: this.probes.dropped },
      { what: 'segments about closed windows', count: this.windows.dropped },
    ]
  }
}
