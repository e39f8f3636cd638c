/**
 * Zstandard (RFC 8878 §3.1), decompressed as it is read. Frames and blocks are walked here, so that
 * no length of the file sizes memory and each block before damage is given; fzstd decodes the
 * blocks. Neither verifies the checksum of the content.
 */
import { MAX_ZSTD_WINDOW_OCTETS } from '../limits/limits'
import { OctetFeed } from './octet-feed'
import type { Chunks } from './octet-source'
import { leftOut, packedCutOff, packedDamage, UnpackedChunks } from './unpacked-chunks'
import { MAX_BLOCK, ZstdBlocks } from './zstd-blocks'

const MAGIC = 0xfd2fb528
const FORMAT = 'zstd'

/** Octets of the longest frame header, magic included; of a block header; of a checksum. */
const MAX_FRAME_HEADER = 18
const BLOCK_HEADER = 3
const CHECKSUM = 4

const BLOCK = { raw: 0, rle: 1, compressed: 2, reserved: 3 } as const

export function isZstd(head: Uint8Array): boolean {
  return head.length >= 4 && u32le(head, 0) === MAGIC
}

/** Skippable frames (§3.1.2) begin so, those of LZ4 too. */
export function isSkippable(head: Uint8Array): boolean {
  return head.length >= 4 && u32le(head, 0) >>> 4 === 0x184d2a5
}

export const openZstd = (packed: Chunks): Chunks => {
  return new UnpackedChunks(new OctetFeed(packed), decode)
}

async function* decode(feed: OctetFeed): AsyncGenerator<Uint8Array, string> {
  for (;;) {
    const head = await feed.peek(MAX_FRAME_HEADER)
    if (head.length === 0) return ''
    if (isSkippable(head)) {
      if (!(await skipFrame(feed))) return packedCutOff(FORMAT)
    } else if (isZstd(head)) {
      const frame = readFrameHeader(head)
      if (typeof frame === 'string') return frame
      const trouble = yield* decodeFrame(feed, frame)
      if (trouble !== '') return trouble
    } else return leftOut(feed, FORMAT)
  }
}

/** False: the file ends before the frame does. */
export async function skipFrame(feed: OctetFeed): Promise<boolean> {
  const head = await feed.take(8)
  if (head.length < 8) return false
  const length = u32le(head, 4)
  return (await feed.skip(length)) === length
}

interface FrameHeader {
  octets: number
  window: number
  checksum: boolean
}

/** RFC 8878 §3.1.1.1. Returns why the frame cannot be decoded. */
function readFrameHeader(head: Uint8Array): FrameHeader | string {
  const flags = head[4] ?? 0
  const singleSegment = (flags & 0x20) !== 0
  const dictionaryOctets = [0, 1, 2, 4][flags & 3] ?? 0
  const sizeCode = flags >> 6
  const sizeOctets = sizeCode === 0 ? Number(singleSegment) : 1 << sizeCode
  const dictionaryAt = singleSegment ? 5 : 6
  const sizeAt = dictionaryAt + dictionaryOctets
  const octets = sizeAt + sizeOctets
  if (head.length < octets) return packedCutOff(FORMAT)
  if (flags & 8) return 'the zstd data is of a later version of the format'
  if (head.subarray(dictionaryAt, sizeAt).some((octet) => octet !== 0)) {
    return 'the zstd data needs a dictionary, which is not in the file'
  }
  const window = singleSegment ? little(head, sizeAt, sizeOctets) : windowOf(head[5] ?? 0)
  if (window > MAX_ZSTD_WINDOW_OCTETS) {
    return `the zstd data needs a window of ${window} octets, more than the ${MAX_ZSTD_WINDOW_OCTETS} that are given to it: compress it anew without \`--long\``
  }
  return { octets, window, checksum: (flags & 4) !== 0 }
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3))
  return base + (base / 8) * (descriptor & 7)
}

async function* decodeFrame(
  feed: OctetFeed,
  { octets, window, checksum }: FrameHeader,
): AsyncGenerator<Uint8Array, string> {
  const blocks = new ZstdBlocks(window)
  await feed.skip(octets)
  for (let last = false; !last;) {
    const { at } = feed
    const header = await feed.peek(BLOCK_HEADER)
    if (header.length < BLOCK_HEADER) return packedCutOff(FORMAT)
    const word = little(header, 0, BLOCK_HEADER)
    const type = (word >> 1) & 3
    const size = word >> 3
    last = (word & 1) === 1
    if (type === BLOCK.reserved || size > MAX_BLOCK) return packedDamage(at, FORMAT)
    const length = BLOCK_HEADER + (type === BLOCK.rle ? 1 : size)
    const block = await feed.take(length)
    if (block.length < length) return packedCutOff(FORMAT)
    let given: Uint8Array
    try {
      given = blocks.decode(block, last)
    } catch {
      return packedDamage(at, FORMAT)
    }
    if (given.length > 0) yield given
  }
  const rest = checksum ? CHECKSUM : 0
  return (await feed.skip(rest)) === rest ? '' : packedCutOff(FORMAT)
}

function u32le(octets: Uint8Array, at: number): number {
  return little(octets, at, 4)
}

/** Up to six octets, little-endian; larger values lose their lowest bits. */
function little(octets: Uint8Array, at: number, count: number): number {
  let value = 0
  for (let i = count - 1; i >= 0; i--) value = value * 256 + (octets[at + i] ?? 0)
  return value
}
