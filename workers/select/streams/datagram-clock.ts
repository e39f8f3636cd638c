/** When a datagram came within its conversation: `udp.time_relative` and `udp.time_delta`. */
import { CHUNK_ROWS } from '../../model/frame-columns'
import type { Conversations } from '../conversations'
import type { FacetChunk } from '../facets'

/** Nanoseconds, of the UDP headers of a row, outermost first; undefined: it has none. */
export interface DatagramTimes {
  /** Since the first frame of the conversation. */
  readonly sinceFirst: (row: number) => readonly number[] | undefined
  /** Since its frame before; 0 of the first. */
  readonly sinceLast: (row: number) => readonly number[] | undefined
}

/** One of the two times, by row. */
class Column {
  /** Of the outermost header; NaN: there is none. */
  private readonly outer = new Float64Array(CHUNK_ROWS)
  /** Of those within it; most rows have none. */
  private readonly inner = new Map<number, number[]>()

  clear(): void {
    this.outer.fill(NaN)
    this.inner.clear()
  }

  add(row: number, time: number): void {
    if (Number.isNaN(this.outer[row])) {
      this.outer[row] = time
      return
    }
    const inner = this.inner.get(row)
    if (inner === undefined) this.inner.set(row, [time])
    else inner.push(time)
  }

  readonly of = (row: number): readonly number[] | undefined => {
    const outer = this.outer[row] as number
    return Number.isNaN(outer) ? undefined : [outer, ...(this.inner.get(row) ?? [])]
  }
}

/** Takes the chunks of a capture in their order. The answer holds until the next chunk is taken. */
export class DatagramClock {
  private readonly relative = new Column()
  private readonly delta = new Column()
  private readonly times: DatagramTimes = {
    sinceFirst: this.relative.of,
    sinceLast: this.delta.of,
  }
  /** By conversation. */
  private readonly first: number[] = []
  private readonly last: number[] = []

  take(
    time: ArrayLike<number>,
    { header, length }: FacetChunk,
    conversations: Conversations,
  ): DatagramTimes {
    const { relative, delta, first, last } = this
    relative.clear()
    delta.clear()
    for (let row = 0; row < length; row++) {
      const now = time[row] as number
      for (const stream of conversations.ownUdpOf(header[row] as number)) {
        relative.add(row, now - (first[stream] ??= now))
        delta.add(row, now - (last[stream] ?? now))
        last[stream] = now
      }
    }
    return this.times
  }
}
