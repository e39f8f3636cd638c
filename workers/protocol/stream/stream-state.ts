/** What is known of every TCP stream, claimed or not: a few words for each of its directions. */
import {
  LENGTH,
  PAYLOAD_CAPTURED,
  ROW_WORDS,
  SEQ,
  TCP_FLAGS,
  type PacketRows,
} from '../../wire/packet-rows'
import { FIN, RST, SYN } from '../../wire/tcp'

/** Bits of a direction's state; the attempts to have it claimed stand above them. */
export const KNOWN = 1 // the next sequence number is known
export const REFUSED = 2 // nobody reads this direction
export const OPEN = 4 // the stream has an object, for both directions
const ATTEMPT = 16

/** Words of a direction. */
const STATE = 0
/** Sequence number expected next. */
const NEXT = 1
/** Octets that may be passed over: its reader needs only their number; and those that were. */
const UNREAD = 2
const PASSED = 3
const WORDS = 4
const FIRST_DIRECTIONS = 2048
/** Largest number of octets to be passed over; there is always a next time. */
const MOST_UNREAD = 2 ** 30

export class StreamStates {
  private words = new Uint32Array(FIRST_DIRECTIONS * WORDS)

  /** Makes room for index `2 * stream + direction`. */
  reserve(at: number): void {
    if (at * WORDS < this.words.length) return
    let { length } = this.words
    while (length <= at * WORDS) length *= 2
    const words = new Uint32Array(length)
    words.set(this.words)
    this.words = words
  }

  /** False for a direction that no room was made for. */
  has(at: number, bit: number): boolean {
    return at * WORDS < this.words.length && ((this.words[at * WORDS] as number) & bit) !== 0
  }

  set(at: number, bit: number): void {
    this.words[at * WORDS] = (this.words[at * WORDS] as number) | bit
  }

  clear(at: number, bit: number): void {
    this.words[at * WORDS] = (this.words[at * WORDS] as number) & ~bit
  }

  next(at: number): number {
    return this.words[at * WORDS + NEXT] as number
  }

  expect(at: number, seq: number): void {
    this.words[at * WORDS + NEXT] = seq
    this.set(at, KNOWN)
  }

  advance(at: number, seq: number): void {
    this.words[at * WORDS + NEXT] = seq
  }

  /** Counts an attempt that nobody claimed; true: it was the last one. */
  failed(at: number, most: number): boolean {
    const state = (this.words[at * WORDS + STATE] as number) + ATTEMPT
    this.words[at * WORDS + STATE] = state
    return state >= most * ATTEMPT
  }

  /** The direction is wanted after all. What was passed over meanwhile is not known. */
  reopen(at: number): void {
    this.words[at * WORDS + STATE] = (this.words[at * WORDS + STATE] as number) & OPEN
  }

  /** The next `octets`, and more behind them, need not be shown. */
  allow(at: number, octets: number): void {
    this.words[at * WORDS + UNREAD] = Math.min(octets, MOST_UNREAD)
  }

  /**
   * Takes the segment in row `index` when it is the next one of the octets that need not be shown,
   * and is not the last of them.
   */
  pass(at: number, packets: PacketRows, index: number): boolean {
    const { words } = this
    const rows = packets.words
    const p = index * ROW_WORDS
    const c = at * WORDS
    const length = rows[p + LENGTH] as number
    if (length >= (words[c + UNREAD] as number)) return false
    if (
      words[c + NEXT] !== rows[p + SEQ] ||
      (rows[p + PAYLOAD_CAPTURED] as number) < length ||
      ((rows[p + TCP_FLAGS] as number) & (SYN | FIN | RST)) !== 0
    ) {
      return false
    }
    words[c + NEXT] = (words[c + NEXT] as number) + length
    words[c + UNREAD] = (words[c + UNREAD] as number) - length
    words[c + PASSED] = (words[c + PASSED] as number) + length
    return true
  }

  /** From now on every octet is shown again. Returns how many were not. */
  halt(at: number): number {
    const c = at * WORDS
    const passed = this.words[c + PASSED] as number
    this.words[c + UNREAD] = 0
    this.words[c + PASSED] = 0
    return passed
  }
}
