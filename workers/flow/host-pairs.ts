/** Frames between two hosts, by outermost address and kind of tunnel. */
import { MAX_PATHS } from '../limits/limits'
import type { HostPairRecord, TunnelKind } from '../model/records'
import type { OctetCount } from '../model/units'
import type { IpHeader } from '../wire/ip-header'
import {
  encapsulationOf,
  NO_TUNNEL,
  TUNNEL_KINDS,
  type Packet,
  type TunnelHeader,
} from '../wire/packet'
import { isSwapped } from '../wire/encode'
import {
  HIGH,
  LOW,
  OUTER_DST,
  OUTER_LENGTH,
  OUTER_SRC,
  OUTER_TUNNEL,
  OVERHEAD as OVERHEAD_FIELD,
  ROW_WORDS,
  SHAPE,
  SWAPPED,
  TUNNELLED,
  TUPLE,
  type PacketRows,
} from '../wire/packet-rows'
import { NO_TUPLE, PAIR_CELL, PAIR_TAP_CELL, TUPLE_WORDS, type FiveTuples } from './five-tuple'
import { HashIndex } from './hash-index'
import type { Hosts } from './hosts'
import { Rows, strideOf } from './rows'
import { TunnelWays, WAY_CELL } from './tunnel-ways'

/** Two hosts, the lower first, tunnel kind and port, tap. */
const WIDTH = 4
/** Words of a pair: frames and largest packet of each direction, overhead of the tunnel. */
const FRAMES = 0
const LARGEST = 2
const OVERHEAD = 4
const STRIDE = strideOf(5, 0)

/** Tunnels seen last: addresses, kind and port as in a packet's row, then tap, row + 1, direction. */
const RECENT = 256
const KNOWN_WORDS = 9
const ENTRY_TAP = 9
const ENTRY_ROW = 10
const ENTRY_SWAPPED = 11
const ENTRY = 12

/** What was counted of a datagram's fragments before its tunnel was known. */
export interface Tails {
  /** Fragments behind the head, counted without tunnel. */
  tails: number
  /** Kind and port of the tunnel that the head shows; −1: the head did not come yet. */
  code: number
}

export const NO_TAILS: Tails = { tails: 0, code: -1 }

export class HostPairs {
  private readonly index = new HashIndex(WIDTH)
  private readonly rows = new Rows(STRIDE)
  private readonly hosts: Hosts
  private readonly recent = new Uint32Array(RECENT * ENTRY)
  /** What those in tunnels carry. */
  readonly ways: TunnelWays
  /** Frames of pairs beyond the bound. */
  dropped = 0

  constructor(hosts: Hosts) {
    this.hosts = hosts
    this.ways = new TunnelWays(hosts)
  }

  packet(packet: Packet, tap: number): void {
    const ip = packet.ip[0] as IpHeader
    this.hosts.of(ip)
    const swapped = isSwapped(ip, 0, 0)
    const row = this.rowOf(ip, swapped, codeOf(packet), tap)
    if (row < 0) return
    const direction = swapped ? 1 : 0
    this.count(row, direction, ip.fragment ? 0 : ip.length)
    if (packet.depth <= 1) return
    this.rows.u[row * STRIDE + OVERHEAD] = encapsulationOf(ip, packet.ip[1] as IpHeader)
    this.ways.packet(packet, 2 * row + direction)
  }

  /**
   * Takes the outermost fragment that `packet` counted last: only the head of a datagram shows its
   * tunnel, and what came before it and comes behind it belongs there too.
   */
  fragment(packet: Packet, tap: number, seen: Tails): void {
    if (packet.fragmentLevel !== 0) return
    const ip = packet.ip[0] as IpHeader
    if (ip.offset === 0) seen.code = codeOf(packet)
    else seen.tails++
    if (seen.tails === 0 || seen.code < 0 || seen.code === NO_TUNNEL) return
    const swapped = isSwapped(ip, 0, 0)
    const from = this.rowOf(ip, swapped, NO_TUNNEL, tap)
    const to = this.rowOf(ip, swapped, seen.code, tap)
    if (from < 0 || to < 0) return
    const { u } = this.rows
    const frames = FRAMES + (swapped ? 1 : 0)
    u[from * STRIDE + frames] = (u[from * STRIDE + frames] as number) - seen.tails
    u[to * STRIDE + frames] = (u[to * STRIDE + frames] as number) + seen.tails
    seen.tails = 0
  }

