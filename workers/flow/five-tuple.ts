/**
 * Five-tuples without the protocol: addresses and ports of the innermost packet. Both directions
 * lead to the same row. Beside its key a row holds where the conversation stands in other tables,
 * so that an ordinary packet touches one cache line here.
 */
import { MAX_CONVERSATIONS, MAX_PROBES } from '../limits/limits'
import { writeEndpoints } from '../wire/encode'
import { innermost, type Packet } from '../wire/packet'
import { HASH, LOW, ROW_WORDS, SWAPPED } from '../wire/packet-rows'
import type { Hosts } from './hosts'
import { GROWTH } from './rows'

/** Words of a key: both addresses, the lower endpoint first, and both ports in one. */
const KEY = 9
const PORTS = 8
/** Words of a row: the key, and what its users keep with it (0: nothing). */
export const TUPLE_WORDS = 16
/** Newest stream of the compatible view + 1, and row of its sequence analysis + 1. */
export const STREAM_CELL = 9
export const SEQUENCE_CELL = 10
/** Connection + 1 that shares this analysis. */
export const SHARER_CELL = 11
/** Connection + 1 at the first tap that has no tenant of its own, and its row among tenants + 1. */
export const CONN_CELL = 12
export const TENANT_CELL = 13
/** Row + 1 of the pair of hosts at a tap, and the tap; in a tunnel the ways, see `tunnel-ways.ts`. */
export const PAIR_CELL = 14
export const PAIR_TAP_CELL = 15

const FIRST_SLOTS = 2048
/** In place of a row: there are too many. As it stands in a row of packets, which holds no −1. */
export const NO_TUPLE = 0xffffffff

export class FiveTuples {
  readonly hosts: Hosts
  /** Rows of `TUPLE_WORDS`. */
  words = new Uint32Array((FIRST_SLOTS / 2) * TUPLE_WORDS)
  /** Rows in use. */
  size = 0
  /** Pairs: hash, row + 1; row 0: empty. */
  private slots = new Uint32Array(2 * FIRST_SLOTS)
  private mask = FIRST_SLOTS - 1
  /** Rows of keys whose hash too many others have: a hostile capture makes them on purpose. */
  private readonly crowded = new Map<string, { row: number; code: number }>()
  /** Packets of conversations beyond the bound. */
  dropped = 0
  private readonly scratch = new Uint32Array(ROW_WORDS)

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  /** Row of the packet, which is kept with it, as is its direction; `NO_TUPLE`: too many. */
  of(packet: Packet, srcPort: number, dstPort: number): number {
    if (packet.tuple >= 0) return packet.tuple
    const { scratch } = this
    const swapped = writeEndpoints(innermost(packet), srcPort, dstPort, scratch, 0)
    packet.swapped = (swapped & SWAPPED) !== 0
    packet.tuple = this.at(scratch, LOW, HASH)
    return packet.tuple
  }

  /**
   * Row of the key at `key` of `from`, whose hash stands at `hash`; a new one when there is none,
   * `NO_TUPLE` when there are too many.
   */
  at(from: Uint32Array, key: number, hash: number): number {
    const { slots, words, mask } = this
    const code = from[hash] as number
    let slot = code & mask
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const entry = slots[2 * slot + 1] as number
      if (entry === 0) return this.isFull() ? NO_TUPLE : this.insert(from, key, code, slot)
      if (slots[2 * slot] === code && same(words, (entry - 1) * TUPLE_WORDS, from, key)) {
        return entry - 1
      }
      slot = (slot + 1) & mask
    }
    return this.inCrowd(from, key, code)
  }

  /** Address of the lower (`side` 0) or higher (1) endpoint of `row`. */
  address(row: number, side: 0 | 1): string {
    const { words } = this
    const at = row * TUPLE_WORDS + 4 * side
    return this.hosts.textOf(
      words[at] as number,
      words[at + 1] as number,
      words[at + 2] as number,
      words[at + 3] as number,
    )
  }

  port(row: number, side: 0 | 1): number {
    const ports = this.words[row * TUPLE_WORDS + PORTS] as number
    return side === 0 ? ports >>> 16 : ports & 0xffff
  }

  private insert(from: Uint32Array, key: number, code: number, slot: number): number {
    const row = this.add(from, key)
    if (this.size * 2 > this.mask) {
      this.grow()
      this.place(code, row)
    } else {
      this.slots[2 * slot] = code
      this.slots[2 * slot + 1] = row + 1
    }
    return row
  }

  private add(from: Uint32Array, key: number): number {
    const row = this.size++
    if (this.size * TUPLE_WORDS > this.words.length) {
      const larger = new Uint32Array(this.words.length * GROWTH)
      larger.set(this.words)
      this.words = larger
    }
    const at = row * TUPLE_WORDS
    for (let i = 0; i < KEY; i++) this.words[at + i] = from[key + i] as number
    return row
  }

  private isFull(): boolean {
    if (this.size < MAX_CONVERSATIONS) return false
    this.dropped++
    return true
  }

  private inCrowd(from: Uint32Array, key: number, code: number): number {
    const text = from.subarray(key, key + KEY).join()
    const known = this.crowded.get(text)
    if (known !== undefined) return known.row
    if (this.isFull()) return NO_TUPLE
    const row = this.add(from, key)
    this.crowded.set(text, { row, code })
    return row
  }

  /** Those in the crowd are placed again as well: there may be slots for them now. */
  private grow(): void {
    const old = this.slots
    const crowd = [...this.crowded.values()]
    this.slots = new Uint32Array(old.length * 4)
    this.mask = this.slots.length / 2 - 1
    this.crowded.clear()
    for (let at = 0; at < old.length; at += 2) {
      const entry = old[at + 1] as number
      if (entry !== 0) this.place(old[at] as number, entry - 1)
    }
    for (const { row, code } of crowd) this.place(code, row)
  }

  private place(code: number, row: number): void {
    const { slots, mask } = this
    let slot = code & mask
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      if (slots[2 * slot + 1] === 0) {
        slots[2 * slot] = code
        slots[2 * slot + 1] = row + 1
        return
      }
      slot = (slot + 1) & mask
    }
    const at = row * TUPLE_WORDS
    this.crowded.set(this.words.subarray(at, at + KEY).join(), { row, code })
  }
}

function same(words: Uint32Array, at: number, from: Uint32Array, key: number): boolean {
  return (
    words[at + 3] === from[key + 3] &&
    words[at + 7] === from[key + 7] &&
    words[at + PORTS] === from[key + PORTS] &&
    words[at + 2] === from[key + 2] &&
    words[at + 6] === from[key + 6] &&
    words[at + 1] === from[key + 1] &&
    words[at + 5] === from[key + 5] &&
    words[at] === from[key] &&
    words[at + 4] === from[key + 4]
  )
}

/** Until a SYN tells who began: clients use the higher port. `direction`: of the first packet. */
export function likelyClient(ports: number, direction: 0 | 1): number {
  const low = ports >>> 16
  const high = ports & 0xffff
  const ahead = direction === 0 ? low >= high : high >= low
  return ahead ? direction : 1 - direction
}
