/**
 * Where and when each packet was seen, for captures with several places: several taps, several
 * files, or packets that pass one tap twice, before and behind address translation or a tunnel.
 * What the sightings mean is found out at the end, see `journeys.ts`.
 */
import { MAX_SIGHTINGS } from '../../limits/limits'
import type { CaptureInterface } from '../../model/capture'
import { writeEndpoints } from '../../wire/encode'
import { innermost, type Packet } from '../../wire/packet'
import {
  ACK_NUMBER,
  HASH,
  IP_LENGTH,
  LENGTH,
  LOW,
  OUTER_LENGTH,
  PRINT,
  PRINT_CHECK,
  ROW_WORDS,
  SEQ,
  SHAPE,
  SHAPE_MASK,
  SWAPPED,
  TCP_FLAGS,
  TCP_ROW,
  TTL,
  type PacketRows,
} from '../../wire/packet-rows'
import { SYN } from '../../wire/tcp'
import { NO_TUPLE, FiveTuples } from '../five-tuple'
import { Rows, strideOf } from '../rows'
import type { TunnelTable } from '../tunnel-table'

/** Words of a sighting. Of TCP the second half of the key is the sequence number. */
export const KEY = 0
export const KEY_MORE = 1
export const FRAME = 2
/** Row of the conversation × 2, + 1 when the higher endpoint sent it. */
export const FLOW = 3
/** Tap × 65,536 + tunnel. */
export const PLACE = 4
/** IP total lengths of the innermost and outermost packet. */
export const SIZES = 5
/** Kind × 65,536 + TTL × 256 + TCP flags. */
export const KIND = 6
export const ACKED = 7
/** Octets of TCP payload. */
export const OCTETS = 8
const WORDS_USED = 9
/** Doubles: time since the first frame of the capture. */
export const WORDS = strideOf(WORDS_USED, 1)
export const TIME = WORDS / 2 - 1

/** What was sighted: with which table of conversations its `FLOW` belongs. */
export const TCP = 0
export const UDP = 1
export const OTHER = 2

/** SYNs looked back upon: the same one a moment later, under other addresses, was translated. */
const SYN_SLOTS = 4096
/** A router translates at once; whoever plays a capture again under other ports takes longer. */
const MOMENT = 1e9
const LARGEST = 0xffff

const LINKTYPE_LINUX_SLL2 = 276

export class Sightings {
  /** Keep all from now on. */
  active: boolean
  readonly rows = new Rows(WORDS)
  size = 0
  /** Packets beyond the bound. */
  dropped = 0
  /** Of packets that are neither TCP nor UDP: hosts alone. */
  readonly others: FiveTuples
  private readonly tcp: FiveTuples
  private readonly udp: FiveTuples
  private readonly tunnels: TunnelTable
  private readonly scratch = new Uint32Array(ROW_WORDS)
  /** Of the SYNs seen last: both halves of the key, conversation + 1. */
  private readonly syns = new Uint32Array(3 * SYN_SLOTS)
  private readonly synTimes = new Float64Array(SYN_SLOTS)

  /** `active`: the case has several captures, or this one several interfaces. */
  constructor(tcp: FiveTuples, udp: FiveTuples, tunnels: TunnelTable, active: boolean) {
    this.tcp = tcp
    this.udp = udp
    this.tunnels = tunnels
    this.others = new FiveTuples(tcp.hosts)
    this.active = active
  }

  /** Conversations of a kind. */
  tuples(kind: number): FiveTuples {
    return kind === TCP ? this.tcp : kind === UDP ? this.udp : this.others
  }

