/**
 * What both sides of a TCP stream said, in order, every octet once, as `tshark -z follow,tcp,raw` puts it
 * together. Only segments before their turn are kept. Octets that were acknowledged but not captured
 * are left out, and told.
 */
import type { Segment } from '../../flow/transport'
import { ACK, SYN } from '../../wire/tcp'
import type { HeldOctets } from './held-octets'
import { isBefore, type WaitingSegment, WaitingSegments } from './waiting-segments'

/** Side 0 sent the first packet of the stream. */
export interface DialogueListener {
  /** Octets of `side`, valid during the call; the frame they came in. */
  octets(side: 0 | 1, octets: Uint8Array, frame: number, time: number): void
  /** Here `length` octets are missing that were acknowledged. */
  gap(side: 0 | 1, length: number): void
  /** A segment before its turn had no room. */
  lost(side: 0 | 1): void
  /** The snaplen took `length` octets behind those told last. */
  cut(side: 0 | 1, length: number): void
}

class Side {
  readonly waiting: WaitingSegments
  readonly index: 0 | 1
  /** Number that relative sequence numbers count from; −1: not known yet. */
  base = -1
  /** Relative sequence number expected next; 0: not known yet, as in Wireshark. */
  next = 0
  private readonly listener: DialogueListener

  constructor(index: 0 | 1, held: HeldOctets, listener: DialogueListener) {
    this.index = index
    this.waiting = new WaitingSegments(held)
    this.listener = listener
  }

  /** `length` octets were on the wire. */
  add(octets: Uint8Array, length: number, frame: number, time: number): void {
    this.listener.octets(this.index, octets, frame, time)
    if (length > octets.length) this.listener.cut(this.index, length - octets.length)
  }

  /** Takes waiting segments whose turn it is. */
  drain(): void {
    for (;;) {
      const segment = this.waiting.due(this.next)
      if (segment === undefined) return
      this.take(segment, (this.next - segment.seq) | 0)
    }
  }

  private take({ octets, frame, time }: WaitingSegment, behind: number): void {
    if (behind >= octets.length) return
    this.add(octets.subarray(behind), octets.length - behind, frame, time)
    this.next = (this.next + octets.length - behind) >>> 0
  }
}

export class Dialogue {
  private readonly sides: readonly [Side, Side]
  private readonly listener: DialogueListener
  /** `direction` of side 0; −1: no segment so far. */
  private first: 0 | 1 | -1 = -1

  constructor(held: HeldOctets, listener: DialogueListener) {
    this.sides = [new Side(0, held, listener), new Side(1, held, listener)]
    this.listener = listener
  }

  segment(segment: Segment): void {
    if (this.first < 0) this.first = segment.direction
    const side = this.sides[segment.direction === this.first ? 0 : 1]
    const other = this.sides[segment.direction === this.first ? 1 : 0]
    const { tcpFlags } = segment
    rebase(side, other, segment)
    if ((tcpFlags & ACK) !== 0) this.acknowledged(other, (segment.ack - other.base) >>> 0)
    const seq = (segment.seq - side.base + ((tcpFlags & SYN) !== 0 ? 1 : 0)) >>> 0
    if (side.next === 0) side.next = seq
    const behind = (side.next - seq) | 0
    if (behind < 0) this.wait(side, segment, seq)
    else if (behind < segment.length || behind === 0) take(side, segment, behind)
  }

  /** What the other side acknowledges will not come any more. */
  private acknowledged(side: Side, ack: number): void {
    for (let first = side.waiting.first(); first !== undefined; first = side.waiting.first()) {
      if (!isBefore(first.seq, ack)) return
      if (isBefore(side.next, first.seq)) {
        this.listener.gap(side.index, (first.seq - side.next) >>> 0)
        side.next = first.seq
      }
      side.drain()
    }
  }

  private wait(side: Side, segment: Segment, seq: number): void {
    const { captured, length, frame, time } = segment
    if (captured === 0) return
    const octets = octetsOf(segment, 0).slice()
    if (!side.waiting.add({ seq, octets, length, frame, time })) this.listener.lost(side.index)
  }
}

/**
 * Wireshark counts from the SYN, or from before the first segment; a second SYN-ACK with another
 * number moves that.
 */
function rebase(side: Side, other: Side, { seq, ack, tcpFlags }: Segment): void {
  const answer = (tcpFlags & (SYN | ACK)) === (SYN | ACK)
  if (side.base < 0) side.base = (tcpFlags & SYN) !== 0 ? seq : (seq - 1) >>> 0
  else if (answer) side.base = seq
  if (other.base < 0 && (tcpFlags & ACK) !== 0) other.base = (ack - 1) >>> 0
}

/** Nothing of a segment counts when the snaplen left none of its new octets. */
function take(side: Side, segment: Segment, behind: number): void {
  if (segment.captured <= behind) return
  const { length, frame, time } = segment
  side.add(octetsOf(segment, behind), length - behind, frame, time)
  side.next = (side.next + segment.length - behind) >>> 0
  side.drain()
}

function octetsOf({ view, at, captured }: Segment, from: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at + from, captured - from)
}
