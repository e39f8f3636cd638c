/**
 * Segments of one side that wait for their acknowledgment, as Wireshark 4.0 lists them: the oldest
 * first, repetitions beside what they repeat.
 */
import { MAX_UNACKED_SEGMENTS } from '../../limits/limits'

/** `seq`, the number behind its last octet, frame, time. */
const WORDS = 4

export class OpenSegments {
  /** Of the segment that the last acknowledgment ended with; 0: it ended with none. */
  ackedFrame = 0
  ackedTime = 0
  private entries: number[] = []
  /** Entries before are gone. */
  private begin = 0
  /** Every segment begins where the one before ended, or behind. */
  private ordered = true

  get length(): number {
    return (this.entries.length - this.begin) / WORDS
  }

  get oldestFrame(): number {
    return this.entries[this.begin + 2] as number
  }

  get oldestTime(): number {
    return this.entries[this.begin + 3] as number
  }

  /** False: there are as many as Wireshark keeps. */
  push(seq: number, end: number, frame: number, time: number): boolean {
    if (this.length >= MAX_UNACKED_SEGMENTS) return false
    const { entries } = this
    if (this.length === 0) this.ordered = true
    else if (after(entries[entries.length - 3] as number, seq)) this.ordered = false
    entries.push(seq, end, frame, time)
    return true
  }

  /** Takes out what the acknowledgment covers. */
  acknowledge(ack: number): void {
    this.ackedFrame = 0
    if (this.ordered) this.acknowledgeOrdered(ack)
    else this.acknowledgeAny(ack)
    if (this.begin > 1024 && 2 * this.begin > this.entries.length) {
      this.entries = this.entries.slice(this.begin)
      this.begin = 0
    }
  }

  private acknowledgeOrdered(ack: number): void {
    const { entries } = this
    for (; this.begin < entries.length; this.begin += WORDS) {
      const at = this.begin
      const end = entries[at + 1] as number
      if (end === ack) this.note(at)
      else if (after(end, ack)) {
        if (after(ack, entries[at] as number)) entries[at] = ack
        return
      }
    }
  }

  private acknowledgeAny(ack: number): void {
    const { entries } = this
    let kept = this.begin
    for (let at = this.begin; at < entries.length; at += WORDS) {
      const end = entries[at + 1] as number
      if (end === ack) {
        // Of repetitions the oldest one counts
        if (this.ackedFrame === 0) this.note(at)
        continue
      }
      if (!after(end, ack)) continue
      if (after(ack, entries[at] as number)) entries[at] = ack
      if (kept !== at) entries.copyWithin(kept, at, at + WORDS)
      kept += WORDS
    }
    entries.length = kept
    if (this.length === 0) this.ordered = true
  }

  private note(at: number): void {
    if (this.ackedFrame !== 0) return
    this.ackedFrame = this.entries[at + 2] as number
    this.ackedTime = this.entries[at + 3] as number
  }

  /** Octets from the first to the last that wait. `base`: sequence number that others are behind. */
  span(base: number): number {
    const { entries, begin } = this
    const last = entries.length - WORDS
    let low = ((entries[begin] as number) - base) >>> 0
    let high = ((entries[last + 1] as number) - base) >>> 0
    if (!this.ordered) {
      for (let at = begin; at < entries.length; at += WORDS) {
        low = Math.min(low, ((entries[at] as number) - base) >>> 0)
        high = Math.max(high, ((entries[at + 1] as number) - base) >>> 0)
      }
    }
    return (high - low) >>> 0
  }
}

/** Does sequence number `a` come behind `b`? */
export function after(a: number, b: number): boolean {
  return ((a - b) | 0) > 0
}
