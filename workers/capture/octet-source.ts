/** Where the octets of a capture come from: in file order, into a buffer that the caller lends. */
import { watched } from './watchdog'

export interface OctetSource {
  /** Octets of the file as dropped that were consumed. */
  readonly octetsRead: number
  /** Why it ended before its end; empty when it did not. */
  readonly message: string
  /**
   * Puts octets behind the first `from` of `buffer`. The buffer may be transferred: from then on
   * only the returned one is valid. `count` 0 says that there are no more, `-from` that a failed
   * read took along what was there before.
   */
  fill(buffer: ArrayBuffer, from: number): Promise<{ buffer: ArrayBuffer; count: number }>
  close(): Promise<void>
}

/** Octets in chunks of somebody else's choice. */
export interface Chunks {
  readonly octetsRead: number
  readonly message: string
  /** What comes next, valid until it is asked again. Null: no more. */
  next(): Promise<Uint8Array | null>
  close(): Promise<void>
}

/** Streams a blob, without copying where the browser knows how to. */
export function openBlob(blob: Blob): OctetSource {
  try {
    return new ByobSource(blob.stream().getReader({ mode: 'byob' }))
  } catch {
    // WebKit: blobs stream, but not into a buffer of ours.
    return new ChunkSource(openChunks(blob))
  }
}

/** A blob in chunks as the browser cuts it. Nothing is read before the first is asked for. */
export function openChunks(blob: Blob): Chunks {
  return new BlobChunks(blob.stream().getReader())
}

class ByobSource implements OctetSource {
  octetsRead = 0
  message = ''
  private readonly reader: ReadableStreamBYOBReader

  constructor(reader: ReadableStreamBYOBReader) {
    this.reader = reader
  }

  async fill(buffer: ArrayBuffer, from: number) {
    const size = buffer.byteLength
    try {
      const room = new Uint8Array(buffer, from)
      const { value } = await watched(this.reader.read(room), this.reader)
      if (value === undefined) return { buffer: new ArrayBuffer(size), count: -from }
      this.octetsRead += value.length
      return { buffer: value.buffer, count: value.length }
    } catch (error) {
      this.message = unreadable(error)
      return { buffer: new ArrayBuffer(size), count: -from }
    }
  }

  close(): Promise<void> {
    return this.reader.cancel().catch(() => undefined)
  }
}

/** Copies chunks into the buffer. */
export class ChunkSource implements OctetSource {
  private readonly chunks: Chunks
  private pending: Uint8Array = new Uint8Array(0)

  constructor(chunks: Chunks) {
    this.chunks = chunks
  }

  get octetsRead(): number {
    return this.chunks.octetsRead
  }

  get message(): string {
    return this.chunks.message
  }

  async fill(buffer: ArrayBuffer, from: number) {
    while (this.pending.length === 0) {
      const chunk = await this.chunks.next()
      if (chunk === null) return { buffer, count: 0 }
      this.pending = chunk
    }
    const count = Math.min(this.pending.length, buffer.byteLength - from)
    new Uint8Array(buffer).set(this.pending.subarray(0, count), from)
    this.pending = this.pending.subarray(count)
    return { buffer, count }
  }

  close(): Promise<void> {
    return this.chunks.close()
  }
}

class BlobChunks implements Chunks {
  octetsRead = 0
  message = ''
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.reader = reader
  }

  async next(): Promise<Uint8Array | null> {
    try {
      const { value } = await watched(this.reader.read(), this.reader)
      this.octetsRead += value?.length ?? 0
      return value ?? null
    } catch (error) {
      this.message = unreadable(error)
      return null
    }
  }

  close(): Promise<void> {
    return this.reader.cancel().catch(() => undefined)
  }
}

/** Why the browser gave up on a file, in its own words. */
export function unreadable(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error)
  return `the browser gave the file up: ${why}`
}
