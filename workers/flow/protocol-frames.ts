/** Frames by protocol: a frame counts once for each, however often its headers say so. */
import { COMMON, PROTOCOL_NAMES, type ProtocolName } from '../wire/protocols'
import { named } from './counts'

export class ProtocolFrames {
  /** Protocols of the frame so far, as in `Packet`. */
  private common = 0
  private more = 0
  private readonly frames = new Float64Array(PROTOCOL_NAMES.length)

  begin(): void {
    this.common = 0
    this.more = 0
  }

  note(common: number, more: number): void {
    this.common |= common
    this.more |= more
  }

  /** Does the frame hold any of the common protocols in `mask`? */
  has(mask: number): boolean {
    return (this.common & mask) !== 0
  }

  end(): void {
    this.count(this.common, 0)
    if (this.more !== 0) this.count(this.more, COMMON)
  }

  of(name: ProtocolName): number {
    return this.frames[PROTOCOL_NAMES.indexOf(name)] ?? 0
  }

  summary(): Record<string, number> {
    return named(PROTOCOL_NAMES, this.frames)
  }

  private count(protocols: number, first: number): void {
    for (let index = first, rest = protocols; rest !== 0; index++, rest >>>= 1) {
      if ((rest & 1) !== 0) this.frames[index] = (this.frames[index] as number) + 1
    }
  }
}
