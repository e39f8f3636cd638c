/** What the frames of a capture add up to. */
import type { RecordBatch } from '../model/record-batch'
import type { Nanos, OctetCount } from '../model/units'

export class FrameSums {
  caplen: OctetCount = 0
  origlen: OctetCount = 0
  /** Frames of which not all was captured. */
  truncatedFrames = 0
  /** Frames with an earlier time than the one before. */
  stepsBack = 0
  /** By how much at most. */
  largestStepBack: Nanos = 0
  /** Octets that were captured of the frame that was cut the most; infinite: none was. */
  shortestCut: OctetCount = Infinity
  /** The greatest time of a frame. */
  latest: Nanos = 0
  private last: Nanos = 0

  add({ capLen, origLen, time, count }: RecordBatch): void {
    let captured = 0
    let original = 0
    let { last, latest } = this
    for (let index = 0; index < count; index++) {
      const length = capLen[index] as number
      const now = time[index] as number
      captured += length
      original += origLen[index] as number
      if (length !== origLen[index]) {
        this.truncatedFrames++
        if (length < this.shortestCut) this.shortestCut = length
      }
      if (now < last) {
        this.stepsBack++
        if (last - now > this.largestStepBack) this.largestStepBack = last - now
      }
      if (now > latest) latest = now
      last = now
    }
    this.caplen += captured
    this.origlen += original
    this.last = last
    this.latest = latest
  }
}
