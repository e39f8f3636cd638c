/**
 * Content of TCP streams as `tshark -z follow,tcp,raw` gives it: length and SHA-256 of what each
 * side sent, in order, every octet once. Hashed as it comes; only segments before their turn are
 * kept. Octets that were acknowledged but not captured are left out, and the stream is marked.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Segment, TransportListener, UserDatagram } from '../../flow/transport'
import type { PacketRows } from '../../wire/packet-rows'
import { ACK, SYN } from '../../wire/tcp'
import { HeldOctets } from './held-octets'
import { isBefore, type WaitingSegment, WaitingSegments } from './waiting-segments'

/** Streams that are followed: the first ones of the capture. */
const FOLLOWED = 40

/** Side 0 sent the first packet of the stream. */
export interface FollowedStream {
  stream: number
  bytes0: number
  sha256_0: string | null
  bytes1: number
  sha256_1: string | null
  /** Octets between those of either side are not in the capture. */
  missing: boolean
}

/** Stands between the flow engine and whoever else listens. */
export class FollowTcp implements TransportListener {
  readonly wantsBare = true
  private readonly streams: Followed[] = []
  private readonly held = new HeldOctets()
  private readonly next: TransportListener

  constructor(next: TransportListener) {
    this.next = next
  }

  passes(packets: PacketRows, index: number, stream: number, flags: number): boolean {
    return stream >= FOLLOWED && this.next.passes(packets, index, stream, flags)
  }

  segment(segment: Segment): void {
    const { stream } = segment
    if (stream < FOLLOWED && !segment.quoted) {
      for (let n = this.streams.length; n <= stream; n++) this.streams.push(new Followed(this.held))
      this.streams[stream]?.segment(segment)
    }
    this.next.segment(segment)
  }

  datagram(datagram: UserDatagram): void {
    this.next.datagram(datagram)
  }

  /** To be called once. */
  result(): FollowedStream[] {
    return this.streams.map((followed, stream) => ({ stream, ...followed.result() }))
  }
}

class Side {
  readonly hash = sha256.create()
  readonly waiting: WaitingSegments
  octets = 0
  /** Number that relative sequence numbers count from; −1: not known yet. */
  base = -1
  /** Relative sequence number expected next; 0: not known yet, as in Wireshark. */
  next = 0

  constructor(held: HeldOctets) {
    this.waiting = new WaitingSegments(held)
  }

  add(octets: Uint8Array): void {
    this.hash.update(octets)
    this.octets += octets.length
  }

  /** Takes waiting segments whose turn it is. */
  drain(): void {
    for (;;) {
      const segment = this.waiting.due(this.next)
      if (segment === undefined) return
      this.take(segment, (this.next - segment.seq) | 0)
    }
  }

  sum(): string | null {
    return this.octets === 0 ? null : bytesToHex(this.hash.digest())
  }

  private take({ octets }: WaitingSegment, behind: number): void {
    if (behind >= octets.length) return
    this.add(octets.subarray(behind))
    this.next = (this.next + octets.length - behind) >>> 0
  }
}

class Followed {
  private readonly sides: readonly [Side, Side]
  /** `direction` of side 0; −1: no segment so far. */
  private first: 0 | 1 | -1 = -1
  private missing = false

  constructor(held: HeldOctets) {
    this.sides = [new Side(held), new Side(held)]
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

  result(): Omit<FollowedStream, 'stream'> {
    const [a, b] = this.sides
    return {
      bytes0: a.octets,
      sha256_0: a.sum(),
      bytes1: b.octets,
      sha256_1: b.sum(),
      missing: this.missing,
    }
  }

  /** What the other side acknowledges will not come any more. */
  private acknowledged(side: Side, ack: number): void {
    for (let first = side.waiting.first(); first !== undefined; first = side.waiting.first()) {
      if (!isBefore(first.seq, ack)) return
      if (isBefore(side.next, first.seq)) {
        this.missing = true
        side.next = first.seq
      }
      side.drain()
    }
  }

  private wait(side: Side, segment: Segment, seq: number): void {
    const { captured, length, frame, time } = segment
    if (captured === 0) return
    const octets = octetsOf(segment, 0).slice()
    if (!side.waiting.add({ seq, octets, length, frame, time })) this.missing = true
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
  side.add(octetsOf(segment, behind))
  side.next = (side.next + segment.length - behind) >>> 0
  side.drain()
}

function octetsOf({ view, at, captured }: Segment, from: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at + from, captured - from)
}
