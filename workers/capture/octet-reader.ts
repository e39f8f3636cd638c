/** Reads stretches of a capture again, one after the other. What is compressed is read forwards. */
import type { CaptureStep } from '../model/capture'
import { OctetFeed } from './octet-feed'
import { placeOf, unpackingSteps, type Place } from './place'

export interface OctetReader {
  /**
   * Octets [at, at + length) of the (decompressed) capture, fewer where it ends; valid until the next
   * call. Going back in what is compressed means to begin anew.
   * @throws the browser's error when a plain file cannot be read any more.
   */
  read(at: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** `steps` lead from the file to a capture within it; without them, the file is the capture. */
export async function openOctets(file: Blob, steps?: readonly CaptureStep[]): Promise<OctetReader> {
  const place = placeOf(file, steps ?? (await unpackingSteps(file)))
  const { blob } = place
  return blob === null ? new ForwardReader(place) : new BlobReader(blob)
}

class BlobReader implements OctetReader {
  private readonly blob: Blob

  constructor(blob: Blob) {
    this.blob = blob
  }

  async read(at: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(await this.blob.slice(at, at + length).arrayBuffer())
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

class ForwardReader implements OctetReader {
  private readonly open: Place['open']
  private feed: OctetFeed

  constructor({ open }: Place) {
    this.open = open
    this.feed = new OctetFeed(open())
  }

  async read(at: number, length: number): Promise<Uint8Array> {
    if (at < this.feed.at) {
      await this.feed.close()
      this.feed = new OctetFeed(this.open())
    }
    await this.feed.skip(at - this.feed.at)
    return this.feed.at < at ? new Uint8Array(0) : this.feed.take(length)
  }

  close(): Promise<void> {
    return this.feed.close()
  }
}
