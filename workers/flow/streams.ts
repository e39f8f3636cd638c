/**
 * TCP streams of the compatible view: numbered in order of appearance by five-tuple alone, with
 * Wireshark's conversation table. Where a stream stands is kept in the row of its five-tuple.
 */
import { MAX_STREAMS } from '../limits/limits'
import { LENGTH, ROW_WORDS, SHAPE, SWAPPED, type PacketRows } from '../wire/packet-rows'
import { SEQUENCE_CELL, STREAM_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'
import type { SequenceAnalysis } from './sequence-analysis'

/** Conversations that the analysis document lists. */
const LISTED = 200

export interface Conversation {
  a: string
  b: string
  frames_ab: number
  frames_ba: number
  bytes_ab: number
  bytes_ba: number
}

export class Streams {
  private readonly tuples: FiveTuples
  private readonly analysis: SequenceAnalysis
  private readonly listed: Conversation[] = []
  /** Whether `a` of a listed conversation is the higher endpoint of the tuple. */
  private readonly aIsHigher: boolean[] = []
  /** Streams so far. */
  count = 0
  /** Segments that no stream was opened for, because there are too many. */
  refused = 0

  constructor(tuples: FiveTuples, analysis: SequenceAnalysis) {
    this.tuples = tuples
    this.analysis = analysis
  }

  /** Newest stream of the tuple; −1: none. */
  newest(tuple: number): number {
    return (this.tuples.words[tuple * TUPLE_WORDS + STREAM_CELL] as number) - 1
  }

  /** Row of the newest stream's sequence analysis. */
  sequenceRow(tuple: number): number {
    return (this.tuples.words[tuple * TUPLE_WORDS + SEQUENCE_CELL] as number) - 1
  }

  /** May one more be opened? A refusal is counted. */
  mayOpen(): boolean {
    if (this.count < MAX_STREAMS) return true
    this.refused++
    return false
  }

  open(tuple: number): number {
    const stream = this.count++
    const cells = this.tuples.words
    cells[tuple * TUPLE_WORDS + STREAM_CELL] = stream + 1
    cells[tuple * TUPLE_WORDS + SEQUENCE_CELL] = this.analysis.open() + 1
    return stream
  }

  /** Adds the segment to the conversation table. */
  converse(stream: number, tuple: number, packets: PacketRows, index: number): void {
    if (stream >= LISTED) return
    const p = index * ROW_WORDS
    const swapped = ((packets.words[p + SHAPE] as number) & SWAPPED) !== 0
    const length = packets.words[p + LENGTH] as number
    let listed = this.listed[stream]
    if (listed === undefined) {
      listed = {
        a: this.endpoint(tuple, swapped ? 1 : 0),
        b: this.endpoint(tuple, swapped ? 0 : 1),
        frames_ab: 0,
        frames_ba: 0,
        bytes_ab: 0,
        bytes_ba: 0,
      }
      this.listed[stream] = listed
      this.aIsHigher[stream] = swapped
    }
    if (this.aIsHigher[stream] === swapped) {
      listed.frames_ab++
      listed.bytes_ab += length
    } else {
      listed.frames_ba++
      listed.bytes_ba += length
    }
  }

  conversations(): (Conversation & { stream: number })[] {
    return this.listed.map((conversation, stream) => ({ stream, ...conversation }))
  }

  /** Without brackets, as the conversation table of tshark. */
  private endpoint(tuple: number, side: 0 | 1): string {
    return `${this.tuples.address(tuple, side)}:${String(this.tuples.port(tuple, side))}`
  }
}
