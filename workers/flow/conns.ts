/**
 * TCP connections of the corrected view: per tap, tenants told apart, copies already taken out.
 * Handshake, sizes, repetitions and round trips of every connection.
 */
import { MAX_FLOWS } from '../limits/limits'
import type { IpHeader } from '../wire/ip-header'
import { innermost, type Packet, type TunnelHeader } from '../wire/packet'
import { ACK, FIN, RST, SYN, type Tcp } from '../wire/tcp'
import * as at from './conn-rows'
import { FiveTuples } from './five-tuple'
import { Handshakes } from './handshakes'
import { Repeats, type Repeat } from './repeats'
import { Rows } from './rows'
import { after, SequenceAnalysis } from './sequence-analysis'
import {
  ACK_LOST_SEGMENT,
  DUPLICATE_ACK,
  FAST_RETRANSMISSION,
  KEEP_ALIVE,
  LOST_SEGMENT,
  OUT_OF_ORDER,
  RETRANSMISSION,
  SPURIOUS_RETRANSMISSION,
  ZERO_WINDOW,
  ZERO_WINDOW_PROBE,
} from './tcp-flags'
import { Tenants } from './tenants'
import { UnackedSegments, type AckListener } from './unacked'

export class Conns implements AckListener {
  readonly rows = new Rows(at.CONN_WORDS, at.CONN_DOUBLES)
  readonly sides = new Rows(at.SIDE_WORDS, at.SIDE_DOUBLES)
  readonly tuples: FiveTuples
  readonly analysis = new SequenceAnalysis()
  readonly repeats = new Repeats()
  readonly unacked = new UnackedSegments()
  readonly handshakes = new Handshakes(this.rows)
  private readonly tenants = new Tenants((row, direction) => this.vniOf(row, direction))
  /** Tenant row → its newest connection. */
  private connOf = new Uint32Array(1024)
  /** Connections so far. */
  size = 0
  /** Segments that no connection could be opened for. */
  refusedByBound = 0
  /** Frame and time of the packet at hand, for what happens below `acknowledge`. */
  private frame = 0
  private time = 0
  constructor(tuples: FiveTuples) {
    this.tuples = tuples
  }

  /** Node → what waits to hear of its acknowledgement. */
  private readonly waiting = new Map<number, (answered: boolean, frame: number, time: number) => void>()

  /**
   * Takes the next segment. `stream` is Wireshark's, `tunnel` a number of the tunnel table.
   * `answered`, when given, is told once whether this very transmission was acknowledged.
   * Returns the connection, −1 when the bound on flows is reached.
   */
  segment(
    packet: Packet,
    tap: number,
    tunnel: number,
    stream: number,
    answered: ((yes: boolean, frame: number, time: number) => void) | null,
  ): number {
    const { tcp } = packet
    this.frame = packet.frame
    this.time = packet.time
    const vni = vniCode(packet)
    const known = this.tenants.size
    if (known >= MAX_FLOWS) {
      this.refusedByBound++
      return -1
    }
    this.tuples.of(packet, tcp.srcPort, tcp.dstPort)
    const row = this.tenants.row(packet, tap, vni)
    const direction = packet.swapped ? 1 : 0
    let conn: number
    if (row === known) conn = this.open(row, packet, tap, tunnel, stream, direction)
    else {
      conn = this.connOf[row] as number
      if (this.analysis.reuses(2 * conn + direction, tcp)) {
        conn = this.open(row, packet, tap, tunnel, stream, direction)
      }
    }
    const side = 2 * conn + direction
    const s = side * at.SIDE_WORDS
    if (this.sides.u[s + at.VNI] === 0) this.sides.u[s + at.VNI] = vni
    const before = this.analysis.nextSeq(side)
    const flags = this.analysis.segment(conn, direction, tcp, packet.time)
    this.rows.f[conn * at.CONN_DOUBLES + at.LAST_TIME] = packet.time
    this.handshakes.segment(conn, direction, tcp, packet.frame, packet.time)
    this.countSide(side, packet, flags)
    if (tcp.length > 0 || (tcp.flags & FIN) !== 0) this.data(side, packet, flags, before, answered)
    if ((tcp.flags & ACK) !== 0) this.acknowledgement(side ^ 1, tcp)
    return conn
  }

