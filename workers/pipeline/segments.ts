/**
 * One plain capture read by several threads: each reads and decodes every so manieth segment, and here
 * their frames are joined in the order of the file. A segment counts only if it begins exactly where
 * the one before it ended; else it is read again from there. From the first thing on that is more than
 * frames, one thread reads the rest: so the outcome is the same however many threads there are.
 */
import { unreadable } from '../capture/octet-source'
import { isSegmentable, openSegmentable } from '../capture/segment'
import { stateOf, type CaptureState, type SegmentableReader } from '../capture/reader'
import { Decoder } from './decode'
import type { Ingest, IngestPart, OpenIngest } from './ingest'
import { newPacketBatch, type PacketBatch } from './packet-batch'
import type { SegmentThread, StretchJob } from './segment-thread'

/** At least one. */
export type Threads = readonly [SegmentThread, ...SegmentThread[]]

/** Reads large plain captures in segments of so many octets, and leaves all other files to `open`. */
export function openInSegments(threads: Threads, open: OpenIngest, octets: number): OpenIngest {
  return async function* (file: File): AsyncGenerator<IngestPart, void> {
    const reader = await largeCapture(file, octets)
    if (reader === null) {
      yield* open(file)
      return
    }
    const ingest = new SegmentedIngest(file, reader, threads, octets)
    const outcome = { kind: 'capture', ingest } as const
    yield { name: file.name, steps: [], readBefore: 0, ofBundle: false, outcome }
  }
}

async function largeCapture(file: File, octets: number): Promise<SegmentableReader | null> {
  try {
    const fits = file.size > 2 * octets && (await isSegmentable(file))
    return fits ? await openSegmentable(file) : null
  } catch {
    return null // whoever reads it in order says why it cannot be read
  }
}

class SegmentedIngest implements Ingest {
  state: CaptureState
  private readonly file: Blob
  private readonly reader: SegmentableReader
  private readonly threads: Threads
  private readonly octets: number
  private readonly batches = this.read()
  /** Segments that threads read, by index. */
  private readonly jobs = new Map<number, StretchJob>()
  private current: StretchJob | null = null
  private frames = 0
  /** Offsets at which the next record begins, and at which the last one of a segment did. */
  private at = 0
  private lastAt = -1

  constructor(file: File, reader: SegmentableReader, threads: Threads, octets: number) {
    // A file loses its name on the way to a thread, where it can go at all.
    this.file = file.slice()
    this.reader = reader
    this.threads = threads
    this.octets = octets
    this.state = stateOf(reader)
  }

  async next(): Promise<PacketBatch | null> {
    const { value } = await this.batches.next()
    return value ?? null
  }

  async close(): Promise<void> {
    this.cancel()
    await this.reader.close()
  }

  private async *read(): AsyncGenerator<PacketBatch, void> {
    const first = await this.first()
    this.state = stateOf(this.reader)
    if (first === null) return
    yield first
    yield* this.segments()
    this.cancel()
    yield* this.rest()
  }

  /** The first frame: what all segments must know is known with it. */
  private async first(): Promise<PacketBatch | null> {
    const { reader } = this
    const batch = newPacketBatch()
    const { records } = batch
    const one = { ...batch, records: { ...records, at: records.at.subarray(0, 1) } }
    if (!(await reader.next(one.records))) return null
    new Decoder().decode(one)
    this.frames = 1
    this.at = reader.position
    return one
  }

  private async *segments(): AsyncGenerator<PacketBatch, void> {
    const { threads, octets, file } = this
    this.begin(0, this.at)
    for (let index = 1; index < threads.length; index++) this.look(index)
    for (let from = 0, index = 0; from < file.size; from += octets, index++) {
      const end = Math.min(from + octets, file.size)
      if (this.at < end) {
        const job = await this.verified(index)
        this.look(index + threads.length)
        yield* this.drain(job)
        if (this.at < end) return
      } else this.look(index + threads.length)
      this.jobs.get(index)?.cancel()
      this.jobs.delete(index)
    }
  }

  /** The job of a segment that begins where the one before it ended. */
  private async verified(index: number): Promise<StretchJob> {
    const job = this.jobs.get(index)
    const news = await job?.next()
    if (job !== undefined && news?.kind === 'begin' && news.at === this.at) return job
    job?.cancel()
    const again = this.begin(index, this.at)
    await again.next()
    return again
  }

  /** Has a segment read, if there is one, whose first record is to be found. */
  private look(index: number): void {
    const from = index * this.octets
    if (from < this.file.size) this.start(index, from, true)
  }

  /** Has a segment read whose first record begins at `at`. */
  private begin(index: number, at: number): StretchJob {
    return this.start(index, at, false)
  }

  private start(index: number, from: number, find: boolean): StretchJob {
    const { threads, octets, file } = this
    const to = Math.min((index + 1) * octets, file.size)
    const thread = threads[index % threads.length] ?? threads[0]
    const job = thread.read(file, { segment: { from, to, find } })
    this.jobs.set(index, job)
    return job
  }

  private async *drain(job: StretchJob): AsyncGenerator<PacketBatch, void> {
    for (let news = await job.next(); news.kind === 'batch'; news = await job.next()) {
      this.frames += news.count
      this.at = news.position
      this.lastAt = news.lastAt
      this.state = { ...this.state, octetsRead: this.at }
      yield job.open(news)
    }
  }

  /** What is behind the segments, mostly nothing; and what is known of the file in the end. */
  private async *rest(): AsyncGenerator<PacketBatch, void> {
    const { frames, lastAt, file } = this
    const job = this.threads[0].read(file, { rest: { frames, lastAt } })
    this.current = job
    for (;;) {
      const news = await job.next()
      if (news.kind === 'batch') {
        this.state = news.state ?? this.state
        yield job.open(news)
      } else {
        const gone = { ...this.state, message: unreadable('it cannot be read any more') }
        this.state = (news.kind === 'end' ? news.state : null) ?? gone
        return
      }
    }
  }

  private cancel(): void {
    this.current?.cancel()
    for (const job of this.jobs.values()) job.cancel()
    this.jobs.clear()
  }
}
