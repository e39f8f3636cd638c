/**
 * What each tunnel carries: packets from one inner host to another, by the tunnel's ends, kind, port
 * and VNI, in one direction, at one tap. It tells where inner addresses live, and where packets for
 * them are sent.
 */
import { MAX_PATHS } from '../limits/limits'
import type { HostPairRecord, TunnelWayRecord } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import type { Packet, TunnelHeader } from '../wire/packet'
import {
  HIGH,
  LOW,
  ROW_WORDS,
  SHAPE,
  SWAPPED,
  TUPLE,
  VNI as VNI_FIELD,
  type PacketRows,
} from '../wire/packet-rows'
import { NO_TUPLE, PAIR_CELL, PAIR_TAP_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'
import { HashIndex } from './hash-index'
import type { Hosts } from './hosts'
import { bump, firstDouble, Rows, strideOf } from './rows'

/** Pair of hosts × 2 + direction, inner source, inner destination, VNI as in a packet's row. */
const WIDTH = 4
/** Frames that are kept of a way, the first ones. */
const KEPT = 4
/** Words of a way; what identifies it stands here again, beside what is counted. */
const SIDE = 0
const VNI = 1
const FRAMES = 2
const FRAME = 3
const USED = FRAME + KEPT
const STRIDE = strideOf(USED, 1 + KEPT)
/** Doubles of a way. */
const LAST_TIME = firstDouble(USED)
const TIME = LAST_TIME + 1
const DOUBLES = STRIDE / 2

/**
 * In the cells that a five-tuple keeps for its pair of hosts, a way stands for each direction when
 * the packets come in a tunnel: its number, and this, which is above all numbers of pairs and taps.
 */
export const WAY_CELL = 2 * MAX_PATHS

export class TunnelWays {
  private readonly index = new HashIndex(WIDTH)
  private readonly rows = new Rows(STRIDE)
  private readonly hosts: Hosts
  /** Packets of ways beyond the bound. */
  dropped = 0

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  /** An ordinary packet; `side`: pair of hosts × 2 + direction. */
  ordinary(packets: PacketRows, index: number, side: number, tuples: FiveTuples): void {
    const { words } = packets
    const p = index * ROW_WORDS
    if (words[p + TUPLE] === NO_TUPLE) {
      this.dropped++
      return
    }
    const swapped = ((words[p + SHAPE] as number) & SWAPPED) !== 0
    const vni = words[p + VNI_FIELD] as number
    const cells = tuples.words
    const cell = (words[p + TUPLE] as number) * TUPLE_WORDS + (swapped ? PAIR_TAP_CELL : PAIR_CELL)
    let way = (cells[cell] as number) - WAY_CELL
    if (way < 0 || !this.isWay(way, side, vni)) {
      const src = this.hosts.at(words, swapped ? p + HIGH : p + LOW)
      const dst = this.hosts.at(words, swapped ? p + LOW : p + HIGH)
      way = this.row(side, src, dst, vni)
      if (way < 0) return
      cells[cell] = way + WAY_CELL
    }
    this.count(way, packets.firstFrame + index, packets.time[index] as number)
  }

  /** Any other packet in a tunnel: the outermost one, and the packet in it. */
  packet(packet: Packet, side: number): void {
    const inner = packet.ip[1] as IpHeader
    this.hosts.of(inner)
    const vni = (packet.tunnels[0] as TunnelHeader).vni + 2
    const way = this.row(side, inner.srcHost, inner.dstHost, vni)
    if (way >= 0) this.count(way, packet.frame, packet.time)
  }

  /** `pairs` as they were numbered, with the tunnels whose ends are theirs. */
  records(pairs: readonly HostPairRecord[]): TunnelWayRecord[] {
    const { index, rows } = this
    return Array.from({ length: index.size }, (_, way) => {
      const side = index.word(way, 0)
      const { capture, tap, tunnel, a, b } = pairs[side >>> 1] as HostPairRecord
      const [src, dst] = (side & 1) === 0 ? [a, b] : [b, a]
      const at = way * STRIDE
      const frames = rows.u[at + FRAMES] as number
      return {
        capture,
        tap,
        tunnel: {
          kind: tunnel?.kind ?? 'ipip',
          src,
          dst,
          vni: index.word(way, 3) - 2,
          udpPort: tunnel?.udpPort ?? 0,
          overhead: tunnel?.overhead ?? 0,
        },
        src: this.hosts.text(index.word(way, 1)),
        dst: this.hosts.text(index.word(way, 2)),
        frames,
        first: Array.from({ length: Math.min(frames, KEPT) }, (_, i) => ({
          frame: rows.u[at + FRAME + i] as number,
          time: rows.f[way * DOUBLES + TIME + i] as number,
        })),
        firstTime: rows.f[way * DOUBLES + TIME] as number,
        lastTime: rows.f[way * DOUBLES + LAST_TIME] as number,
      }
    })
  }

  private isWay(way: number, side: number, vni: number): boolean {
    const { u } = this.rows
    const at = way * STRIDE
    return u[at + SIDE] === side && u[at + VNI] === vni
  }

  /** Row of the way, −1: too many. */
  private row(side: number, src: number, dst: number, vni: number): number {
    const { key } = this.index
    key[0] = side
    key[1] = src
    key[2] = dst
    key[3] = vni
    const foreign = src < 0 || dst < 0
    if (foreign || (this.index.size >= MAX_PATHS && this.index.find() < 0)) {
      this.dropped++
      return -1
    }
    const known = this.index.size
    const way = this.index.insert()
    if (way < known) return way
    this.rows.reserve(way)
    this.rows.u[way * STRIDE + SIDE] = side
    this.rows.u[way * STRIDE + VNI] = vni
    return way
  }

  private count(way: number, frame: number, time: number): void {
    const { u, f } = this.rows
    const at = way * STRIDE
    const frames = u[at + FRAMES] as number
    if (frames < KEPT) {
      u[at + FRAME + frames] = frame
      f[way * DOUBLES + TIME + frames] = time
    }
    bump(u, at + FRAMES)
    f[way * DOUBLES + LAST_TIME] = time
  }
}
