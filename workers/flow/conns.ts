/**
 * TCP connections of the corrected view: per tap, tenants told apart, copies already taken out.
 * Handshake, sizes, repetitions and round trips of every connection.
 */
import { MAX_FLOWS } from '../limits/limits'
import { innermost, type Packet } from '../wire/packet'
import { ACK, FIN, SYN } from '../wire/tcp'
import * as at from './conn-rows'
import { Delivery, type Answered } from './delivery'
import type { FiveTuples } from './five-tuple'
import { Handshakes } from './handshakes'
import { bump, Rows } from './rows'
import { SequenceAnalysis } from './sequence-analysis'
import { ACK_LOST_SEGMENT, DUPLICATE_ACK, LOST_SEGMENT, ZERO_WINDOW } from './tcp-flags'
import { Tenants, vniCode } from './tenants'
import type { TunnelTable } from './tunnel-table'

export class Conns {
  readonly rows = new Rows(at.CONN_WORDS)
  readonly sides = new Rows(at.SIDE_WORDS)
  readonly tuples: FiveTuples
  private readonly tunnels: TunnelTable
  readonly analysis = new SequenceAnalysis()
  readonly delivery = new Delivery(this.sides)
  readonly handshakes = new Handshakes(this.rows)
  private readonly tenants = new Tenants((row, direction) => this.vniOf(row, direction))
  /** Tenant row → its newest connection. */
  private connOf = new Uint32Array(1024)
  /** Connections so far. */
  size = 0
  /** Segments that no connection could be opened for. */
  refusedByBound = 0
  constructor(tuples: FiveTuples, tunnels: TunnelTable) {
    this.tuples = tuples
    this.tunnels = tunnels
  }

  /**
   * Takes the next segment. `stream` is Wireshark's.
   * `answered`, when given, is told once whether this very transmission was acknowledged.
   * Returns the connection, −1 when the bound on flows is reached.
   */
  segment(packet: Packet, tap: number, stream: number, answered: Answered | null): number {
    const { tcp } = packet
    const vni = vniCode(packet, packet.depth - 1)
    if (this.size >= MAX_FLOWS) {
      this.refusedByBound++
      return -1
    }
    const known = this.tenants.size
    this.tuples.of(packet, tcp.srcPort, tcp.dstPort)
    const row = this.tenants.row(packet, tap, vni)
    const direction = packet.swapped ? 1 : 0
    let conn: number
    if (row === known) conn = this.open(row, packet, tap, stream, direction)
    else {
      conn = this.connOf[row] as number
      if (this.analysis.reuses(2 * conn + direction, tcp)) {
        conn = this.open(row, packet, tap, stream, direction)
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
    if (tcp.length > 0 || (tcp.flags & (SYN | FIN)) !== 0) {
      this.delivery.data(side, packet, flags, before, answered)
    }
    if ((tcp.flags & ACK) !== 0) this.delivery.acknowledgement(side ^ 1, packet)
    return conn
  }

  vniOf(row: number, direction: number): number {
    const side = 2 * (this.connOf[row] as number) + direction
    return this.sides.u[side * at.SIDE_WORDS + at.VNI] as number
  }

  private open(
    row: number,
    packet: Packet,
    tap: number,
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
    this.delivery.unacked.reserveSide(2 * conn + 1)
    this.analysis.open(conn)
    const { u, f } = this.rows
    const c = conn * at.CONN_WORDS
    u[c + at.TAP] = tap
    u[c + at.TUNNEL] = 2 * this.tunnels.of(packet) + direction
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
    if ((flags & ACK_LOST_SEGMENT) !== 0) bump(u, (side ^ 1) * at.SIDE_WORDS + at.ACKED_UNSEEN)
  }
}
