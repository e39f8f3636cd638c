/** When a segment came within its stream: `tcp.time_relative` and `tcp.time_delta`. */
import { CHUNK_ROWS } from '../../model/frame-columns'
import type { FacetChunk } from '../facets'

/** Nanoseconds, by row of a chunk; of rows without a stream nothing is said. */
export interface StreamTimes {
  /** Since the first frame of the stream. */
  readonly streamTime: Float64Array
  /** Since its frame before; 0 of the first. */
  readonly streamDelta: Float64Array
}

/** Takes the chunks of a capture in their order. The answer holds until the next chunk is taken. */
export class StreamClock {
  private readonly times: StreamTimes = {
    streamTime: new Float64Array(CHUNK_ROWS),
    streamDelta: new Float64Array(CHUNK_ROWS),
  }
  /** By stream, from 1. */
  private first = new Float64Array(1024).fill(NaN)
  private last = new Float64Array(1024)

  take(time: ArrayLike<number>, { stream, length }: FacetChunk): StreamTimes {
    const { streamTime, streamDelta } = this.times
    for (let row = 0; row < length; row++) {
      const number = stream[row] as number
      if (number === 0) continue
      const now = time[row] as number
      if (number >= this.first.length) this.grow(number)
      if (Number.isNaN(this.first[number])) this.first[number] = this.last[number] = now
      streamTime[row] = now - (this.first[number] as number)
      streamDelta[row] = now - (this.last[number] as number)
      this.last[number] = now
    }
    return this.times
  }

  private grow(number: number): void {
    const length = Math.max(number + 1, 2 * this.first.length)
    const first = new Float64Array(length).fill(NaN)
    const last = new Float64Array(length)
    first.set(this.first)
    last.set(this.last)
    this.first = first
    this.last = last
  }
}
