/** Bodies of HTTP/1 messages, consumed as they come: RFC 9112 §6 and §7.1. */
import { MAX_CHUNK_LINE } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import { endOfText, findLineFeed } from './lines'

const SIZE = /^\s*([0-9a-fA-F]{1,12})\s*(;|$)/

export interface Body {
  /** Octets of the body so far, without the framing of chunks. */
  readonly octets: number
  readonly done: boolean
  /** Ends with the connection. */
  readonly untilEnd: boolean
  /** Octets that are part of it whatever they are. */
  readonly left: number
  /** Octets it takes; 0: more are needed. −1: this is no body. */
  take(octets: Octets): number
  /** Octets are missing. False: where the body goes on cannot be told. */
  skip(length: number): boolean
}

/** `Content-Length` octets. */
export class SizedBody implements Body {
  octets = 0
  readonly untilEnd = false
  left: number

  constructor(length: number) {
    this.left = length
  }

  get done(): boolean {
    return this.left === 0
  }

  take({ captured }: Octets): number {
    const taken = Math.min(captured, this.left)
    this.left -= taken
    this.octets += taken
    return taken
  }

  skip(length: number): boolean {
    if (length < 0 || length > this.left) return false
    this.left -= length
    this.octets += length
    return true
  }
}

/** Everything up to the end of the connection. */
export class EndlessBody implements Body {
  octets = 0
  readonly done = false
  readonly untilEnd = true
  readonly left = Infinity

  take({ captured }: Octets): number {
    this.octets += captured
    return captured
  }

  skip(length: number): boolean {
    this.octets += Math.max(0, length)
    return length >= 0
  }
}

export class ChunkedBody implements Body {
  octets = 0
  done = false
  readonly untilEnd = false
  private state: 'size' | 'data' | 'separator' | 'trailer' = 'size'
  left = 0

  take(octets: Octets): number {
    if (this.state === 'data') {
      const taken = Math.min(octets.captured, this.left)
      this.left -= taken
      this.octets += taken
      if (this.left === 0) this.state = 'separator'
      return taken
    }
    const feed = findLineFeed(octets, 0)
    if (feed < 0) return octets.captured > MAX_CHUNK_LINE ? -1 : 0
    return this.line(octets, feed) ? feed + 1 : -1
  }

  skip(length: number): boolean {
    if (this.state !== 'data' || length < 0 || length > this.left) return false
    this.left -= length
    this.octets += length
    if (this.left === 0) this.state = 'separator'
    return true
  }

  private line(octets: Octets, feed: number): boolean {
    const end = endOfText(octets, 0, feed)
    if (this.state === 'separator') {
      this.state = 'size'
      return end === 0
    }
    if (this.state === 'trailer') {
      if (end === 0) this.done = true
      return true
    }
    const { view, base } = octets
    let line = ''
    for (let at = 0; at < Math.min(end, MAX_CHUNK_LINE); at++) {
      line += String.fromCharCode(view.getUint8(base + at))
    }
    const size = SIZE.exec(line)
    if (size === null) return false
    this.left = parseInt(size[1] ?? '', 16)
    this.state = this.left === 0 ? 'trailer' : 'data'
    return true
  }
}
