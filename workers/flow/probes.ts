/**
 * Segments that only ask whether the other side is still there: keep-alives (RFC 9293 §3.8.4) and
 * probes into a closed window (§3.8.6.1). Rare, so plain objects.
 */
import { MAX_PROBE_FRAMES, MAX_PROBED_SIDES } from '../limits/limits'
import type { ProbeRecord } from '../model/conn'
import type { FrameNumber, Nanos } from '../model/units'

/** Probes of one side. */
interface Probing {
  total: number
  answered: number
  /** Of those since the other side was heard last, the first ones, and their number. */
  readonly frames: FrameNumber[]
  readonly times: Nanos[]
  run: number
  lastFrame: FrameNumber
}

export class Probes {
  private readonly bySide = new Map<number, Probing>()
  /** Probes of sides beyond the bound. */
  dropped = 0

  /** `heard`: last frame of the other side, 0 for none. */
  sent(side: number, frame: FrameNumber, time: Nanos, heard: FrameNumber): void {
    const probing = this.bySide.get(side) ?? this.add(side)
    if (probing === null) return
    if (probing.run > 0 && heard > probing.lastFrame) {
      probing.answered++
      probing.run = 0
      probing.frames.length = 0
      probing.times.length = 0
    }
    probing.total++
    probing.run++
    probing.lastFrame = frame
    if (probing.frames.length >= MAX_PROBE_FRAMES) return
    probing.frames.push(frame)
    probing.times.push(time)
  }

  /** null: the side never probed. */
  record(side: number, heard: FrameNumber): ProbeRecord | null {
    const probing = this.bySide.get(side)
    if (probing === undefined) return null
    const { total, answered, run, lastFrame, frames, times } = probing
    if (heard > lastFrame) return { total, answered: answered + 1, unanswered: 0, samples: [] }
    const samples = frames.map((frame, index) => ({ frame, time: times[index] as number }))
    return { total, answered, unanswered: run, samples }
  }

  private add(side: number): Probing | null {
    if (this.bySide.size >= MAX_PROBED_SIDES) {
      this.dropped++
      return null
    }
    const added = { total: 0, answered: 0, frames: [], times: [], run: 0, lastFrame: 0 }
    this.bySide.set(side, added)
    return added
  }
}
