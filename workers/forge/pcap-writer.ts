/**
 * pcap files. draft-ietf-opsawg-pcap §4 (file header), §5 (packet record).
 */
import { joinOctets } from '../model/join-octets'
import { byteOrder } from './byte-order'
import { DEFAULT_SNAPLEN, LINKTYPE, type CapturedFrame } from './captured-frame'
import type { Bytes } from './fields'

const MAGIC = { micro: 0xa1b2c3d4, nano: 0xa1b23c4d }
const NANOS_PER_SECOND = 1_000_000_000n

export interface PcapOptions {
  nanosecond?: boolean
  littleEndian?: boolean
  linktype?: number
  /** Frames are cut to this many octets. */
  snaplen?: number
  /** Added to the time of each frame: nanoseconds since 1970. */
  epoch?: bigint
}

/** Frames are written in the order given. */
export function writePcap(frames: readonly CapturedFrame[], options: PcapOptions = {}): Bytes {
  const { nanosecond = false, littleEndian = true, linktype = LINKTYPE.ethernet } = options
  const { snaplen = DEFAULT_SNAPLEN, epoch = 0n } = options
  const { u16, u32 } = byteOrder(littleEndian)
  const parts: Uint8Array[] = [
    u32(nanosecond ? MAGIC.nano : MAGIC.micro),
    u16(2, 4),
    u32(0, 0, snaplen, linktype),
  ]
  for (const { time, octets, origLen = octets.length } of frames) {
    const kept = octets.subarray(0, snaplen)
    const at = epoch + BigInt(time)
    const nanos = Number(at % NANOS_PER_SECOND)
    const fraction = nanosecond ? nanos : Math.floor(nanos / 1000)
    parts.push(u32(Number(at / NANOS_PER_SECOND), fraction, kept.length, origLen), kept)
  }
  return joinOctets(parts)
}
