/**
 * gzip (RFC 1952) and bare deflate (RFC 1951), decompressed as they are read. The browser's own
 * decoder comes first; it refuses files of several members and files with octets behind the last
 * one, and forgets what it had decoded when it meets damage. Then fflate starts anew and leaves out
 * what was already given.
 */
import { FlateErrorCode, Gunzip, Inflate, type FlateError } from 'fflate'
import type { Packing } from '../model/capture'
import { OctetFeed } from './octet-feed'
import { unreadable, type Chunks } from './octet-source'
import { behindTheEnd, packedCutOff, packedDamage } from './unpacked-chunks'
import { watched } from './watchdog'

type Format = Extract<Packing, 'gzip' | 'deflate'>

/**
 * Octets decoded at a time, of which each may become a thousand. fflate gives nothing of the piece
 * in which it meets damage: there, it starts anew and goes in smaller steps, at last octet by octet.
 */
const PIECES = [16 * 1024, 64, 1]

/** fflate looks at so many octets behind the end of a member before it refuses them. */
const NOTICED_AFTER = 4

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8
}

export class InflateChunks implements Chunks {
  message = ''
  private readonly format: Format
  private readonly again: () => Chunks
  private packed: Chunks
  private readonly chunks: AsyncGenerator<Uint8Array, void>

  /** `again` gives the same octets as `packed`, from their start. */
  constructor(format: Format, packed: Chunks, again: () => Chunks) {
    this.format = format
    this.packed = packed
    this.again = again
    this.chunks = this.decode()
  }

  get octetsRead(): number {
    return this.packed.octetsRead
  }

  async next(): Promise<Uint8Array | null> {
    const step = await this.chunks.next()
    return step.done === true ? null : step.value
  }

  async close(): Promise<void> {
    await this.chunks.return()
    await this.packed.close()
  }

  private async *decode(): AsyncGenerator<Uint8Array, void> {
    let given = 0
    try {
      for await (const chunk of this.decodeNatively()) {
        given += chunk.length
        yield chunk
      }
      this.message = this.packed.message
    } catch {
      yield* this.decodePatiently(given, [])
    }
  }

  private async *decodeNatively(): AsyncGenerator<Uint8Array, void> {
    const format = this.format === 'gzip' ? 'gzip' : 'deflate-raw'
    const decoder = new DecompressionStream(format)
    const reader = streamOf(this.packed).pipeThrough(decoder).getReader()
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

  /**
   * Decodes from the start and leaves out `given` octets. `steps`: where the pieces become smaller,
   * once each for every piece that was refused before.
   */
  private async *decodePatiently(
    given: number,
    steps: readonly number[],
  ): AsyncGenerator<Uint8Array, void> {
    await this.packed.close()
    this.packed = this.again()
    const feed = new OctetFeed(this.packed)
    let decoded = 0
    let members = 1
    const out: Uint8Array[] = []
    const decoder = newDecoder(this.format, out, () => members++)
    try {
      for (;;) {
        const { at } = feed
        const step = steps.filter((from) => from <= at).length
        const size = Math.min(PIECES[step] ?? 1, (steps[step] ?? Infinity) - at)
        const piece = await feed.some(size)
        if (piece.length === 0) break
        const fault = pushed(decoder, piece)
        for (const chunk of out.splice(0)) {
          const known = Math.max(0, given - decoded)
          decoded += chunk.length
          if (known < chunk.length) yield chunk.subarray(known)
        }
        if (fault === null) continue
        if (step < PIECES.length - 1) {
          const smaller = [...steps.slice(0, step), at]
          return yield* this.decodePatiently(Math.max(given, decoded), smaller)
        }
        const junk = fault === FlateErrorCode.InvalidHeader
        this.message = junk
          ? behindTheEnd(NOTICED_AFTER + (await feed.skip(Infinity)), this.format)
          : packedDamage(at, this.format)
        return
      }
      this.message = feed.message === '' ? endingOf(decoder, this.format, members) : feed.message
    } catch (error) {
      this.message = unreadable(error)
    }
  }
}

function newDecoder(format: Format, out: Uint8Array[], onMember: () => void): Gunzip | Inflate {
  const take = (chunk: Uint8Array) => void out.push(chunk)
  if (format === 'deflate') return new Inflate(take)
  const decoder = new Gunzip(take)
  decoder.onmember = onMember
  return decoder
}

/** A stream for the browser's decoder, which may hold on to what it is given. */
function streamOf(chunks: Chunks): ReadableStream<BufferSource> {
  return new ReadableStream({
    async pull(controller) {
      const chunk = await chunks.next()
      if (chunk === null) controller.close()
      else controller.enqueue(chunk.slice())
    },
  })
}

/** Decodes one more piece. Null, or fflate's code of what is wrong with it. */
function pushed(
  decoder: Gunzip | Inflate,
  piece: Uint8Array,
  last = false,
): FlateError['code'] | null {
  try {
    // fflate keeps what it cannot decode yet.
    decoder.push(piece.slice(), last)
    return null
  } catch (error) {
    if (error instanceof Error && 'code' in error) return (error as FlateError).code
    throw error
  }
}

/** What is wrong with the end of data in which fflate, other than the browser, found no damage. */
function endingOf(decoder: Gunzip | Inflate, format: Format, members: number): string {
  if (format === 'deflate') {
    return pushed(decoder, new Uint8Array(0), true) === null ? '' : packedCutOff(format)
  }
  // Few octets behind the end are noticed once there are more.
  for (let added = 1; added <= NOTICED_AFTER; added++) {
    if (pushed(decoder, new Uint8Array(1)) === null) continue
    const junk = NOTICED_AFTER - added
    if (junk > 0) return behindTheEnd(junk, format)
    // fflate verifies no checksum, and what the browser disliked was not a second member.
    return members > 1 ? '' : 'the gzip data is cut off at its end, or its checksum is wrong'
  }
  return packedCutOff(format)
}
