/** What the decoders of compressed data share: chunks from a generator, and how their ends are told. */
import type { OctetFeed } from './octet-feed'
import { unreadable, type Chunks } from './octet-source'

/** Chunks that a generator decodes from a feed. What it returns is what is wrong with the data. */
export class UnpackedChunks implements Chunks {
  private trouble = ''
  private ended = false
  private readonly feed: OctetFeed
  private readonly chunks: AsyncGenerator<Uint8Array, string>

  constructor(feed: OctetFeed, decode: (feed: OctetFeed) => AsyncGenerator<Uint8Array, string>) {
    this.feed = feed
    this.chunks = decode(feed)
  }

  get octetsRead(): number {
    return this.feed.octetsRead
  }

  get message(): string {
    return this.feed.message === '' ? this.trouble : this.feed.message
  }

  async next(): Promise<Uint8Array | null> {
    if (this.ended) return null
    try {
      const step = await this.chunks.next()
      if (step.done !== true) return step.value
      this.trouble = step.value
    } catch (error) {
      this.trouble = unreadable(error)
    }
    this.ended = true
    return null
  }

  async close(): Promise<void> {
    await this.chunks.return('')
    await this.feed.close()
  }
}

/** Reads on to the end of the file to count what cannot be used. */
export async function leftOut(feed: OctetFeed, format: string): Promise<string> {
  const octets = await feed.skip(Infinity)
  return octets === 0 ? '' : behindTheEnd(octets, format)
}

export function behindTheEnd(octets: number, format: string): string {
  return `${octets} octets behind the end of the ${format} data were left out`
}

export function packedDamage(offset: number, format: string): string {
  return `the ${format} data is damaged at its octet ${offset}`
}

export function packedCutOff(format: string): string {
  return `the ${format} data is cut off`
}
