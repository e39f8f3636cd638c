/** When a datagram came within its conversation: `udp.time_relative` and `udp.time_delta`. */
import type { Conversations } from '../conversations'
import type { FacetChunk } from '../facets'

/** Nanoseconds, of the UDP headers of a row, outermost first; undefined: it has none. */
export interface DatagramTimes {
  /** Since the first frame of the conversation. */
  readonly sinceFirst: (row: number) => readonly number[] | undefined
  /** Since its frame before; 0 of the first. */
  readonly sinceLast: (row: number) => readonly number[] | undefined
}

/** Takes the chunks of a capture in their order. The answer holds until the next chunk is taken. */
export class DatagramClock {
  private readonly relative = new Map<number, number[]>()
  private readonly delta = new Map<number, number[]>()
  private readonly times: DatagramTimes = {
    sinceFirst: (row) => this.relative.get(row),
    sinceLast: (row) => this.delta.get(row),
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
      const streams = conversations.ownUdpOf(header[row] as number)
      if (streams.length === 0) continue
      const now = time[row] as number
      const sinceFirst: number[] = []
      const sinceLast: number[] = []
      for (const stream of streams) {
        sinceFirst.push(now - (first[stream] ??= now))
        sinceLast.push(now - (last[stream] ?? now))
        last[stream] = now
      }
      relative.set(row, sinceFirst)
      delta.set(row, sinceLast)
    }
    return this.times
  }
}
