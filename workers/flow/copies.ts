/**
 * Copies: the same packet captured again, at another tap (`-i any`, both sides of a tunnel) or at
 * the same one (mirror ports). A copy is never a retransmission: those differ in IP
 * identification or timestamp, or come later than any copy could.
 *
 * The fingerprint leaves out what changes on the way: link layer, tunnel, TTL, IP checksum.
 */
import { MAX_SAMPLES } from '../limits/limits'
import type { CopySummary } from '../model/records'
import { NO_VNI } from '../wire/encode'
import {
  DEPTH_SHIFT,
  PRINT,
  PRINT_CHECK,
  ROW_WORDS,
  SHAPE,
  SURE,
  TTL,
  VNI as VNI_FIELD,
  type PacketRows,
} from '../wire/packet-rows'

/**
 * Copies follow closely: about so many packets back one is looked for, in sets of `WAYS` slots, of
 * which a new packet takes the oldest. One slot each would forget a packet as soon as another one
 * happens to fall into it, long before its copy comes over a path of some milliseconds.
 */
const SETS = 2_048 // a power of two
const WAYS = 4
/** Words of a slot: two hashes, frame, tap, TTL and depth, the time as a double, VNI, taps. */
const WORDS = 8
const FIRST = 0
const SECOND = 1
const FRAME = 2
const SEEN_AT = 3 // tap × 65,536 + TTL × 256 + depth
const TIME = 2 // in doubles
const VNI = 6 // + 2, as in a packet's row
/** Bit n: seen at tap n. Of further taps only that of the original is known. */
const TAPS = 7
const TAP_BITS = 32
const SET_WORDS = WAYS * WORDS
/** Window of a packet whose identity is certain (IP id or TCP timestamp), and of any other. */
const SURE_WINDOW = 1e9
const UNSURE_WINDOW = 2e6
/** Identical packets without id are copies at one tap only where copying is the rule. */
const SYSTEMATIC_SHARE = 0.2
const SYSTEMATIC_MIN = 8

export class Copies {
  private readonly slots = new Uint32Array(SETS * SET_WORDS)
  private readonly times = new Float64Array(this.slots.buffer)
  /** Per slot: 1, its packet was copied already. */
  private readonly copied = new Uint8Array(SETS * WAYS)
  /** Frame that the packet checked last is a copy of, at whatever tap; 0: it is none. */
  original = 0
  private readonly gaps: number[] = []
  private readonly pairs: {
    original: number
    copy: number
    time: number
    gap: number
    tap: number
    copyTap: number
  }[] = []
  private originals = 0
  private otherTap = 0
  private sameTap = 0
  private ttlLower = 0
  private tunnelDiffers = 0
  private sureSeen = 0
  private sureCopied = 0

  /** Touches the slot of a packet with this fingerprint. Returns nothing of meaning. */
  touch(print: number): number {
    return this.slots[(print & (SETS - 1)) * SET_WORDS] as number
  }

  /** Frame of the original when the packet in row `index` is its copy at the same tap; 0: analyse it. */
  check(packets: PacketRows, index: number, tap: number): number {
    const { words } = packets
    const p = index * ROW_WORDS
    const { slots } = this
    const shape = words[p + SHAPE] as number
    const sure = (shape & SURE) !== 0
    const vni = words[p + VNI_FIELD] as number
    const first = words[p + PRINT] as number
    const set = (first & (SETS - 1)) * SET_WORDS
    if (sure) this.sureSeen++
    this.original = 0
    let slot = set
    for (let way = set; way < set + SET_WORDS; way += WORDS) {
      if (slots[way + FIRST] === first && this.isAlike(way, packets, p)) {
        const found = this.again(way, packets, index, tap, sure)
        if (found >= 0) return found
        slot = way
        break
      }
      if ((slots[way + FRAME] as number) < (slots[slot + FRAME] as number)) slot = way
    }
    slots[slot + FIRST] = first
    slots[slot + SECOND] = words[p + PRINT_CHECK] as number
    slots[slot + FRAME] = packets.firstFrame + index
    slots[slot + SEEN_AT] =
      tap * 65_536 + (words[p + TTL] as number) * 256 + ((shape >>> DEPTH_SHIFT) & 255)
    slots[slot + VNI] = vni
    slots[slot + TAPS] = tap < TAP_BITS ? 1 << tap : 0
    this.times[slot / 2 + TIME] = packets.time[index] as number
    this.copied[slot / WORDS] = 0
    return 0
  }

