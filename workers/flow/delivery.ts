/**
 * What became of the octets that each side sent: waiting for their acknowledgement, acknowledged,
 * sent again, missing in the middle (RFC 9293 §3.8, RFC 2018).
 */
import type { IpHeader } from '../wire/ip-header'
import { innermost, type Packet } from '../wire/packet'
import { FIN, SYN, type Tcp } from '../wire/tcp'
import * as at from './conn-rows'
import { Repeats, type Repeat } from './repeats'
import { bump, type Rows } from './rows'
import { after } from './sequence-analysis'
import {
  FAST_RETRANSMISSION,
  KEEP_ALIVE,
  RETRANSMISSION,
  SPURIOUS_RETRANSMISSION,
  ZERO_WINDOW_PROBE,
} from './tcp-flags'
import { UnackedSegments, type AckListener } from './unacked'

/** Told once whether a transmission was acknowledged, and by which frame. */
export type Answered = (yes: boolean, frame: number, time: number) => void

export class Delivery implements AckListener {
  readonly repeats = new Repeats()
  readonly unacked = new UnackedSegments()
  private readonly sides: Rows
  /** Frame and time of the packet at hand, for what happens inside `acknowledge`. */
  private frame = 0
  private time = 0
  /** Node → who waits to hear of its acknowledgement. */
  private readonly waiting = new Map<number, Answered>()

  constructor(sides: Rows) {
    this.sides = sides
  }

  /** Told by the list of unacknowledged segments. */
  acked(side: number, node: number): void {
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const ipLength = this.unacked.ipLength(node)
    const outer = this.unacked.outerLength(node)
    if (ipLength > (u[s + at.IP_ACKED] as number)) u[s + at.IP_ACKED] = ipLength
    if (outer > (u[s + at.OUTER_ACKED] as number)) u[s + at.OUTER_ACKED] = outer
    u[s + at.LAST_ACKED_IP] = ipLength
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
    packet: Packet,
    flags: number,
    before: number,
    answered: Answered | null,
  ): void {
    this.frame = packet.frame
    this.time = packet.time
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const { tcp } = packet
    const ip = innermost(packet)
    const outer = (packet.ip[0] as IpHeader).length
    const control = (tcp.flags & (SYN | FIN)) !== 0
    const end = (tcp.seq + tcp.length + (control ? 1 : 0)) >>> 0
    if ((flags & (KEEP_ALIVE | ZERO_WINDOW_PROBE)) !== 0) return
    if (tcp.length > 0) {
      bump(u, s + at.DATA_FRAMES)
      f[side * at.SIDE_DOUBLES + at.DATA_OCTETS] =
        (f[side * at.SIDE_DOUBLES + at.DATA_OCTETS] as number) + tcp.length
    }
    if (ip.length > (u[s + at.IP_SENT] as number)) u[s + at.IP_SENT] = ip.length
    if (outer > (u[s + at.OUTER_SENT] as number)) u[s + at.OUTER_SENT] = outer
    const again = before !== 0 && after(before, tcp.seq)
    if (again) {
      u[s + at.UNORDERED] = 1
      this.repetition(side, packet, ip, outer, end, flags)
    }
    const node = this.unacked.push(
      side,
      tcp.seq,
      end,
      packet.frame,
      packet.time,
      ip.length,
      outer,
      again || tcp.length === 0, // only data tell round trips; the handshake tells its own
    )
    if (answered !== null && node !== 0) this.waiting.set(node, answered)
  }

