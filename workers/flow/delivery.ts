/**
 * What became of the octets that each side sent: waiting for their acknowledgement, acknowledged,
 * sent again, missing in the middle (RFC 9293 §3.8, RFC 2018).
 */
import {
  ACK_NUMBER,
  DONT_FRAGMENT,
  IP_LENGTH,
  LENGTH,
  OUTER_DONT_FRAGMENT,
  OUTER_LENGTH,
  ROW_WORDS,
  SACK_AT,
  SACKS,
  SEQ,
  SHAPE,
  SUM_CHECKED,
  type PacketRows,
} from '../wire/packet-rows'
import * as at from './conn-rows'
import { acquitDelayed } from './delays'
import { Holes } from './holes'
import { LateSegments } from './late-segments'
import { Repeats, type Repeat } from './repeats'
import { bump, type Rows } from './rows'
import { sentMark } from './sending-order'
import { after, endOf } from './sequence-numbers'
import {
  FAST_RETRANSMISSION,
  KEEP_ALIVE,
  RETRANSMISSION,
  SPURIOUS_RETRANSMISSION,
  ZERO_WINDOW_PROBE,
} from './tcp-flags'
import { Turnarounds } from './turnarounds'
import { UnackedSegments, type AckListener } from './unacked'

/** Told once whether a transmission was acknowledged, and by which frame. */
export type Answered = (yes: boolean, frame: number, time: number) => void

export class Delivery implements AckListener {
  readonly repeats = new Repeats()
  readonly unacked = new UnackedSegments()
  readonly late = new LateSegments()
  private readonly sides: Rows
  private readonly turnarounds: Turnarounds
  readonly holes: Holes
  /** Frame and time of the packet at hand, for what happens inside `acknowledge`. */
  private frame = 0
  private time = 0.5
  /** Node → who waits to hear of its acknowledgement. */
  private readonly waiting = new Map<number, Answered>()

  constructor(conns: Rows, sides: Rows) {
    this.sides = sides
    this.turnarounds = new Turnarounds(conns, sides)
    this.holes = new Holes(this.turnarounds)
  }

  /** Told by the list of unacknowledged segments. */
  acked(side: number, node: number): void {
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    // A sender that gives up on large segments sends the same octets in small ones: those arrived.
    if (!this.unacked.superseded(node)) {
      const ipLength = this.unacked.ipLength(node)
      const outer = this.unacked.outerLength(node)
      if (ipLength > (u[s + at.IP_ACKED] as number)) u[s + at.IP_ACKED] = ipLength
      if (outer > (u[s + at.OUTER_ACKED] as number)) u[s + at.OUTER_ACKED] = outer
      u[s + at.LAST_ACKED_IP] = ipLength
    }
    if (!this.unacked.repeated(node)) {
      const d = side * at.SIDE_DOUBLES
      const rtt = this.time - this.unacked.time(node)
      const samples = u[s + at.RTT_SAMPLES] as number
      if (samples === 0 || rtt < (f[d + at.RTT_MIN] as number)) f[d + at.RTT_MIN] = rtt
      f[d + at.RTT_SUM] = (f[d + at.RTT_SUM] as number) + rtt
      u[s + at.RTT_SAMPLES] = samples + 1
    }
    this.settle(node, true)
  }

