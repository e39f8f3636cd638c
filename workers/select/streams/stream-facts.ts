/**
 * What the frames of a conversation tell together: fields that no frame has by itself. They are worked
 * out while a filter is asked, from facets alone.
 */
import type { FrameColumns } from '../../model/frame-columns'
import type { Conversations } from '../conversations'
import type { FacetChunk } from '../facets'
import { DatagramClock, type DatagramTimes } from './datagram-clock'
import { SegmentReplay, type SegmentFacts } from './segment-replay'
import { StreamClock, type StreamTimes } from './stream-clock'

/** Columns by row of a chunk; NaN: the frame does not have it. */
export type SegmentColumn = keyof StreamTimes | keyof SegmentFacts

/** null: nobody asks. */
export interface StreamFacts {
  readonly times: StreamTimes | null
  readonly segments: SegmentFacts | null
  readonly datagrams: DatagramTimes | null
}

export const NO_STREAM_FACTS: StreamFacts = { times: null, segments: null, datagrams: null }

/** What is asked of conversations. */
export type StreamQuestion = keyof StreamFacts

/** Takes the chunks of a capture in their order. What it tells holds until the next chunk is taken. */
export class StreamFactsReader {
  private readonly clock: StreamClock | null
  private readonly replay: SegmentReplay | null
  private readonly datagrams: DatagramClock | null

  constructor(asked: ReadonlySet<StreamQuestion>) {
    this.clock = asked.has('times') ? new StreamClock() : null
    this.replay = asked.has('segments') ? new SegmentReplay() : null
    this.datagrams = asked.has('datagrams') ? new DatagramClock() : null
  }

  /** `first`: row of the capture that row 0 of the chunk is. */
  take(
    columns: Pick<FrameColumns, 'time' | 'flags'>,
    facets: FacetChunk,
    conversations: Conversations,
    first: number,
  ): StreamFacts {
    return {
      times: this.clock?.take(columns.time, facets) ?? null,
      segments: this.replay?.take(columns, facets, first) ?? null,
      datagrams: this.datagrams?.take(columns.time, facets, conversations) ?? null,
    }
  }
}

/** The column of that name. */
export function segmentColumn(
  { times, segments }: StreamFacts,
  column: SegmentColumn,
): Float64Array | null {
  return isClockColumn(column) ? (times?.[column] ?? null) : (segments?.[column] ?? null)
}

export const isClockColumn = (column: string): column is keyof StreamTimes =>
  column === 'streamTime' || column === 'streamDelta'