  vniOf(row: number, direction: number): number {
    const side = 2 * (this.connOf[row] as number) + direction
    return this.sides.u[side * at.SIDE_WORDS + at.VNI] as number
  }

  /** Told by the list of unacknowledged segments. */
  acked(side: number, node: number): void {
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const ipLength = this.unacked.ipLength[node] as number
    const outer = this.unacked.outerLength[node] as number
    if (ipLength > (u[s + at.IP_ACKED] as number)) u[s + at.IP_ACKED] = ipLength
    if (outer > (u[s + at.OUTER_ACKED] as number)) u[s + at.OUTER_ACKED] = outer
    u[s + at.LAST_ACKED_IP] = ipLength
    if (this.unacked.repeated[node] === 0) {
      const d = side * at.SIDE_DOUBLES
      const rtt = this.time - (this.unacked.time[node] as number)
      const samples = u[s + at.RTT_SAMPLES] as number
      if (samples === 0 || rtt < (f[d + at.RTT_MIN] as number)) f[d + at.RTT_MIN] = rtt
      f[d + at.RTT_SUM] = (f[d + at.RTT_SUM] as number) + rtt
      u[s + at.RTT_SAMPLES] = samples + 1
    }
    this.settle(node, true)
  }

  private open(
    row: number,
    packet: Packet,
    tap: number,
    tunnel: number,
    stream: number,
    direction: number,
  ): number {
    const conn = this.size++
    if (row >= this.connOf.length) {
      const larger = new Uint32Array(this.connOf.length * 2)
      larger.set(this.connOf)
      this.connOf = larger
    }
    this.connOf[row] = conn
    this.rows.reserve(conn)
    this.sides.reserve(2 * conn + 1)
    this.unacked.reserveSide(2 * conn + 1)
    this.analysis.open(conn)
    const { u, f } = this.rows
    const c = conn * at.CONN_WORDS
    u[c + at.TAP] = tap
    u[c + at.TUNNEL] = tunnel
    u[c + at.STREAM] = stream < 0 ? 0 : stream
    u[c + at.FIRST_FRAME] = packet.frame
    u[c + at.TUPLE_ROW] = packet.tuple
    // Until a SYN tells: clients use the higher port.
    u[c + at.ORIG] = packet.tcp.srcPort >= packet.tcp.dstPort ? direction : 1 - direction
    const d = conn * at.CONN_DOUBLES
    f[d + at.FIRST_TIME] = packet.time
    f[d + at.SYN_TIME] = -1
    f[d + at.SYN_ACK_TIME] = -1
    f[d + at.ACK_TIME] = -1
    return conn
  }

  private countSide(side: number, packet: Packet, flags: number): void {
    const { u } = this.sides
    const s = side * at.SIDE_WORDS
    const { tcp } = packet
    if (u[s + at.FRAMES] === 0) u[s + at.TTL] = innermost(packet).ttl
    bump(u, s + at.FRAMES)
    if (tcp.mss > 0) u[s + at.MSS] = tcp.mss
    if (flags === 0) return
    if ((flags & DUPLICATE_ACK) !== 0) bump(u, s + at.DUP_ACKS)
    if ((flags & LOST_SEGMENT) !== 0) bump(u, s + at.GAPS)
    if ((flags & ZERO_WINDOW) !== 0) bump(u, s + at.ZERO_WINDOWS)
    if ((flags & OUT_OF_ORDER) !== 0) bump(u, s + at.REORDERED)
    if ((flags & ACK_LOST_SEGMENT) !== 0) bump(u, (side ^ 1) * at.SIDE_WORDS + at.ACKED_UNSEEN)
  }