  /**
   * Octets, a SYN or a FIN of `side`. `before` is the highest sequence number seen until now, 0 for
   * none.
   */
  data(
    side: number,
    packets: PacketRows,
    index: number,
    flags: number,
    before: number,
    answered: Answered | null,
  ): void {
    if ((flags & (KEEP_ALIVE | ZERO_WINDOW_PROBE)) !== 0) return
    this.frame = packets.firstFrame + index
    this.time = packets.time[index] as number
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const { words } = packets
    const p = index * ROW_WORDS
    if (((words[p + SHAPE] as number) & SUM_CHECKED) !== 0) bump(u, s + at.SUMS_CHECKED)
    const length = words[p + LENGTH] as number
    const ipLength = words[p + IP_LENGTH] as number
    const outerLength = words[p + OUTER_LENGTH] as number
    if (length > 0) {
      bump(u, s + at.DATA_FRAMES)
      const d = side * at.SIDE_DOUBLES + at.DATA_OCTETS
      f[d] = (f[d] as number) + length
    }
    if (ipLength > (u[s + at.IP_SENT] as number)) u[s + at.IP_SENT] = ipLength
    if (outerLength > (u[s + at.OUTER_SENT] as number)) u[s + at.OUTER_SENT] = outerLength
    const seq = words[p + SEQ] as number
    const again = before !== 0 && after(before, seq)
    if (before !== 0 && after(seq, before)) {
      const sent = sentMark(packets, index)
      this.holes.open(side, before, seq, this.frame, this.time, ipLength, sent)
    }
    if (again) {
      u[s + at.UNORDERED] = 1
      this.repetition(side, packets, index, flags)
    }
    // Only data tell round trips; the handshake tells its own.
    const node = this.unacked.push(side, packets, index, again || length === 0)
    if (answered !== null && node !== 0) this.waiting.set(node, answered)
  }

  private repetition(side: number, packets: PacketRows, index: number, flags: number): void {
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    if ((flags & SPURIOUS_RETRANSMISSION) !== 0) {
      bump(u, s + at.SPURIOUS)
      return
    }
    const p = index * ROW_WORDS
    const seq = packets.words[p + SEQ] as number
    const end = endOf(packets.words, p)
    const first = this.supersede(side, seq, end)
    // Never seen before: a hole of this capture is filled, by reordering or by a repetition.
    if (first === 0) {
      const ipLength = packets.words[p + IP_LENGTH] as number
      this.holes.fill(side, seq, end, this.frame, this.time, ipLength)
      const sent = sentMark(packets, index)
      const filledBy = this.holes.filledBy(side, seq, this.time, sent)
      const again = filledBy === 'unknown' ? flags & RETRANSMISSION : filledBy === 'repeated'
      if (!again) {
        bump(u, s + at.REORDERED)
        return
      }
    }
    const length = packets.words[p + LENGTH] as number
    if (length === 0) return // a SYN or FIN again: no octets were lost
    bump(u, s + at.RETRANSMISSIONS)
    if ((flags & FAST_RETRANSMISSION) !== 0) bump(u, s + at.FAST)
    if (first === 0) {
      this.late.add(side, seq, length, this.frame, this.time, this.holes.at(side, seq))
      return
    }
    let repeat = this.repeats.find(side, seq)
    if (repeat === undefined) {
      repeat = this.newRepeat(side, packets.words, p, end, first)
      this.repeats.add(repeat)
      const sacked = u[s + at.SACK_FRAME] as number
      if (sacked !== 0) {
        const hole = u[s + at.SACK_HOLE] as number
        const left = u[s + at.SACK_LEFT] as number
        const time = f[side * at.SIDE_DOUBLES + at.SACK_TIME] as number
        this.repeats.selective(side, hole, left, sacked, time)
        // What came behind the hole was told before anything was sent again.
        if (repeat.sackHole !== null) repeat.after = this.ipLengthAt(side, left)
      }
    }
    this.repeats.transmitted(repeat, this.frame, this.time)
  }

  /**
   * Earlier transmissions of the octets [seq, end) were not answered, and which one an ACK answers
   * cannot be told any more (RFC 6298 §3). Returns the newest that holds octet `seq`; 0: none.
   */
  private supersede(side: number, seq: number, end: number): number {
    const { unacked } = this
    let newest = 0
    for (let node = unacked.head(side); node !== 0; node = unacked.following(node)) {
      const from = unacked.seq(node)
      if (!after(end, from) || !after(unacked.end(node), seq)) continue
      if (after(unacked.end(node), end)) unacked.markRepeated(node)
      else unacked.markSuperseded(node)
      this.settle(node, false)
      if (!after(from, seq)) newest = node
    }
    return newest
  }

