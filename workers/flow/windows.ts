/**
 * Receivers that keep their sender waiting: windows that were closed (RFC 9293 §3.8.6), for how
 * long, and windows that were filled to their edge. Rare, so plain objects.
 */
import { MAX_CLOSURES, MAX_LIMITING_SIDES } from '../limits/limits'
import type { WindowClosure, WindowRecord } from '../model/conn'
import type { FrameNumber, Nanos } from '../model/units'

/**
 * A sender with something to say probes a closed window after one retransmission time-out; who
 * does not within this time had nothing to say, and did not wait.
 */
const PERSIST = 5e9 // ns

interface Limiting {
  filled: number
  closures: number
  closedTime: Nanos
  probes: number
  readonly longest: WindowClosure[]
  /** The window is closed now. */
  open: WindowClosure | null
}

export class Windows {
  private readonly bySide = new Map<number, Limiting>()
  /** Segments about windows of sides beyond the bound. */
  dropped = 0

  /** The other side sent up to the edge of the window of `side`. */
  filled(side: number): void {
    const limiting = this.of(side)
    if (limiting !== null) limiting.filled++
  }

  closed(side: number, frame: FrameNumber, time: Nanos): void {
    const limiting = this.of(side)
    if (limiting === null) return
    limiting.open ??= { frame, time, endFrame: 0, endTime: time, probes: 0 }
  }

  /** The other side probes the window of `side`. */
  probed(side: number): void {
    const open = this.bySide.get(side)?.open
    if (open) open.probes++
  }

  isClosed(side: number): boolean {
    return (this.bySide.get(side)?.open ?? null) !== null
  }

  opened(side: number, frame: FrameNumber, time: Nanos): void {
    const limiting = this.bySide.get(side)
    if (!limiting?.open) return
    add(limiting, { ...limiting.open, endFrame: frame, endTime: time })
    limiting.open = null
  }

  /** null: never in the way of the other side. `end`: time of the connection's last segment. */
  record(side: number, end: Nanos): WindowRecord | null {
    const known = this.bySide.get(side)
    if (known === undefined) return null
    const limiting = { ...known, longest: [...known.longest] }
    // Whoever closes a connection may close the window with it: only probes tell of waiting.
    if (known.open && known.open.probes > 0) add(limiting, { ...known.open, endTime: end })
    const { filled, closures, closedTime, probes, longest } = limiting
    const inOrder = longest.sort((a, b) => a.frame - b.frame).map((closure) => ({ ...closure }))
    return { filled, closures, closedTime, probes, longest: inOrder }
  }

  private of(side: number): Limiting | null {
    const known = this.bySide.get(side)
    if (known !== undefined) return known
    if (this.bySide.size >= MAX_LIMITING_SIDES) {
      this.dropped++
      return null
    }
    const added = { filled: 0, closures: 0, closedTime: 0, probes: 0, longest: [], open: null }
    this.bySide.set(side, added)
    return added
  }
}

function add(limiting: Limiting, closure: WindowClosure): void {
  const lasted = durationOf(closure)
  if (closure.probes === 0 && lasted > PERSIST) return
  limiting.closures++
  limiting.closedTime += lasted
  limiting.probes += closure.probes
  const { longest } = limiting
  if (longest.length < MAX_CLOSURES) {
    longest.push(closure)
    return
  }
  let shortest = 0
  longest.forEach((each, index) => {
    if (durationOf(each) < durationOf(longest[shortest] as WindowClosure)) shortest = index
  })
  if (durationOf(longest[shortest] as WindowClosure) < lasted) longest[shortest] = closure
}

const durationOf = ({ time, endTime }: WindowClosure): Nanos => endTime - time
