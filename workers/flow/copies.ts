/**
 * Copies: the same packet captured again, at another tap (`-i any`, both sides of a tunnel) or at
 * the same one (mirror ports). A copy is never a retransmission: those differ in IP
 * identification or timestamp, or come later than any copy could.
 *
 * The fingerprint leaves out what changes on the way: link layer, tunnel, TTL, IP checksum.
 */
import { MAX_SAMPLES } from '../limits/limits'
import type { CopySummary } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import type { Packet } from '../wire/packet'
import { hash } from './hash-index'
import type { Hosts } from './hosts'
import { NO_VNI, vniCode } from './tenants'

/** Copies follow closely: so many packets back one is looked for. A power of two. */
const SLOTS = 8_192
/** Words of a slot: two hashes, frame, tap, TTL and depth, the time as a double, VNI, taps. */
const WORDS = 8
const FIRST = 0
const SECOND = 1
const FRAME = 2
const SEEN_AT = 3 // tap × 65,536 + TTL × 256 + depth
const TIME = 2 // in doubles
const VNI = 6 // as `vniCode`
/** Bit n: seen at tap n. Of further taps only that of the original is known. */
const TAPS = 7
const TAP_BITS = 32
const DOUBLES = WORDS / 2
const SEED = 0x9747b28c
/** Words of the longest fingerprint. */
const MAX_WORDS = 32
/** Window of a packet whose identity is certain (IP id or TCP timestamp), and of any other. */
const SURE_WINDOW = 1e9
const UNSURE_WINDOW = 2e6
/** Identical packets without id are copies at one tap only where copying is the rule. */
const SYSTEMATIC_SHARE = 0.2
const SYSTEMATIC_MIN = 8
const SAMPLE_OCTETS = 16

export class Copies {
  private readonly slots = new Uint32Array(SLOTS * WORDS)
  private readonly times = new Float64Array(this.slots.buffer)
  private readonly words = new Uint32Array(MAX_WORDS)
  private length = 0
  private readonly hosts: Hosts
  private readonly gaps: number[] = []
  private readonly pairs: {
    original: number
    copy: number
    time: number
    gap: number
    tap: number
    copyTap: number
  }[] = []
  private otherTap = 0
  private sameTap = 0
  private ttlLower = 0
  private tunnelDiffers = 0
  private sureSeen = 0
  private sureCopied = 0

  constructor(hosts: Hosts) {
    this.hosts = hosts
  }

  /** Frame of the original when `packet` is its copy at the same tap; 0: analyse it. */
  check(packet: Packet, tap: number): number {
    const level = packet.fragmentLevel >= 0 ? packet.fragmentLevel : packet.depth - 1
    const ip = packet.ip[level] as IpHeader
    const vni = vniCode(packet, level)
    const sure = this.fingerprint(packet, ip)
    const { slots, times } = this
    const first = hash(this.words, this.length, SEED)
    const second = check(this.words, this.length)
    const slot = (first & (SLOTS - 1)) * WORDS
    const timeAt = (first & (SLOTS - 1)) * DOUBLES + TIME
    const same =
      slots[slot + FIRST] === first && slots[slot + SECOND] === second && slots[slot + FRAME] !== 0
    if (sure) this.sureSeen++
    // Another tenant may send the very same octets: a packet does not move from VNI to VNI.
    const otherTenant = vni !== NO_VNI && slots[slot + VNI] !== NO_VNI && slots[slot + VNI] !== vni
    if (same && !otherTenant) {
      const gap = packet.time - (times[timeAt] as number)
      const near = gap >= 0 && gap <= (sure ? SURE_WINDOW : UNSURE_WINDOW)
      const sameTap = this.seenAt(slot, tap)
      if (near && sure && sameTap) this.sureCopied++
      if (near && (sure || !sameTap || this.systematic())) {
        // The original stays in its slot, so that a third copy finds it too.
        this.note(slot, packet, ip, tap, gap, sameTap)
        return sameTap ? (slots[slot + FRAME] as number) : 0
      }
    }
    slots[slot + FIRST] = first
    slots[slot + SECOND] = second
    slots[slot + FRAME] = packet.frame
    slots[slot + SEEN_AT] = tap * 65_536 + ip.ttl * 256 + packet.depth
    slots[slot + VNI] = vni
    slots[slot + TAPS] = tap < TAP_BITS ? 1 << tap : 0
    times[timeAt] = packet.time
    return 0
  }

