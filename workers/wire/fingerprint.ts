/**
 * What makes a packet this packet wherever it is seen: addresses, identification, ports, sequence
 * numbers, and a sample of its payload. Left out is what changes on the way: link layer, tunnel,
 * TTL, checksum of the IP header. Of a TCP segment the second hash also leaves out what address
 * translation changes (addresses and ports, RFC 3022 §4), so that it is the same on both sides.
 */
import type { IpHeader } from './ip-header'
import type { Packet } from './packet'

const SAMPLE_OCTETS = 16
/** Words of the longest fingerprint: IPv6 addresses, SACK blocks and all. */
const MAX_WORDS = 32

export class Fingerprint {
  private readonly words = new Uint32Array(MAX_WORDS)
  private length = 0

  /**
   * Writes two hashes of the packet to `into[at]` and `into[at + 1]`. True when it can be told from
   * a repetition for sure: it has an IP identification or, with data, a TCP timestamp.
   */
  write(packet: Packet, into: Uint32Array, at: number): boolean {
    const level = packet.fragmentLevel >= 0 ? packet.fragmentLevel : packet.depth - 1
    const ip = packet.ip[level] as IpHeader
    const { words } = this
    words[0] = ip.s3
    words[1] = ip.d3
    this.length = 2
    if (ip.version === 6) {
      this.mix(ip.s0)
      this.mix(ip.s1)
      this.mix(ip.s2)
      this.mix(ip.d0)
      this.mix(ip.d1)
      this.mix(ip.d2)
    }
    let translated = 0
    if (packet.transport === 'tcp' && packet.fragmentLevel < 0) {
      this.mix(packet.tcp.srcPort * 65_536 + packet.tcp.dstPort)
      translated = this.length
    }
    this.mix(ip.id)
    this.mix(ip.proto * 65_536 + ip.length)
    const sure = this.transport(packet, ip)
    hashTwice(words, translated, this.length, into, at)
    return sure
  }

  private transport(packet: Packet, ip: IpHeader): boolean {
    const identified = ip.id !== 0
    if (packet.fragmentLevel >= 0) {
      this.mix(ip.offset * 2 + (ip.more ? 1 : 0))
      this.sample(packet, ip.at + ip.headerLength)
      return identified
    }
    if (packet.transport === 'tcp') {
      const { tcp } = packet
      this.mix(tcp.seq)
      this.mix(tcp.ack)
      this.mix(tcp.flags * 65_536 + tcp.window)
      if (tcp.hasTimestamps) this.mix(tcp.tsVal)
      for (let i = 0; i < 2 * tcp.sackCount; i++) this.mix(tcp.sack[i] as number)
      return identified || (tcp.hasTimestamps && tcp.length > 0)
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
    return identified
  }

  private sample(packet: Packet, at: number): void {
    const end = Math.min(at + SAMPLE_OCTETS, packet.frameAt + packet.capLen)
    for (let i = at; i + 4 <= end; i += 4) this.mix(packet.view.getUint32(i))
  }

  private mix(word: number): void {
    this.words[this.length++] = word
  }
}

/** Murmur3 (public domain) over all words, and FNV-1a over those from `own` on, in one pass. */
function hashTwice(
  words: Uint32Array,
  own: number,
  length: number,
  into: Uint32Array,
  at: number,
): void {
  let h = 0x1747b28c
  let check = 0x011c9dc5
  for (let i = 0; i < length; i++) {
    const word = words[i] as number
    let k = Math.imul(word, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
    if (i >= own) check = Math.imul(check ^ word, 0x01000193)
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  into[at] = h ^ (h >>> 16)
  into[at + 1] = check
}