  /** Does the slot, whose first hash is that of the packet at `p`, hold one that looks like it? */
  private isAlike(slot: number, { words }: PacketRows, p: number): boolean {
    const { slots } = this
    if (slots[slot + SECOND] !== words[p + PRINT_CHECK] || slots[slot + FRAME] === 0) return false
    // Another tenant may send the very same octets: a packet does not move from VNI to VNI.
    const vni = words[p + VNI_FIELD] as number
    const before = slots[slot + VNI] as number
    return vni === NO_VNI || before === NO_VNI || before === vni
  }

  /** The packet looks like that of the slot. Original, 0 at another tap; −1: it is none. */
  private again(
    slot: number,
    packets: PacketRows,
    index: number,
    tap: number,
    sure: boolean,
  ): number {
    const gap = (packets.time[index] as number) - (this.times[slot / 2 + TIME] as number)
    const near = gap >= 0 && gap <= (sure ? SURE_WINDOW : UNSURE_WINDOW)
    const sameTap = this.seenAt(slot, tap)
    if (near && sure && sameTap) this.sureCopied++
    if (!near || !(sure || !sameTap || this.systematic())) return -1
    // The original stays in its slot, so that a third copy finds it too.
    this.note(slot, packets, index, tap, gap, sameTap)
    this.original = this.slots[slot + FRAME] as number
    return sameTap ? this.original : 0
  }

  summary(tapName: (tap: number) => string): CopySummary {
    const sorted = [...this.gaps].sort((a, b) => a - b)
    return {
      originals: this.originals,
      otherTap: this.otherTap,
      sameTap: this.sameTap,
      ttlLower: this.ttlLower,
      tunnelDiffers: this.tunnelDiffers,
      medianGap: sorted[sorted.length >>> 1] ?? 0,
      pairs: this.pairs.map((pair) => ({
        ...pair,
        tap: tapName(pair.tap),
        copyTap: tapName(pair.copyTap),
      })),
    }
  }

  private systematic(): boolean {
    return this.sureCopied >= SYSTEMATIC_MIN && this.sureCopied > this.sureSeen * SYSTEMATIC_SHARE
  }

  /** Was the packet of the slot, or a copy of it, seen at `tap`? */
  private seenAt(slot: number, tap: number): boolean {
    if (tap < TAP_BITS) return (((this.slots[slot + TAPS] as number) >>> tap) & 1) === 1
    return (this.slots[slot + SEEN_AT] as number) >>> 16 === tap
  }

  private note(
    slot: number,
    packets: PacketRows,
    index: number,
    tap: number,
    gap: number,
    sameTap: boolean,
  ): void {
    const p = index * ROW_WORDS
    const depth = ((packets.words[p + SHAPE] as number) >>> DEPTH_SHIFT) & 255
    const seenAt = this.slots[slot + SEEN_AT] as number
    const originalTap = seenAt >>> 16
    if (this.copied[slot / WORDS] === 0) this.originals++
    this.copied[slot / WORDS] = 1
    if (sameTap) this.sameTap++
    else this.otherTap++
    if (tap < TAP_BITS) this.slots[slot + TAPS] = (this.slots[slot + TAPS] as number) | (1 << tap)
    if ((packets.words[p + TTL] as number) < ((seenAt >>> 8) & 255)) this.ttlLower++
    if (depth !== (seenAt & 255)) this.tunnelDiffers++
    if (this.gaps.length >= MAX_SAMPLES) return
    this.gaps.push(gap)
    const original = this.slots[slot + FRAME] as number
    this.pairs.push({
      original,
      copy: packets.firstFrame + index,
      time: (packets.time[index] as number) - gap,
      gap,
      tap: originalTap,
      copyTap: tap,
    })
  }
}
