/**
 * Reading in a thread of its own: while one stretch of a file is analysed, the next is on its way.
 * Buffers go round between the two threads, so a file of any size needs the same few.
 */
import type { Chunks } from './octet-source'
import { watched } from './watchdog'

/** Octets of a buffer, and how many go round. */
const BUFFER_OCTETS = 1024 * 1024
const BUFFERS = 6

/** To the reading thread. `read` begins with a new file and ends the one before. */
export type ToReading = { read: Blob; turn: number } | { free: ArrayBuffer }

/** From the reading thread. `count` octets of the buffer are filled; 0: no more, see `message`. */
export interface FromReading {
  turn: number
  buffer: ArrayBuffer
  count: number
  /** Why the file ended before its end; empty when it did not. */
  message: string
}

/** This side of a reading thread; reads one file at a time. */
export class ReadingThread {
  private readonly port: MessagePort
  private turn = 0
  private readonly arrived: FromReading[] = []
  private wake: (() => void) | null = null

  constructor(port: MessagePort) {
    this.port = port
    port.onmessage = ({ data }: MessageEvent<FromReading>) => {
      if (data.turn === this.turn) this.arrived.push(data)
      else this.release(data.buffer)
      this.wake?.()
      this.wake = null
    }
    for (let i = 0; i < BUFFERS; i++) this.release(new ArrayBuffer(BUFFER_OCTETS))
  }

  /** Begins with `file`; whatever was read before has ended. */
  open(file: Blob): Chunks {
    this.close()
    const read: ToReading = { read: file, turn: this.turn }
    this.port.postMessage(read)
    return new ThreadChunks(this)
  }

  /** Forgets what is still on its way. */
  close(): void {
    this.turn++
    for (const { buffer } of this.arrived.splice(0)) this.release(buffer)
  }

  async next(): Promise<FromReading> {
    for (;;) {
      const news = this.arrived.shift()
      if (news !== undefined) return news
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
  }

  release(buffer: ArrayBuffer): void {
    const free: ToReading = { free: buffer }
    this.port.postMessage(free, [buffer])
  }
}

class ThreadChunks implements Chunks {
  octetsRead = 0
  message = ''
  private readonly thread: ReadingThread
  private used: ArrayBuffer | null = null

  constructor(thread: ReadingThread) {
    this.thread = thread
  }

  async next(): Promise<Uint8Array | null> {
    this.giveBack()
    try {
      const news = await watched(this.thread.next(), this)
      this.used = news.buffer
      this.message = news.message
      this.octetsRead += news.count
      return news.count === 0 ? null : new Uint8Array(news.buffer, 0, news.count)
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error)
      return null
    }
  }

  /** For the watchdog: what was asked for is no longer waited for. */
  cancel(): Promise<void> {
    return this.close()
  }

  close(): Promise<void> {
    this.giveBack()
    this.thread.close()
    return Promise.resolve()
  }

  private giveBack(): void {
    if (this.used !== null) this.thread.release(this.used)
    this.used = null
  }
}
