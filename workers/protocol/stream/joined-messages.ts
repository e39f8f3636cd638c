/**
 * Messages of one direction that took several segments, by where they stand in the stream. When a
 * part of one comes again, Wireshark cannot fit it into what it has put together already.
 */
import { MAX_JOINED_MESSAGES } from '../../limits/limits'

/** What a segment that comes again is to the messages before it. */
export type Repeated =
  /** No part of a message of several segments. */
  | 'other'
  /** The first part of one: Wireshark knows it again. */
  | 'first'
  /** A later part: Wireshark calls the segment malformed. */
  | 'later'

/** The newest are kept. */
export class JoinedMessages {
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  private count = 0

  /** Octets `start` to `end`, exclusive. */
  add(start: number, end: number): void {
    const at = this.count++ % MAX_JOINED_MESSAGES
    this.starts[at] = start
    this.ends[at] = end
  }

  find(start: number, end: number): Repeated {
    const known = Math.min(this.count, MAX_JOINED_MESSAGES)
    for (let at = 0; at < known; at++) {
      const first = this.starts[at] as number
      const last = this.ends[at] as number
      if (start === first && end <= last) return 'first'
      if (start > first && start < last) return 'later'
    }
    return 'other'
  }
}
