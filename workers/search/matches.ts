/** Places where a search found what was sought, in the order of captures, frames and octets. */
import { MAX_LISTED_MATCHES } from '../limits/workspace-limits'
import type { Encoding } from '../model/match-row'

export interface Match {
  /** Index of the capture within the case. */
  capture: number
  frame: number
  /** [at, at + length) of the frame. */
  at: number
  length: number
  encoding: Encoding
}

const ENCODINGS: readonly Encoding[] = ['octets', 'utf-8', 'utf-16le', 'utf-16be']

export class Matches {
  /** All that were found, and frames that hold some. */
  total = 0
  frames = 0
  private capture = new Uint16Array(1024)
  private frame = new Uint32Array(1024)
  private at = new Uint32Array(1024)
  private length = new Uint32Array(1024)
  private encoding = new Uint8Array(1024)
  private lastCapture = -1
  private lastFrame = -1
  private readonly most: number

  constructor(most = MAX_LISTED_MATCHES) {
    this.most = most
  }

  /** Those that are listed: the first ones. */
  get listed(): number {
    return Math.min(this.total, this.most)
  }

  add(capture: number, frame: number, at: number, length: number, encoding: Encoding): void {
    if (frame !== this.lastFrame || capture !== this.lastCapture) this.frames++
    this.lastFrame = frame
    this.lastCapture = capture
    const index = this.total++
    if (index >= this.most) return
    if (index === this.frame.length) this.grow()
    this.capture[index] = capture
    this.frame[index] = frame
    this.at[index] = at
    this.length[index] = length
    this.encoding[index] = ENCODINGS.indexOf(encoding)
  }

  /** Rows [from, from + count), fewer where they end. */
  rows(from: number, count: number): Match[] {
    const length = Math.max(0, Math.min(count, this.listed - from))
    return Array.from({ length }, (_, i) => this.matchAt(from + i))
  }

  /** The first that lies in this frame or behind it; `listed`: none does. */
  firstFrom(capture: number, frame: number): number {
    let low = 0
    let high = this.listed
    while (low < high) {
      const middle = (low + high) >>> 1
      const own = this.capture[middle] as number
      const before = own < capture || (own === capture && (this.frame[middle] as number) < frame)
      if (before) low = middle + 1
      else high = middle
    }
    return low
  }

  private matchAt(index: number): Match {
    return {
      capture: this.capture[index] as number,
      frame: this.frame[index] as number,
      at: this.at[index] as number,
      length: this.length[index] as number,
      encoding: ENCODINGS[this.encoding[index] as number] ?? 'octets',
    }
  }

  private grow(): void {
    this.capture = larger(this.capture)
    this.frame = larger(this.frame)
    this.at = larger(this.at)
    this.length = larger(this.length)
    this.encoding = larger(this.encoding)
  }
}

function larger<T extends Uint8Array | Uint16Array | Uint32Array>(column: T): T {
  const copy = new (column.constructor as new (length: number) => T)(column.length * 2)
  copy.set(column)
  return copy
}
