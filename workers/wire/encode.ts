/** Writes dissected frames as rows, see `packet-rows.ts`. */
import { checkSums, isSampled } from './checksums'
import { Fingerprint } from './fingerprint'
import type { IpHeader } from './ip-header'
import {
  encapsulationOf,
  GRE,
  innermost,
  NO_TUNNEL,
  type Packet,
  type TunnelHeader,
} from './packet'
import * as row from './packet-rows'

/** VNI code without a tunnel, or in one that knows no VNI. */
export const NO_VNI = 1

export class RowWriter {
  private readonly fingerprint = new Fingerprint()

  /** Writes the frame to the row that begins at word `at`. */
  write(packet: Packet, words: Uint32Array, at: number): void {
    words[at + row.PROTOCOLS] = packet.protocols
    words[at + row.VLAN] = packet.vlanCount === 0 ? 0 : (packet.vlans[0] as number) + 1
    words[at + row.IFINDEX] = packet.ifindex
    if (packet.depth === 0) {
      const silent = packet.fault === null && packet.undecoded === 0 && isPlain(packet)
      words[at + row.SHAPE] = silent ? row.SILENT : row.GENERAL
      // Of ARP, the message.
      words[at + row.PAYLOAD_AT] = packet.payloadAt
      words[at + row.PAYLOAD_CAPTURED] = packet.arpOperation === 0 ? 0 : packet.payloadCaptured
      return
    }
    words[at + row.SHAPE] = isOrdinary(packet) ? this.shape(packet, words, at) : row.GENERAL
  }

  /** Writes what copies are told by: the outermost fragment, else the innermost packet. */
  identity(packet: Packet, words: Uint32Array, at: number): void {
    const level = packet.fragmentLevel >= 0 ? packet.fragmentLevel : packet.depth - 1
    const sure = this.fingerprint.write(packet, words, at + row.PRINT) ? row.SURE : 0
    words[at + row.SHAPE] = (packet.depth << row.DEPTH_SHIFT) | sure
    words[at + row.TTL] = (packet.ip[level] as IpHeader).ttl
    words[at + row.VNI] = vniCode(packet, level)
  }

  /**
   * Writes the TCP segment or UDP datagram of a packet, whatever its nesting, and returns its shape.
   */
  shape(packet: Packet, words: Uint32Array, at: number): number {
    const { depth } = packet
    const ip = innermost(packet)
    const outer = packet.ip[0] as IpHeader
    let shape = depth << row.DEPTH_SHIFT
    if (ip.dontFragment) shape |= row.DONT_FRAGMENT
    if (outer.dontFragment) shape |= row.OUTER_DONT_FRAGMENT
    if (this.fingerprint.write(packet, words, at + row.PRINT)) shape |= row.SURE
    if (isSampled(outer.length, words[at + row.PRINT] as number)) shape |= checkSums(packet)
    words[at + row.IP_LENGTH] = ip.length
    words[at + row.OUTER_LENGTH] = outer.length
    words[at + row.TTL] = ip.ttl
    words[at + row.PAYLOAD_AT] = packet.payloadAt
    words[at + row.PAYLOAD_CAPTURED] = packet.payloadCaptured
    if (depth === 1) words[at + row.VNI] = NO_VNI
    else {
      shape |= row.TUNNELLED
      writeTunnel(packet, words, at)
    }
    if (packet.transport === 'udp') {
      const { udp } = packet
      words[at + row.LENGTH] = packet.payloadLength
      return shape | row.UDP_ROW | writeEndpoints(ip, udp.srcPort, udp.dstPort, words, at)
    }
    this.segment(packet, words, at)
    const { tcp } = packet
    return shape | row.TCP_ROW | writeEndpoints(ip, tcp.srcPort, tcp.dstPort, words, at)
  }

  /** Of a TCP segment what its own header says: all that analysing its numbers takes. */
  segment({ tcp }: Packet, words: Uint32Array, at: number): void {
    words[at + row.SEQ] = tcp.seq
    words[at + row.ACK_NUMBER] = tcp.ack
    words[at + row.TCP_FLAGS] = tcp.flags
    words[at + row.WINDOW] = tcp.window
    words[at + row.LENGTH] = tcp.length
    words[at + row.MSS] = tcp.mss
    words[at + row.WINDOW_SCALE] = tcp.windowScale + 1
    words[at + row.SACK_AT] = tcp.sackAt
    words[at + row.SACKS] = tcp.sackCount
  }
}

