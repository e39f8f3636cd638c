/**
 * UDP (RFC 768) and TCP (RFC 9293 §3.1) with its options: MSS (§3.7.1), window scale and
 * timestamps (RFC 7323 §2.2, §3.2), SACK (RFC 2018 §2, §3). Laid out as Linux does.
 */
import { checksum, pseudoHeader } from './checksum'
import { EMPTY, setU16, setU32, type Bytes } from './fields'
import { PROTO } from './ipv4'

export interface UdpSpec {
  /** Addresses of the IP header, for the checksum. */
  src: string
  dst: string
  srcPort: number
  dstPort: number
  /** Length as written; default: the true one. */
  length?: number
  /** Checksum as written; 0 = the sender computed none; default: the correct one. */
  checksum?: number
}

export function udp(spec: UdpSpec, payload: Uint8Array): Bytes {
  const datagram = new Uint8Array(8 + payload.length)
  setU16(datagram, 0, spec.srcPort)
  setU16(datagram, 2, spec.dstPort)
  setU16(datagram, 4, spec.length ?? datagram.length)
  datagram.set(payload, 8)
  setU16(datagram, 6, spec.checksum ?? udpChecksum(spec, datagram))
  return datagram
}

/** RFC 768: a computed zero is sent as all ones, since zero means none. */
function udpChecksum({ src, dst }: UdpSpec, datagram: Uint8Array): number {
  return checksum(pseudoHeader(src, dst, PROTO.udp, datagram.length), datagram) || 0xffff
}

export interface TcpOptions {
  mss?: number
  windowScale?: number
  sackPermitted?: boolean
  timestamps?: { value: number; echo: number }
  /** Left edge and right edge (exclusive) of up to four blocks. */
  sack?: readonly (readonly [number, number])[]
}

export interface TcpSpec {
  /** Addresses of the IP header, for the checksum. */
  src: string
  dst: string
  srcPort: number
  dstPort: number
  seq: number
  ack?: number
  /** Letters of `tcp.flags.str`: F S R P A U E C, e.g. `SA`. */
  flags: string
  window?: number
  urgent?: number
  options?: TcpOptions
  /** Checksum as written; default: the correct one. */
  checksum?: number
}

const HEADER = 20 // octets of TCP, without options
const FLAGS = 'FSRPAUEC' // from bit 0 upwards

export function tcp(spec: TcpSpec, payload: Uint8Array = EMPTY): Bytes {
  const options = tcpOptions(spec.options ?? {})
  let flags = 0
  for (const letter of spec.flags) flags |= 1 << FLAGS.indexOf(letter)
  const headerLength = HEADER + options.length
  const segment = new Uint8Array(headerLength + payload.length)
  setU16(segment, 0, spec.srcPort)
  setU16(segment, 2, spec.dstPort)
  setU32(segment, 4, spec.seq)
  setU32(segment, 8, spec.ack ?? 0)
  segment[12] = (headerLength / 4) << 4
  segment[13] = flags
  setU16(segment, 14, spec.window ?? 502)
  setU16(segment, 18, spec.urgent ?? 0)
  segment.set(options, HEADER)
  segment.set(payload, headerLength)
  const pseudo = pseudoHeader(spec.src, spec.dst, PROTO.tcp, segment.length)
  setU16(segment, 16, spec.checksum ?? checksum(pseudo, segment))
  return segment
}

function tcpOptions({ mss, windowScale, sackPermitted, timestamps, sack = [] }: TcpOptions): Bytes {
  const octets: number[] = []
  const put32 = (value: number) =>
    octets.push((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
  if (mss !== undefined) octets.push(2, 4, (mss >>> 8) & 255, mss & 255)
  if (timestamps) {
    octets.push(...(sackPermitted ? [4, 2] : [1, 1]), 8, 10)
    put32(timestamps.value)
    put32(timestamps.echo)
  } else if (sackPermitted) octets.push(1, 1, 4, 2)
  if (windowScale !== undefined) octets.push(1, 3, 3, windowScale)
  if (sack.length > 0) octets.push(1, 1, 5, 2 + 8 * sack.length)
  for (const [left, right] of sack) {
    put32(left)
    put32(right)
  }
  return new Uint8Array(octets)
}
