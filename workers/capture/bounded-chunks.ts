/** Decompressed data within bounds: what grows out of all proportion is given up. */
import { MAX_FREELY_UNPACKED_OCTETS, MAX_UNPACK_RATIO } from '../limits/limits'
import type { Chunks } from './octet-source'

/** What all the data unpacked from one dropped file may grow to. */
export class UnpackBudget {
  unpacked = 0
  readonly freely: number
  readonly ratio: number

  constructor(freely = MAX_FREELY_UNPACKED_OCTETS, ratio = MAX_UNPACK_RATIO) {
    this.freely = freely
    this.ratio = ratio
  }
}

export class BoundedChunks implements Chunks {
  private readonly chunks: Chunks
  private readonly budget: UnpackBudget
  private readonly readBefore: number
  private unpacked = 0
  private givenUp = ''

  constructor(chunks: Chunks, budget: UnpackBudget) {
    this.chunks = chunks
    this.budget = budget
    this.readBefore = chunks.octetsRead
  }

  get octetsRead(): number {
    return this.chunks.octetsRead
  }

  get message(): string {
    return this.givenUp === '' ? this.chunks.message : this.givenUp
  }

  async next(): Promise<Uint8Array | null> {
    if (this.givenUp !== '') return null
    const chunk = await this.chunks.next()
    if (chunk === null) return null
    this.unpacked += chunk.length
    this.budget.unpacked += chunk.length
    const { freely, ratio } = this.budget
    const read = this.octetsRead - this.readBefore
    if (this.budget.unpacked <= freely || this.unpacked <= read * ratio) return chunk
    this.givenUp = `decompression was given up: ${this.unpacked} octets came of ${read}, more than ${ratio} of each`
    return null
  }

  close(): Promise<void> {
    return this.chunks.close()
  }
}
