/**
 * Reading and decoding in a thread of its own: while one batch of frames is analysed, the next are
 * on their way. Buffers go round between the two threads, so a file of any size needs the same few.
 */
import type { CaptureState } from '../capture/reader'
import { watched } from '../capture/watchdog'
import { BufferReturns, type Buffers } from './buffer-returns'
import type { Ingest, IngestPart, NoCapture } from './ingest'
import { packetBatchOver, type PacketBatch } from './packet-batch'

/** Pairs of buffers that go round: enough for either thread to be kept waiting by the system. */
const BUFFERS = 16

/**
 * To the ingest thread. `open` begins with a new file and ends the one before. Through `segments` it is
 * asked for parts of files, see `segments.ts`.
 */
export type ToIngest =
  { open: File; turn: number } | { free: Buffers[] } | { segments: MessagePort }

/** From the ingest thread. */
export type FromIngest =
  /** The next part of the file: a capture, or something else. */
  | { kind: 'part'; turn: number; part: Omit<IngestPart, 'outcome'>; state: CaptureState }
  | { kind: 'other'; turn: number; part: Omit<IngestPart, 'outcome'>; outcome: NoCapture }
  | {
      kind: 'batch'
      turn: number
      count: number
      buffers: Buffers
      /** What changes with every batch. */
      state: Pick<CaptureState, 'octetsRead' | 'epochNs' | 'lastNs'>
      /** All of it, when interfaces or secrets were added. */
      whole: CaptureState | null
    }
  /** Of a capture, and of the file. */
  | { kind: 'end'; turn: number; state: CaptureState }
  | { kind: 'done'; turn: number }
  | { kind: 'broken'; turn: number; message: string }

/** This side of an ingest thread; reads one file at a time. */
export class IngestThread {
  private readonly port: MessagePort
  private readonly returns: BufferReturns
  private turn = 0
  private readonly arrived: FromIngest[] = []
  private wake: (() => void) | null = null

  constructor(port: MessagePort) {
    this.port = port
    this.returns = new BufferReturns(BUFFERS, (free, moved) => {
      const message: ToIngest = { free }
      port.postMessage(message, moved)
    })
    port.onmessage = ({ data }: MessageEvent<FromIngest>) => {
      if (data.turn === this.turn) this.arrived.push(data)
      else if (data.kind === 'batch') this.release(data.buffers)
      this.wake?.()
      this.wake = null
    }
    for (let i = 0; i < BUFFERS; i++) this.returns.lend()
  }

  /** Begins with `file`; whatever was read before has ended. */
  async *open(file: File): AsyncGenerator<IngestPart, void> {
    this.close()
    const message: ToIngest = { open: file, turn: this.turn }
    this.port.postMessage(message)
    for (;;) {
      const news = await this.next()
      if (news.kind === 'done') return
      if (news.kind === 'other') {
        yield { ...news.part, outcome: news.outcome }
      } else if (news.kind === 'part') {
        const ingest = new RemoteIngest(this, news.state)
        yield { ...news.part, outcome: { kind: 'capture', ingest } }
      } else throw new Error(news.kind === 'broken' ? news.message : `unexpected ${news.kind}`)
    }
  }

  /** Forgets what is still on its way. */
  close(): void {
    this.turn++
    for (const news of this.arrived.splice(0)) {
      if (news.kind === 'batch') this.release(news.buffers)
    }
  }

  async next(): Promise<FromIngest> {
    for (;;) {
      const news = this.arrived.shift()
      if (news !== undefined) return news
      await watched(
        new Promise<void>((resolve) => {
          this.wake = resolve
        }),
        { cancel: () => Promise.resolve() },
      )
    }
  }

  release(buffers: Buffers): void {
    this.returns.give(buffers)
  }
}

class RemoteIngest implements Ingest {
  state: CaptureState
  private readonly thread: IngestThread
  private used: Buffers | null = null

  constructor(thread: IngestThread, state: CaptureState) {
    this.thread = thread
    this.state = state
  }

  async next(): Promise<PacketBatch | null> {
    this.giveBack()
    const news = await this.thread.next()
    if (news.kind === 'end') {
      this.state = news.state
      return null
    }
    if (news.kind !== 'batch') {
      throw new Error(news.kind === 'broken' ? news.message : `unexpected ${news.kind}`)
    }
    this.state = news.whole ?? { ...this.state, ...news.state }
    this.used = news.buffers
    const batch = packetBatchOver(news.buffers.batch)
    batch.records.count = news.count
    batch.records.octets = new Uint8Array(news.buffers.window)
    batch.records.view = new DataView(news.buffers.window)
    batch.packets.view = batch.records.view
    return batch
  }

  close(): Promise<void> {
    this.giveBack()
    return Promise.resolve()
  }

  private giveBack(): void {
    if (this.used !== null) this.thread.release(this.used)
    this.used = null
  }
}