/** VNI + 2 of the tunnel around the IP header at `level`. */
function vniCode(packet: Packet, level: number): number {
  return level === 0 ? NO_VNI : (packet.tunnels[level - 1] as TunnelHeader).vni + 2
}

/** Nothing about it is rare: protocols, tags, lengths, tunnels. */
function isPlain(packet: Packet): boolean {
  return (
    packet.protocolsMore === 0 &&
    packet.vlanCount < 2 &&
    packet.guessLevel < 0 &&
    packet.badLength === '' &&
    (packet.depth < 2 || hasPlainKey(packet.tunnels[0] as TunnelHeader))
  )
}

/** GRE of version 1 may have a key that names no network. */
function hasPlainKey({ kind, vni, greKey }: TunnelHeader): boolean {
  return kind !== GRE || vni === greKey
}

/** Can everything that is asked of the packet be read from its row? */
function isOrdinary(packet: Packet): boolean {
  return (
    packet.fault === null &&
    packet.undecoded === 0 &&
    packet.fragmentLevel < 0 &&
    packet.depth <= 2 &&
    isPlain(packet) &&
    (packet.tunnels[packet.depth - 1] as TunnelHeader).kind === NO_TUNNEL && // or one without IP
    (packet.transport === 'tcp' || packet.transport === 'udp')
  )
}

/** The endpoints of a conversation in their order, and their hash. Returns `SWAPPED` or 0. */
export function writeEndpoints(
  ip: IpHeader,
  srcPort: number,
  dstPort: number,
  words: Uint32Array,
  at: number,
): number {
  const swapped = isSwapped(ip, srcPort, dstPort)
  const src = at + (swapped ? row.HIGH : row.LOW)
  const dst = at + (swapped ? row.LOW : row.HIGH)
  words[src] = ip.s0
  words[src + 1] = ip.s1
  words[src + 2] = ip.s2
  words[src + 3] = ip.s3
  words[dst] = ip.d0
  words[dst + 1] = ip.d1
  words[dst + 2] = ip.d2
  words[dst + 3] = ip.d3
  words[at + row.PORTS] = swapped ? dstPort * 65_536 + srcPort : srcPort * 65_536 + dstPort
  words[at + row.HASH] = endpointsHash(words, at + row.LOW)
  return swapped ? row.SWAPPED : 0
}

/** Does the source come behind the destination: by address, then by port? */
export function isSwapped(ip: IpHeader, srcPort: number, dstPort: number): boolean {
  if (ip.s3 !== ip.d3 || ip.version === 4) {
    return ip.s3 === ip.d3 ? srcPort > dstPort : ip.s3 > ip.d3
  }
  if (ip.s2 !== ip.d2) return ip.s2 > ip.d2
  if (ip.s1 !== ip.d1) return ip.s1 > ip.d1
  if (ip.s0 !== ip.d0) return ip.s0 > ip.d0
  return srcPort > dstPort
}

/** Murmur3 (public domain) over a key; of IPv4 the three words that differ. */
export function endpointsHash(words: Uint32Array, at: number): number {
  let h = 0x2f0b4a27
  if (words[at + 2] !== 0xffff || words[at + 6] !== 0xffff) {
    for (let i = 0; i < 3; i++) {
      h = mix(h, words[at + i] as number)
      h = mix(h, words[at + 4 + i] as number)
    }
  }
  h = mix(h, words[at + 3] as number)
  h = mix(h, words[at + 7] as number)
  h = mix(h, words[at + 8] as number)
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function mix(code: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = code ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** Writes the tunnel around the innermost packet; there must be one. */
export function writeTunnel(packet: Packet, words: Uint32Array, at: number): void {
  const level = packet.depth - 2
  const tunnel = packet.tunnels[level] as TunnelHeader
  const outer = packet.ip[level] as IpHeader
  words[at + row.VNI] = tunnel.vni + 2
  words[at + row.OUTER_SRC] = outer.s0
  words[at + row.OUTER_SRC + 1] = outer.s1
  words[at + row.OUTER_SRC + 2] = outer.s2
  words[at + row.OUTER_SRC + 3] = outer.s3
  words[at + row.OUTER_DST] = outer.d0
  words[at + row.OUTER_DST + 1] = outer.d1
  words[at + row.OUTER_DST + 2] = outer.d2
  words[at + row.OUTER_DST + 3] = outer.d3
  words[at + row.OUTER_TUNNEL] = tunnel.kind * 65_536 + tunnel.udpPort
  words[at + row.OUTER_SRC_PORT] = tunnel.srcPort
  words[at + row.OVERHEAD] = encapsulationOf(outer, innermost(packet))
}