  private newRepeat(
    side: number,
    words: Uint32Array,
    p: number,
    end: number,
    first: number,
  ): Repeat {
    const shape = words[p + SHAPE] as number
    return {
      side,
      seq: words[p + SEQ] as number,
      end,
      ipLength: words[p + IP_LENGTH] as number,
      outerLength: words[p + OUTER_LENGTH] as number,
      dontFragment: (shape & DONT_FRAGMENT) !== 0,
      outerDontFragment: (shape & OUTER_DONT_FRAGMENT) !== 0,
      before: this.sides.u[side * at.SIDE_WORDS + at.LAST_ACKED_IP] as number,
      after: 0,
      transmissions: [{ frame: this.unacked.frame(first), time: this.unacked.time(first) }],
      transmissionTotal: 1,
      acked: false,
      ackTime: -1,
      ackFrame: 0,
      sackHole: null,
    }
  }

  /** What an ACK says about the other side's segments. */
  acknowledgement(side: number, packets: PacketRows, index: number): void {
    this.frame = packets.firstFrame + index
    this.time = packets.time[index] as number
    const { words, view } = packets
    const p = index * ROW_WORDS
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const ordered = u[s + at.UNORDERED] === 0
    const ack = words[p + ACK_NUMBER] as number
    if (this.holes.waiting && u[s + at.GAPS] !== 0) this.holes.acknowledge(side, ack)
    this.unacked.acknowledge(side, words, p + ACK_NUMBER, ordered, this)
    const blocks = words[p + SACKS] as number
    if (ordered && blocks === 0) return
    if (!ordered) {
      const acked = this.repeats.acknowledge(side, ack, this.frame, this.time)
      if (acked.length > 0) {
        acquitDelayed(this.sides, side, acked, this.time, this.turnarounds.of(side ^ 1))
      }
    }
    if (blocks === 0) return
    const edges = words[p + SACK_AT] as number
    let left = -1
    for (let block = 0; block < blocks; block++) {
      const edge = view.getUint32(edges + 8 * block)
      if (!after(edge, ack)) continue // RFC 2883: a duplicate, not a hole
      if (left < 0 || after(left, edge)) left = edge
    }
    if (left < 0) return
    u[s + at.SACK_HOLE] = ack
    u[s + at.SACK_LEFT] = left
    u[s + at.SACK_FRAME] = this.frame
    f[side * at.SIDE_DOUBLES + at.SACK_TIME] = this.time
    this.repeats.selective(side, ack, left, this.frame, this.time)
    for (let block = 0; block < blocks; block++) {
      const from = edges + 8 * block
      this.delivered(side, view.getUint32(from), view.getUint32(from + 4))
    }
  }

  /** Selectively acknowledged segments were delivered: their size counts, and they are a neighbour. */
  private delivered(side: number, left: number, right: number): void {
    const { u } = this.sides
    const s = side * at.SIDE_WORDS
    for (let node = this.unacked.head(side); node !== 0; node = this.unacked.following(node)) {
      const from = this.unacked.seq(node)
      if (after(left, from) || after(this.unacked.end(node), right)) continue
      if (this.unacked.superseded(node)) continue
      const ipLength = this.unacked.ipLength(node)
      if (ipLength > (u[s + at.IP_ACKED] as number)) u[s + at.IP_ACKED] = ipLength
      const outer = this.unacked.outerLength(node)
      if (outer > (u[s + at.OUTER_ACKED] as number)) u[s + at.OUTER_ACKED] = outer
      for (const repeat of this.repeats.of(side)) {
        if (repeat.end === from || repeat.sackHole?.right === from) repeat.after = ipLength
      }
    }
  }

  /** Of the segment that begins with octet `seq` and still waits; 0: none. */
  private ipLengthAt(side: number, seq: number): number {
    for (let node = this.unacked.head(side); node !== 0; node = this.unacked.following(node)) {
      if (this.unacked.seq(node) === seq) return this.unacked.ipLength(node)
    }
    return 0
  }

  private settle(node: number, answered: boolean): void {
    if (this.waiting.size === 0) return
    const listener = this.waiting.get(node)
    if (listener === undefined) return
    this.waiting.delete(node)
    listener(answered, this.frame, this.time)
  }
}