  summary(tapName: (tap: number) => string): CopySummary {
    const sorted = [...this.gaps].sort((a, b) => a - b)
    return {
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
    packet: Packet,
    ip: IpHeader,
    tap: number,
    gap: number,
    sameTap: boolean,
  ): void {
    const seenAt = this.slots[slot + SEEN_AT] as number
    const originalTap = seenAt >>> 16
    if (sameTap) this.sameTap++
    else this.otherTap++
    if (tap < TAP_BITS) this.slots[slot + TAPS] = (this.slots[slot + TAPS] as number) | (1 << tap)
    if (ip.ttl < ((seenAt >>> 8) & 255)) this.ttlLower++
    if (packet.depth !== (seenAt & 255)) this.tunnelDiffers++
    if (this.gaps.length >= MAX_SAMPLES) return
    this.gaps.push(gap)
    const original = this.slots[slot + FRAME] as number
    this.pairs.push({
      original,
      copy: packet.frame,
      time: packet.time - gap,
      gap,
      tap: originalTap,
      copyTap: tap,
    })
  }

  /** Sets `words` and `length`. Returns whether the packet can be told from a repetition for sure. */
  private fingerprint(packet: Packet, ip: IpHeader): boolean {
    this.length = 0
    this.hosts.of(ip)
    this.mix(ip.srcHost)
    this.mix(ip.dstHost)
    this.mix(ip.id)
    this.mix(ip.proto * 65_536 + ip.length)
    if (packet.fragmentLevel >= 0) {
      this.mix(ip.offset * 2 + (ip.more ? 1 : 0))
      this.sample(packet, ip.at + ip.headerLength)
      return ip.id !== 0
    }
    if (packet.transport === 'tcp') {
      const { tcp } = packet
      this.mix(tcp.srcPort * 65_536 + tcp.dstPort)
      this.mix(tcp.seq)
      this.mix(tcp.ack)
      this.mix(tcp.flags * 65_536 + tcp.window)
      if (tcp.hasTimestamps) this.mix(tcp.tsVal)
      for (let i = 0; i < 2 * tcp.sackCount; i++) this.mix(tcp.sack[i] as number)
      return ip.id !== 0 || (tcp.hasTimestamps && tcp.length > 0)
    }
    if (packet.transport === 'udp') {
      this.mix(packet.udp.srcPort * 65_536 + packet.udp.dstPort)
      this.mix(packet.udp.checksum)
    } else if (packet.transport === 'icmp' || packet.transport === 'icmpv6') {
      const { icmp } = packet
      this.mix(icmp.type * 256 + icmp.code)
      this.mix(icmp.ident * 65_536 + icmp.seq)
      this.mix(icmp.checksum)
    }
    this.sample(packet, packet.payloadAt)
    return ip.id !== 0
  }

  private sample(packet: Packet, at: number): void {
    const end = Math.min(at + SAMPLE_OCTETS, packet.frameAt + packet.capLen)
    for (let i = at; i + 4 <= end; i += 4) this.mix(packet.view.getUint32(i))
  }

  private mix(word: number): void {
    this.words[this.length++] = word
  }
}

/** FNV-1a over words: a second opinion beside the hash, at a third of its price. */
function check(words: Uint32Array, length: number): number {
  let h = 0x811c9dc5
  for (let i = 0; i < length; i++) h = Math.imul(h ^ (words[i] as number), 0x01000193)
  return h >>> 0
}
