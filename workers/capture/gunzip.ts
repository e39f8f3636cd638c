/**
 * gzip (RFC 1952), decompressed as it is read. The browser's own decoder comes first; it refuses
 * files of several members and files with octets behind the last one, and forgets what it had
 * decoded when it meets damage. Then fflate starts anew and leaves out what was already given.
 */
import { FlateErrorCode, Gunzip, type FlateError } from 'fflate'
import { unreadable, type Chunks } from './octet-source'
import { watched } from './watchdog'

/** Octets read at a time; octets decoded at a time, of which each may become a thousand. */
const SLICE = 1024 * 1024
const PIECE = 16 * 1024

/** fflate gives nothing of the piece in which it meets damage: there, the pieces are small. */
const SMALL_PIECE = 16

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
}

export class GunzipChunks implements Chunks {
  octetsRead = 0
  message = ''
  private readonly blob: Blob
  private readonly chunks: AsyncGenerator<Uint8Array, void>

  constructor(blob: Blob) {
    this.blob = blob
    this.chunks = this.decode()
  }

  async next(): Promise<Uint8Array | null> {
    const step = await this.chunks.next()
    return step.done === true ? null : step.value
  }

  async close(): Promise<void> {
    await this.chunks.return()
  }

  private async *decode(): AsyncGenerator<Uint8Array, void> {
    let given = 0
    try {
      for await (const chunk of this.decodeNatively()) {
        given += chunk.length
        yield chunk
      }
    } catch {
      yield* this.decodePatiently(given, Infinity)
    }
  }

  private async *decodeNatively(): AsyncGenerator<Uint8Array, void> {
    const reader = this.nativeReader()
    try {
      for (;;) {
        const { value } = await watched(reader.read(), reader)
        if (value === undefined) return
        yield value
      }
    } finally {
      reader.cancel().catch(() => undefined) // it has failed, or nobody wants the rest
    }
  }

  private nativeReader(): ReadableStreamDefaultReader<Uint8Array> {
    const meter = new TransformStream<BufferSource, BufferSource>({
      transform: (chunk, controller) => {
        this.octetsRead += chunk.byteLength
        controller.enqueue(chunk)
      },
    })
    const packed: ReadableStream<BufferSource> = this.blob.stream()
    return packed.pipeThrough(meter).pipeThrough(new DecompressionStream('gzip')).getReader()
  }

  /** Decodes from the start, leaves out `given` octets; goes in small steps from `damagedAt` on. */
  private async *decodePatiently(
    given: number,
    damagedAt: number,
  ): AsyncGenerator<Uint8Array, void> {
    let decoded = 0
    let members = 1
    const out: Uint8Array[] = []
    const decoder = new Gunzip((chunk) => out.push(chunk))
    decoder.onmember = () => members++
    try {
      for await (const { at, piece } of this.pieces(damagedAt)) {
        const fault = pushed(decoder, piece)
        for (const chunk of out.splice(0)) {
          const known = Math.max(0, given - decoded)
          decoded += chunk.length
          if (known < chunk.length) yield chunk.subarray(known)
        }
        if (fault === FlateErrorCode.InvalidHeader) {
          this.message = 'octets behind the end of the gzip data were left out'
          return
        }
        if (fault !== null && at < damagedAt) {
          return yield* this.decodePatiently(Math.max(given, decoded), at)
        }
        if (fault !== null) {
          this.message = `the gzip data is damaged at its octet ${at}`
          return
        }
      }
      this.message = endingOf(decoder, members)
    } catch (error) {
      this.message = unreadable(error)
    }
  }

  private async *pieces(
    damagedAt: number,
  ): AsyncGenerator<{ at: number; piece: Uint8Array }, void> {
    for (let sliceAt = 0; sliceAt < this.blob.size; sliceAt += SLICE) {
      const slice = new Uint8Array(await this.blob.slice(sliceAt, sliceAt + SLICE).arrayBuffer())
      for (let at = 0; at < slice.length;) {
        const size = sliceAt + at < damagedAt ? PIECE : SMALL_PIECE
        const piece = slice.subarray(at, at + size)
        this.octetsRead = sliceAt + at + piece.length
        yield { at: sliceAt + at, piece }
        at += size
      }
    }
  }
}

/** Decodes one more piece. Null, or fflate's code of what is wrong with it. */
function pushed(decoder: Gunzip, piece: Uint8Array, last = false): FlateError['code'] | null {
  try {
    decoder.push(piece, last)
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return (error as FlateError).code
    throw error
  }
}

/** What is wrong with the end of data in which fflate, other than the browser, found no damage. */
function endingOf(decoder: Gunzip, members: number): string {
  if (pushed(decoder, new Uint8Array(0), true) !== null) return 'the gzip data is cut off'
  // fflate verifies no checksum, and what the browser disliked was not a second member.
  return members > 1 ? '' : 'the gzip data is cut off at its end, or its checksum is wrong'
}