  private data(
    side: number,
    packet: Packet,
    flags: number,
    before: number,
    answered: ((yes: boolean, frame: number, time: number) => void) | null,
  ): void {
    const { u, f } = this.sides
    const s = side * at.SIDE_WORDS
    const { tcp } = packet
    const ip = innermost(packet)
    const outer = (packet.ip[0] as IpHeader).length
    const end = (tcp.seq + tcp.length + ((tcp.flags & FIN) !== 0 ? 1 : 0)) >>> 0
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
      again,
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
    const { u } = this.sides
    const s = side * at.SIDE_WORDS
    const { tcp } = packet
    if ((flags & SPURIOUS_RETRANSMISSION) !== 0) {
      bump(u, s + at.SPURIOUS)
      return
    }
    const first = this.unacked.holding(side, tcp.seq)
    // Never seen before: a hole of this capture is filled, by reordering or by a repetition.
    if (first === 0 && (flags & RETRANSMISSION) === 0) return
    bump(u, s + at.RETRANSMISSIONS)
    if ((flags & FAST_RETRANSMISSION) !== 0) bump(u, s + at.FAST)
    if (first === 0 || tcp.length === 0) return
    this.settle(first, false)
    let repeat = this.repeats.find(side, tcp.seq)
    if (repeat === undefined) {
      repeat = this.newRepeat(side, packet, ip, outer, end, first)
      this.repeats.add(repeat)
      const sacked = u[s + at.SACK_FRAME] as number
      if (sacked !== 0) {
        const hole = u[s + at.SACK_HOLE] as number
        this.repeats.selective(side, hole, u[s + at.SACK_LEFT] as number, sacked)
      }
    }
    this.repeats.transmitted(repeat, packet.frame, packet.time)
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
      transmissions: [
        { frame: this.unacked.frame[first] as number, time: this.unacked.time[first] as number },
      ],
      transmissionTotal: 1,
      acked: false,
      ackTime: -1,
      ackFrame: 0,
      sackHole: null,
    }
  }

  /** What an ACK says about the other side's segments. */
  private acknowledgement(side: number, tcp: Tcp): void {
    const { u } = this.sides
    const s = side * at.SIDE_WORDS
    this.unacked.acknowledge(side, tcp.ack, u[s + at.UNORDERED] === 0, this)
    if (u[s + at.UNORDERED] !== 0) this.repeats.acknowledge(side, tcp.ack, this.frame, this.time)
    if (tcp.sackCount === 0) return
    let left = tcp.sack[0] as number
    let right = tcp.sack[1] as number
    for (let block = 1; block < tcp.sackCount; block++) {
      const edge = tcp.sack[2 * block] as number
      if (after(left, edge)) left = edge
      const end = tcp.sack[2 * block + 1] as number
      if (after(end, right)) right = end
    }
    if (!after(left, tcp.ack)) return // RFC 2883: a duplicate, not a hole
    u[s + at.SACK_HOLE] = tcp.ack
    u[s + at.SACK_LEFT] = left
    u[s + at.SACK_FRAME] = this.frame
    this.repeats.selective(side, tcp.ack, left, this.frame)
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
        const from = this.unacked.seq[node] as number
        if (after(left, from) || after(this.unacked.end[node] as number, right)) continue
        const ipLength = this.unacked.ipLength[node] as number
        if (ipLength > (u[s + at.IP_ACKED] as number)) u[s + at.IP_ACKED] = ipLength
        const outer = this.unacked.outerLength[node] as number
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

function bump(words: Uint32Array, index: number): void {
  words[index] = (words[index] as number) + 1
}

/** VNI + 2 of the innermost tunnel, 1 without one. */
function vniCode(packet: Packet): number {
  if (packet.depth < 2) return 1
  return (packet.tunnels[packet.depth - 2] as TunnelHeader).vni + 2
}