  /** The same for an ordinary packet, whose five-tuple keeps its pair. */
  ordinary(packets: PacketRows, index: number, tap: number, tuples: FiveTuples): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const shape = words[p + SHAPE] as number
    if ((shape & TUNNELLED) !== 0) {
      const side = this.tunnelled(words, p, tap)
      if (side >= 0) this.ways.ordinary(packets, index, side, tuples)
      return
    }
    if (words[p + TUPLE] === NO_TUPLE) {
      this.dropped++
      return
    }
    const cells = tuples.words
    const cell = (words[p + TUPLE] as number) * TUPLE_WORDS
    let row = (cells[cell + PAIR_CELL] as number) - 1
    // In a tunnel the same five-tuple has other things to keep.
    if (row < 0 || row >= WAY_CELL - 1 || cells[cell + PAIR_TAP_CELL] !== tap) {
      row = this.row(this.hosts.at(words, p + LOW), this.hosts.at(words, p + HIGH), NO_TUNNEL, tap)
      if (row < 0) return
      cells[cell + PAIR_CELL] = row + 1
      cells[cell + PAIR_TAP_CELL] = tap
    }
    this.count(row, (shape & SWAPPED) !== 0 ? 1 : 0, words[p + OUTER_LENGTH] as number)
  }

  /** Row of the pair × 2 + direction; −1: too many. */
  private tunnelled(words: Uint32Array, p: number, tap: number): number {
    const { recent } = this
    const spread =
      (words[p + OUTER_SRC + 3] as number) ^ ((words[p + OUTER_DST + 3] as number) * 31)
    const at = ((spread ^ (words[p + OUTER_TUNNEL] as number) ^ tap) & (RECENT - 1)) * ENTRY
    if (
      recent[at + ENTRY_ROW] === 0 ||
      recent[at + ENTRY_TAP] !== tap ||
      !known(recent, at, words, p)
    ) {
      if (!this.remember(at, words, p, tap)) return -1
    }
    const row = (recent[at + ENTRY_ROW] as number) - 1
    const direction = recent[at + ENTRY_SWAPPED] as number
    this.rows.u[row * STRIDE + OVERHEAD] = words[p + OVERHEAD_FIELD] as number
    this.count(row, direction, words[p + OUTER_LENGTH] as number)
    return 2 * row + direction
  }

  private remember(at: number, words: Uint32Array, p: number, tap: number): boolean {
    const { recent } = this
    const swapped = isBehind(words, p + OUTER_SRC, p + OUTER_DST)
    const low = this.hosts.at(words, swapped ? p + OUTER_DST : p + OUTER_SRC)
    const high = this.hosts.at(words, swapped ? p + OUTER_SRC : p + OUTER_DST)
    const row = this.row(low, high, words[p + OUTER_TUNNEL] as number, tap)
    if (row < 0) return false
    for (let i = 0; i < KNOWN_WORDS; i++) recent[at + i] = words[p + OUTER_SRC + i] as number
    recent[at + ENTRY_TAP] = tap
    recent[at + ENTRY_ROW] = row + 1
    recent[at + ENTRY_SWAPPED] = swapped ? 1 : 0
    return true
  }

  private rowOf({ srcHost, dstHost }: IpHeader, swapped: boolean, code: number, tap: number) {
    return this.row(swapped ? dstHost : srcHost, swapped ? srcHost : dstHost, code, tap)
  }

  /** Row of the pair, −1: too many. */
  private row(low: number, high: number, code: number, tap: number): number {
    const { key } = this.index
    key[0] = low
    key[1] = high
    key[2] = code
    key[3] = tap
    const foreign = low < 0 || high < 0
    if (foreign || (this.index.size >= MAX_PATHS && this.index.find() < 0)) {
      this.dropped++
      return -1
    }
    const row = this.index.insert()
    this.rows.reserve(row)
    return row
  }

  /** `length` 0: not to be measured. */
  private count(row: number, direction: number, length: number): void {
    const { u } = this.rows
    const at = row * STRIDE + direction
    u[at + FRAMES] = (u[at + FRAMES] as number) + 1
    if (length > (u[at + LARGEST] as number)) u[at + LARGEST] = length
  }

  records(capture: number): HostPairRecord[] {
    return Array.from({ length: this.index.size }, (_, row) => {
      const word = (index: number) => this.index.word(row, index)
      const a = this.hosts.text(word(0))
      const b = this.hosts.text(word(1))
      const code = word(2)
      const u = (index: number) => this.rows.u[row * STRIDE + index] as number
      const kind = TUNNEL_KINDS[code >>> 16] ?? 'none'
      return {
        capture,
        tap: word(3),
        tunnel:
          kind === 'none'
            ? null
            : {
                kind: kind satisfies TunnelKind,
                src: a,
                dst: b,
                vni: -1,
                udpPort: code & 0xffff,
                overhead: u(OVERHEAD),
              },
        a,
        b,
        framesAb: u(FRAMES),
        framesBa: u(FRAMES + 1),
        largestAb: u(LARGEST),
        largestBa: u(LARGEST + 1),
      }
    })
  }
}

/** Kind and port of the outermost tunnel. */
function codeOf({ depth, tunnels }: Packet): number {
  const { kind, udpPort } = tunnels[0] as TunnelHeader
  return depth > 1 ? kind * 65_536 + udpPort : NO_TUNNEL
}

function known(recent: Uint32Array, at: number, words: Uint32Array, p: number): boolean {
  for (let i = KNOWN_WORDS - 1; i >= 0; i--) {
    if (recent[at + i] !== words[p + OUTER_SRC + i]) return false
  }
  return true
}

/** Does the address at `a` come behind the one at `b`, in the order of `isSwapped`? */
function isBehind(words: Uint32Array, a: number, b: number): boolean {
  for (let i = 3; i >= 0; i--) {
    const difference = (words[a + i] as number) - (words[b + i] as number)
    if (difference !== 0) return difference > 0
  }
  return false
}

/** Largest packet from one of the `senders` to `dst` at a tap that was not a fragment; 0: none seen. */
export function largestWhole(
  pairs: readonly HostPairRecord[],
  senders: ReadonlySet<string>,
): (tap: number, src: string, dst: string) => OctetCount {
  const largest = new Map<string, OctetCount>()
  const raise = (tap: number, src: string, dst: string, length: OctetCount) => {
    const key = `${String(tap)} ${src} ${dst}`
    largest.set(key, Math.max(largest.get(key) ?? 0, length))
  }
  for (const { tap, a, b, largestAb, largestBa } of pairs) {
    if (senders.has(a)) raise(tap, a, b, largestAb)
    if (senders.has(b)) raise(tap, b, a, largestBa)
  }
  return (tap, src, dst) => largest.get(`${String(tap)} ${src} ${dst}`) ?? 0
}
