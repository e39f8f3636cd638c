/** This side of a thread that reads segments: what it was given to read, and what came of it. */
import { watched } from '../capture/watchdog'
import { BufferReturns, type Buffers } from './buffer-returns'
import { packetBatchOver, type PacketBatch } from './packet-batch'
import {
  SEGMENT_BUFFERS,
  type FromSegments,
  type Stretch,
  type StretchBatch,
  type StretchNews,
  type ToSegments,
} from './segment-job'

export class SegmentThread {
  private readonly port: MessagePort
  private readonly jobs = new Map<number, StretchJob>()
  private last = 0
  private readonly returns: BufferReturns
  private unlent: number

  /** `buffers`: pairs of them that go round, lent when there is something to read. */
  constructor(port: MessagePort, buffers = SEGMENT_BUFFERS) {
    this.port = port
    this.unlent = buffers
    this.returns = new BufferReturns(buffers, (free, moved) => {
      this.send({ free }, moved)
    })
    port.onmessage = ({ data }: MessageEvent<FromSegments>) => {
      const job = this.jobs.get(data.job)
      if (job !== undefined) job.take(data.news)
      else if (data.news.kind === 'batch') this.release(data.news.buffers)
    }
  }

  /** Has it read once all is done that it was given before. */
  read(file: Blob, stretch: Stretch): StretchJob {
    for (; this.unlent > 0; this.unlent--) this.returns.lend()
    const id = ++this.last
    const job = new StretchJob(this, id)
    this.jobs.set(id, job)
    this.send({ job: id, file, stretch })
    return job
  }

  /** Nobody waits for it any more. */
  forget(job: number): void {
    if (this.jobs.delete(job)) this.send({ cancel: job })
  }

  release(buffers: Buffers): void {
    this.returns.give(buffers)
  }

  private send(message: ToSegments, moved: ArrayBuffer[] = []): void {
    this.port.postMessage(message, moved)
  }
}

export class StretchJob {
  private readonly thread: SegmentThread
  private readonly id: number
  private readonly arrived: StretchNews[] = []
  private wake: (() => void) | null = null
  private used: Buffers | null = null

  constructor(thread: SegmentThread, id: number) {
    this.thread = thread
    this.id = id
  }

  take(news: StretchNews): void {
    this.arrived.push(news)
    this.wake?.()
    this.wake = null
  }

  /** What comes next. What an earlier batch gave is lost. */
  async next(): Promise<StretchNews> {
    this.giveBack()
    for (;;) {
      const news = this.arrived.shift()
      if (news?.kind === 'broken') throw new Error(news.message)
      if (news !== undefined) return news
      await watched(
        new Promise<void>((resolve) => {
          this.wake = resolve
        }),
        { cancel: () => Promise.resolve() },
      )
    }
  }

  /** The rows of a batch, until the next news. */
  open({ buffers, count }: StretchBatch): PacketBatch {
    this.used = buffers
    const batch = packetBatchOver(buffers.batch)
    batch.records.count = count
    batch.records.octets = new Uint8Array(buffers.window)
    batch.records.view = new DataView(buffers.window)
    batch.packets.view = batch.records.view
    return batch
  }

  /** Forgets what has come, and what would. */
  cancel(): void {
    this.giveBack()
    for (const news of this.arrived.splice(0)) {
      if (news.kind === 'batch') this.thread.release(news.buffers)
    }
    this.thread.forget(this.id)
  }

  private giveBack(): void {
    if (this.used !== null) this.thread.release(this.used)
    this.used = null
  }
}
