/** Frames by protocol: a frame counts once for each, however often its headers say so. */
import { COMMON, PROTOCOL_NAMES, type ProtocolName } from '../wire/protocols'
import { named } from './counts'

export class ProtocolFrames {
  private readonly frames = new Float64Array(PROTOCOL_NAMES.length)
  /** Common protocols of the latest frames, and how many of them there were in a row. */
  private run = 0
  private runLength = 0
  /** Protocols of the frame so far, as in `Packet`. */
  private common = 0
  private more = 0

  /** Counts a frame without rarer protocols. Frames mostly repeat those of the one before. */
  frame(common: number): void {
    if (common === this.run) {
      this.runLength++
      return
    }
    this.endRun()
    this.run = common
    this.runLength = 1
  }

  /** Begins a frame whose protocols come one packet after the other. */
  begin(): void {
    this.common = 0
    this.more = 0
  }

  note(common: number, more: number): void {
    this.common |= common
    this.more |= more
  }

  end(): void {
    this.frame(this.common)
    if (this.more !== 0) this.count(this.more, COMMON, 1)
  }

  of(name: ProtocolName): number {
    this.endRun()
    return this.frames[PROTOCOL_NAMES.indexOf(name)] ?? 0
  }

  summary(): Record<string, number> {
    this.endRun()
    return named(PROTOCOL_NAMES, this.frames)
  }

  private endRun(): void {
    this.count(this.run, 0, this.runLength)
    this.runLength = 0
  }

  private count(protocols: number, first: number, times: number): void {
    for (let index = first, rest = protocols; rest !== 0; index++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.frames[index] = (this.frames[index] as number) + times
    }
  }
}
