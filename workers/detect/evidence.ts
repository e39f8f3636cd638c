/** The frames that prove a finding: a bounded list that counts what it left out. */
import { MAX_EVIDENCE } from '../limits/limits'
import type { Evidence } from '../model/finding'
import type { FrameNumber, Nanos } from '../model/units'

export class EvidenceList {
  readonly list: Evidence[] = []
  total = 0

  /** Frame 0 stands for a frame that was not captured and is passed over. */
  add(capture: number, frame: FrameNumber, time: Nanos, role: string, note = ''): void {
    if (frame === 0) return
    this.total++
    if (this.list.length < MAX_EVIDENCE) this.list.push({ capture, frame, time, role, note })
  }

  /** For what is known to exist beyond the samples that a record keeps. */
  countAtLeast(total: number): void {
    this.total = Math.max(this.total, total)
  }

  get first(): Nanos {
    return this.list.reduce((min, { time }) => Math.min(min, time), Infinity)
  }

  get last(): Nanos {
    return this.list.reduce((max, { time }) => Math.max(max, time), 0)
  }
}