  /** The TCP segment or UDP datagram in row `index`, whose conversation is `tuple`. */
  add(packets: PacketRows, index: number, tuple: number, tap: number): void {
    const { words } = packets
    const p = index * ROW_WORDS
    const tcp = ((words[p + SHAPE] as number) & SHAPE_MASK) === TCP_ROW
    if (!this.active && !(tcp && this.isTranslated(packets, index, tuple))) return
    if (tuple === NO_TUPLE || !this.hasRoom()) return
    const { u, f } = this.rows
    const at = this.size++ * WORDS
    u[at + KEY] = words[p + PRINT_CHECK] as number
    u[at + KEY_MORE] = words[p + (tcp ? SEQ : PRINT)] as number
    u[at + FRAME] = packets.firstFrame + index
    u[at + FLOW] = 2 * tuple + (((words[p + SHAPE] as number) & SWAPPED) === 0 ? 0 : 1)
    u[at + PLACE] = tap * 65_536 + Math.min(this.tunnels.ofRow(packets, index), LARGEST)
    u[at + SIZES] =
      Math.min(words[p + IP_LENGTH] as number, LARGEST) * 65_536 +
      Math.min(words[p + OUTER_LENGTH] as number, LARGEST)
    u[at + KIND] =
      (tcp ? TCP : UDP) * 65_536 +
      (words[p + TTL] as number) * 256 +
      (tcp ? (words[p + TCP_FLAGS] as number) & 255 : 0)
    u[at + ACKED] = tcp ? (words[p + ACK_NUMBER] as number) : 0
    u[at + OCTETS] = words[p + LENGTH] as number
    f[at / 2 + TIME] = packets.time[index] as number
  }

  /** A packet that is neither TCP nor UDP; its fingerprint stands in row 0 of `print`. */
  addOther(packet: Packet, print: PacketRows, tap: number): void {
    if (!this.active || !this.hasRoom()) return
    const { scratch } = this
    const ip = innermost(packet)
    const swapped = writeEndpoints(ip, 0, 0, scratch, 0)
    const tuple = this.others.at(scratch, LOW, HASH)
    if (tuple === NO_TUPLE) return
    const { u, f } = this.rows
    const at = this.size++ * WORDS
    u[at + KEY] = print.words[PRINT_CHECK] as number
    u[at + KEY_MORE] = print.words[PRINT] as number
    u[at + FRAME] = packet.frame
    u[at + FLOW] = 2 * tuple + (swapped === SWAPPED ? 1 : 0)
    u[at + PLACE] = tap * 65_536 + Math.min(this.tunnels.of(packet), LARGEST)
    u[at + SIZES] =
      Math.min(ip.length, LARGEST) * 65_536 + Math.min(packet.ip[0]?.length ?? 0, LARGEST)
    u[at + KIND] = OTHER * 65_536 + ip.ttl * 256
    u[at + ACKED] = 0
    u[at + OCTETS] = 0
    f[at / 2 + TIME] = packet.time
  }

  private hasRoom(): boolean {
    if (this.size >= MAX_SIGHTINGS) {
      this.dropped++
      return false
    }
    this.rows.reserve(this.size)
    return true
  }

  /** A SYN that was seen a moment ago with other addresses: from here on all are kept. */
  private isTranslated({ words, time }: PacketRows, index: number, tuple: number): boolean {
    const p = index * ROW_WORDS
    if (((words[p + TCP_FLAGS] as number) & SYN) === 0) return false
    const key = words[p + PRINT_CHECK] as number
    const at = (key ^ (key >>> 12)) & (SYN_SLOTS - 1)
    const slot = 3 * at
    const { syns, synTimes } = this
    const seen =
      syns[slot] === key && syns[slot + 1] === words[p + SEQ] && syns[slot + 2] !== tuple + 1
    const since = (time[index] as number) - (synTimes[at] as number)
    this.active = seen && syns[slot + 2] !== 0 && Math.abs(since) <= MOMENT
    synTimes[at] = time[index] as number
    syns[slot] = key
    syns[slot + 1] = words[p + SEQ] as number
    syns[slot + 2] = tuple + 1
    return this.active
  }
}

/** Interfaces of the file, or those that SLL2 tells apart (`-i any`). */
export function hasSeveralTaps(interfaces: readonly CaptureInterface[]): boolean {
  return interfaces.length > 1 || interfaces[0]?.linktype === LINKTYPE_LINUX_SLL2
}
