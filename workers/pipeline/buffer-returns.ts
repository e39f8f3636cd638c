/**
 * Buffers on their way back to a thread that reads. It mostly sleeps until one comes, and to wake a
 * thread takes longer than to send a message: so several go together.
 */
import { WINDOW_OCTETS } from '../capture/octet-window'
import { newPacketBatch } from './packet-batch'

export interface Buffers {
  batch: ArrayBuffer
  /** Of the octets that the batch points into. */
  window: ArrayBuffer
}

/** So many times in a round are buffers sent back. */
const SENDS = 4

export class BufferReturns {
  private readonly send: (free: Buffers[], moved: ArrayBuffer[]) => void
  private readonly together: number
  private waiting: Buffers[] = []

  /** `total`: pairs of buffers that go round; they are to be made with `lend`. */
  constructor(total: number, send: (free: Buffers[], moved: ArrayBuffer[]) => void) {
    this.send = send
    this.together = Math.max(1, Math.floor(total / SENDS))
  }

  /** Makes another pair. */
  lend(): void {
    const { buffer } = newPacketBatch()
    this.give({ batch: buffer, window: new ArrayBuffer(WINDOW_OCTETS) })
  }

  give(buffers: Buffers): void {
    this.waiting.push(buffers)
    if (this.waiting.length < this.together) return
    const free = this.waiting
    this.waiting = []
    this.send(
      free,
      free.flatMap(({ batch, window }) => [batch, window]),
    )
  }
}
