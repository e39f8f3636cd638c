/**
 * Internet Protocol version 4. RFC 791 §3.1 (header), §3.2 (fragmentation).
 */
import { checksum } from './checksum'
import { EMPTY, getU16, join, setIpv4, setU16, type Bytes } from './fields'

export const PROTO = { icmp: 1, ipip: 4, tcp: 6, udp: 17, gre: 47, icmpv6: 58 } as const

const HEADER = 20 // octets, without options
const AT_LENGTH = 2
const AT_ID = 4
const AT_FRAGMENT = 6
const AT_TTL = 8
const AT_PROTO = 9
const AT_CHECKSUM = 10
const DF = 0x4000
const MF = 0x2000
const OFFSET = 0x1fff // in units of 8 octets

export interface Ipv4Spec {
  src: string
  dst: string
  proto: number
  id?: number
  ttl?: number
  df?: boolean
  mf?: boolean
  /** Fragment offset in octets, a multiple of 8. */
  offset?: number
  /** Differentiated services and ECN, the whole octet. */
  tos?: number
  /** Options, filled up to a multiple of 4 octets. */
  options?: Uint8Array
  /** Total length as written; default: the true one. */
  length?: number
}

export function ipv4(spec: Ipv4Spec, payload: Uint8Array): Bytes {
  const { id = 0, ttl = 64, df = false, mf = false, offset = 0, tos = 0, options = EMPTY } = spec
  const headerLength = HEADER + Math.ceil(options.length / 4) * 4
  const packet = new Uint8Array(headerLength + payload.length)
  packet[0] = 0x40 | (headerLength / 4)
  packet[1] = tos
  setU16(packet, AT_LENGTH, spec.length ?? packet.length)
  setU16(packet, AT_ID, id)
  setU16(packet, AT_FRAGMENT, (df ? DF : 0) | (mf ? MF : 0) | (offset / 8))
  packet[AT_TTL] = ttl
  packet[AT_PROTO] = spec.proto
  setIpv4(packet, 12, spec.src)
  setIpv4(packet, 16, spec.dst)
  packet.set(options, HEADER)
  packet.set(payload, headerLength)
  return withChecksum(packet)
}

export const dontFragment = (packet: Uint8Array): boolean =>
  (getU16(packet, AT_FRAGMENT) & DF) !== 0

/** The packet after `hops` routers: TTL lower, checksum renewed. */
export function routedIpv4(packet: Uint8Array, hops: number): Bytes {
  const copy = join(packet)
  copy[AT_TTL] = (copy[AT_TTL] as number) - hops
  return withChecksum(copy)
}

/**
 * The fragments of a packet for a link that carries `mtu` octets, in order; the packet itself when
 * it fits. DF is not looked at: the caller decides. Fragments can be fragmented again.
 */
export function fragmentIpv4(packet: Uint8Array, mtu: number): Uint8Array[] {
  if (packet.length <= mtu) return [packet]
  const headerLength = ((packet[0] as number) & 15) * 4
  const flags = getU16(packet, AT_FRAGMENT)
  const payload = packet.subarray(headerLength)
  const fragments: Uint8Array[] = []
  let from = 0
  while (from < payload.length) {
    const header = from === 0 ? packet.slice(0, headerLength) : laterHeader(packet, headerLength)
    const room = mtu - header.length
    const fitsWhole = payload.length - from <= room
    const end = fitsWhole ? payload.length : from + Math.floor(room / 8) * 8
    if (end === from) throw new RangeError(`MTU ${mtu} leaves no room for a fragment`)
    const more = fitsWhole ? flags & MF : MF
    setU16(header, AT_LENGTH, header.length + end - from)
    setU16(header, AT_FRAGMENT, (flags & DF) | more | ((flags & OFFSET) + from / 8))
    fragments.push(join(withChecksum(header), payload.subarray(from, end)))
    from = end
  }
  return fragments
}

/** RFC 791 §3.1: only options whose copied flag (bit 7) is set are repeated in later fragments. */
function laterHeader(packet: Uint8Array, headerLength: number): Bytes {
  const kept: number[] = []
  let at = HEADER
  while (at < headerLength) {
    const type = packet[at] as number
    if (type === 0) break
    const length = type === 1 ? 1 : Math.max(packet[at + 1] ?? 0, 2)
    if (type & 0x80) kept.push(...packet.subarray(at, at + length))
    at += length
  }
  const header = new Uint8Array(HEADER + Math.ceil(kept.length / 4) * 4)
  header.set(packet.subarray(0, HEADER))
  header.set(kept, HEADER)
  header[0] = 0x40 | (header.length / 4)
  return header
}

/** Renews the checksum of a packet or of a bare header, in place. */
function withChecksum(packet: Bytes): Bytes {
  const headerLength = ((packet[0] as number) & 15) * 4
  setU16(packet, AT_CHECKSUM, 0)
  setU16(packet, AT_CHECKSUM, checksum(packet.subarray(0, headerLength)))
  return packet
}