  private repetition(
    side: number,
    packet: Packet,
    ip: IpHeader,
    outer: number,
    end: number,
    flags: number,
  ): void {
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const { tcp } = packet
    if ((flags & SPURIOUS_RETRANSMISSION) !== 0) {
      bump(u, s + at.SPURIOUS)
      return
    }
    const first = this.supersede(side, tcp.seq, end)
    // Never seen before: a hole of this capture is filled, by reordering or by a repetition.
    if (first === 0 && (flags & RETRANSMISSION) === 0) {
      bump(u, s + at.REORDERED)
      return
    }
    if (tcp.length === 0) return // a SYN or FIN again: no octets were lost
    bump(u, s + at.RETRANSMISSIONS)
    if ((flags & FAST_RETRANSMISSION) !== 0) bump(u, s + at.FAST)
    if (first === 0) return
    let repeat = this.repeats.find(side, tcp.seq)
    if (repeat === undefined) {
      repeat = this.newRepeat(side, packet, ip, outer, end, first)
      this.repeats.add(repeat)
      const sacked = u[s + at.SACK_FRAME] as number
      if (sacked !== 0) {
        const hole = u[s + at.SACK_HOLE] as number
        const left = u[s + at.SACK_LEFT] as number
        const time = f[side * at.SIDE_DOUBLES + at.SACK_TIME] as number
        this.repeats.selective(side, hole, left, sacked, time)
      }
    }
    this.repeats.transmitted(repeat, packet.frame, packet.time)
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
      unacked.markRepeated(node)
      this.settle(node, false)
      if (!after(from, seq)) newest = node
    }
    return newest
  }

  private newRepeat(
    side: number,
    packet: Packet,
    ip: IpHeader,
    outer: number,
    end: number,
    first: number,
  ): Repeat {
    const { tcp } = packet
    return {
      side,
      seq: tcp.seq,
      end,
      ipLength: ip.length,
      outerLength: outer,
      dontFragment: ip.dontFragment,
      outerDontFragment: (packet.ip[0] as IpHeader).dontFragment,
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
  acknowledgement(side: number, packet: Packet): void {
    this.frame = packet.frame
    this.time = packet.time
    const { tcp } = packet
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    this.unacked.acknowledge(side, tcp.ack, u[s + at.UNORDERED] === 0, this)
    if (u[s + at.UNORDERED] !== 0) this.repeats.acknowledge(side, tcp.ack, this.frame, this.time)
    if (tcp.sackCount === 0) return
    let left = -1
    for (let block = 0; block < tcp.sackCount; block++) {
      const edge = tcp.sack[2 * block] as number
      if (!after(edge, tcp.ack)) continue // RFC 2883: a duplicate, not a hole
      if (left < 0 || after(left, edge)) left = edge
    }
    if (left < 0) return
    u[s + at.SACK_HOLE] = tcp.ack
    u[s + at.SACK_LEFT] = left
    u[s + at.SACK_FRAME] = this.frame
    f[side * at.SIDE_DOUBLES + at.SACK_TIME] = this.time
    this.repeats.selective(side, tcp.ack, left, this.frame, this.time)
    this.delivered(side, tcp)
  }

  /** Selectively acknowledged segments were delivered: their size counts, and they are a neighbour. */
  private delivered(side: number, tcp: Tcp): void {
    const { u } = this.sides
    const s = side * at.SIDE_WORDS
    for (let block = 0; block < tcp.sackCount; block++) {
      const left = tcp.sack[2 * block] as number
      const right = tcp.sack[2 * block + 1] as number
      for (let node = this.unacked.head(side); node !== 0; node = this.unacked.following(node)) {
        const from = this.unacked.seq(node)
        if (after(left, from) || after(this.unacked.end(node), right)) continue
        const ipLength = this.unacked.ipLength(node)
        if (ipLength > (u[s + at.IP_ACKED] as number)) u[s + at.IP_ACKED] = ipLength
        const outer = this.unacked.outerLength(node)
        if (outer > (u[s + at.OUTER_ACKED] as number)) u[s + at.OUTER_ACKED] = outer
        for (const repeat of this.repeats.of(side)) if (repeat.end === from) repeat.after = ipLength
      }
    }
  }

  private settle(node: number, answered: boolean): void {
    const listener = this.waiting.get(node)
    if (listener === undefined) return
    this.waiting.delete(node)
    listener(answered, this.frame, this.time)
  }
}
