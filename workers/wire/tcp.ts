/**
 * Transmission Control Protocol. RFC 9293 §3.1; window scale and timestamps RFC 7323;
 * selective acknowledgement RFC 2018.
 *
 *   at 0  tcp.srcport u16   at 4  tcp.seq u32   at 12 tcp.hdr_len (×4)   at 14 tcp.window_size_value
 *   at 2  tcp.dstport u16   at 8  tcp.ack u32   at 13 tcp.flags          at 16 tcp.checksum
 */
import { Fault } from './fault'
import type { Octets } from './octets'

const MIN_HEADER = 20
/** RFC 2018 §3: at most four blocks fit into the options. */
export const MAX_SACK_BLOCKS = 4

export const SCALE_CUT = -2

export const FIN = 1
export const SYN = 2
export const RST = 4
export const ACK = 16

export interface Tcp {
  srcPort: number
  dstPort: number
  seq: number
  ack: number
  flags: number
  /** As sent, unscaled. */
  window: number
  checksum: number
  headerLength: number
  /** Octets of payload on the wire, from the IP length. */
  length: number
  /** Maximum segment size option; 0: absent. */
  mss: number
  /** Window scale option: −1 absent; `SCALE_CUT`: the snaplen cut the options before one was found. */
  windowScale: number
  sackPermitted: boolean
  hasTimestamps: boolean
  tsVal: number
  tsEcr: number
  sackCount: number
  /** Offset in the view of the first edge. */
  sackAt: number
  /** Left and right edges, two words a block. */
  readonly sack: Uint32Array
}

export function newTcp(): Tcp {
  return {
    srcPort: 0,
    dstPort: 0,
    seq: 0,
    ack: 0,
    flags: 0,
    window: 0,
    checksum: 0,
    headerLength: 0,
    length: 0,
    mss: 0,
    windowScale: -1,
    sackPermitted: false,
    hasTimestamps: false,
    tsVal: 0,
    tsEcr: 0,
    sackCount: 0,
    sackAt: 0,
    sack: new Uint32Array(2 * MAX_SACK_BLOCKS),
  }
}

/**
 * Reads the segment that fills `octets`. The window stays at the header: options that were cut off
 * by the snaplen are left out, and the rest stands. The caller skips `headerLength`.
 * A `tcp.hdr_len` below 20 is bogus: nothing behind it is read.
 * @throws Fault `malformed` when `tcp.hdr_len` is beyond the segment.
 */
export function readTcp(octets: Octets, into: Tcp): void {
  octets.need(MIN_HEADER)
  const { view, base } = octets
  const headerLength = (view.getUint8(base + 12) >>> 4) * 4
  into.srcPort = view.getUint16(base)
  into.dstPort = view.getUint16(base + 2)
  into.seq = view.getUint32(base + 4)
  into.ack = view.getUint32(base + 8)
  into.flags = view.getUint16(base + 12) & 0x1ff
  into.window = view.getUint16(base + 14)
  into.checksum = view.getUint16(base + 16)
  into.headerLength = headerLength
  into.mss = 0
  into.windowScale = -1
  into.sackPermitted = false
  into.hasTimestamps = false
  into.sackCount = 0
  if (headerLength > octets.reported) throw new Fault('malformed', 'tcp.hdr_len')
  into.length = octets.reported - headerLength
  if (headerLength <= MIN_HEADER) return
  if (headerLength === 32 && octets.captured >= 32 && octets.u32(MIN_HEADER) === TIMESTAMPS_ONLY) {
    into.hasTimestamps = true
    into.tsVal = octets.u32(24)
    into.tsEcr = octets.u32(28)
  } else readOptions(octets, Math.min(headerLength, octets.captured), into)
  if (octets.captured < headerLength && into.windowScale < 0) into.windowScale = SCALE_CUT
}

/** Is the header said to be shorter than its fixed part? Ports and numbers stand all the same. */
export const hasBogusLength = ({ headerLength }: Tcp): boolean => headerLength < MIN_HEADER

/** Two fillers and the head of a timestamps option: what most segments carry (RFC 7323 app. A). */
const TIMESTAMPS_ONLY = 0x0101080a

/** Octets of the option of this kind at `at`; 0: the options end here, or are broken. */
export function tcpOptionLength(octets: Octets, kind: number, at: number, end: number): number {
  if (kind === 1) return 1
  if (kind === 0 || at + 1 >= end) return 0
  const length = octets.u8(at + 1)
  return length < 2 || at + length > end ? 0 : length
}

function readOptions(octets: Octets, end: number, into: Tcp): void {
  let at = MIN_HEADER
  while (at < end) {
    const kind = octets.u8(at)
    const length = tcpOptionLength(octets, kind, at, end)
    if (length === 0) return
    if (kind === 8 && length === 10) {
      into.hasTimestamps = true
      into.tsVal = octets.u32(at + 2)
      into.tsEcr = octets.u32(at + 6)
    } else if (kind === 5) {
      into.sackCount = Math.min((length - 2) >>> 3, MAX_SACK_BLOCKS)
      into.sackAt = octets.base + at + 2
      for (let i = 0; i < into.sackCount * 2; i++) into.sack[i] = octets.u32(at + 2 + 4 * i)
    } else if (kind === 2 && length === 4) {
      into.mss = octets.u16(at + 2)
    } else if (kind === 3 && length === 3) {
      into.windowScale = octets.u8(at + 2)
    } else if (kind === 4) {
      into.sackPermitted = true
    }
    at += length
  }
}

const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE']

/** `SYN, ACK`, lowest bit first, as Wireshark writes it. */
export function formatTcpFlags(flags: number): string {
  return FLAG_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0).join(', ')
}
