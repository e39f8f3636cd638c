/**
 * LZ4 frames (LZ4 Frame Format 1.6.4, legacy frames included), decompressed as they are read.
 * Frames are walked here, block by block; lz4js decodes the blocks. Checksums are not verified.
 *
 *   frame:  magic u32   FLG u8   BD u8   [content size u64]   [dictionary u32]   HC u8
 *   block:  size u32 (bit 31: not compressed; 0: the end)   octets   [checksum u32]
 */
import { decompressBlock } from 'lz4js'
import { OctetFeed } from './octet-feed'
import type { Chunks } from './octet-source'
import { leftOut, packedCutOff, packedDamage, UnpackedChunks } from './unpacked-chunks'
import { isSkippable, skipFrame } from './unzstd'

const MAGIC = 0x184d2204
const LEGACY_MAGIC = 0x184c2102
const FORMAT = 'lz4'

/** Octets of the longest frame header, magic included, and how far back a block may refer. */
const MAX_FRAME_HEADER = 19
const HISTORY = 64 * 1024
const LEGACY_BLOCK = 8 * 1024 * 1024

const FLAG = { blockChecksum: 0x10, contentSize: 8, contentChecksum: 4, dictionary: 1 } as const

interface Frame {
  headerOctets: number
  /** Octets of a block, decompressed. */
  maxBlock: number
  blockChecksum: boolean
  contentChecksum: boolean
  /** Blocks go on until the file or the frame ends; none is uncompressed. */
  legacy: boolean
}

export function isLz4(head: Uint8Array): boolean {
  const magic = head.length >= 4 ? u32le(head) : 0
  return magic === MAGIC || magic === LEGACY_MAGIC
}

export const openLz4 = (packed: Chunks): Chunks => {
  return new UnpackedChunks(new OctetFeed(packed), decode)
}

async function* decode(feed: OctetFeed): AsyncGenerator<Uint8Array, string> {
  // Made for the first block and used again: frames of nothing may follow each other by the million.
  let buffer = new Uint8Array(0)
  const bufferOf = (octets: number): Uint8Array => {
    if (buffer.length < octets) buffer = new Uint8Array(octets)
    return buffer
  }
  for (;;) {
    const { at } = feed
    const head = await feed.peek(MAX_FRAME_HEADER)
    if (head.length === 0) return ''
    if (isSkippable(head)) {
      if (!(await skipFrame(feed))) return packedCutOff(FORMAT)
    } else if (isLz4(head)) {
      const frame = readFrameHeader(head)
      if (frame === null) return packedDamage(at, FORMAT)
      if (frame.headerOctets > head.length) return packedCutOff(FORMAT)
      await feed.skip(frame.headerOctets)
      const trouble = yield* decodeFrame(feed, frame, bufferOf)
      if (trouble !== '') return trouble
    } else return leftOut(feed, FORMAT)
  }
}

/** Null: no frame begins like this. */
function readFrameHeader(head: Uint8Array): Frame | null {
  if (u32le(head) === LEGACY_MAGIC) {
    const plain = { blockChecksum: false, contentChecksum: false, legacy: true }
    return { headerOctets: 4, maxBlock: LEGACY_BLOCK, ...plain }
  }
  const flags = head[4] ?? 0x40
  const sizeCode = ((head[5] ?? 0x40) >> 4) & 7
  if (flags >> 6 !== 1 || sizeCode < 4) return null
  const has = (flag: number) => (flags & flag) !== 0
  return {
    headerOctets: 7 + (has(FLAG.contentSize) ? 8 : 0) + (has(FLAG.dictionary) ? 4 : 0),
    maxBlock: 2 ** (8 + 2 * sizeCode),
    blockChecksum: has(FLAG.blockChecksum),
    contentChecksum: has(FLAG.contentChecksum),
    legacy: false,
  }
}

async function* decodeFrame(
  feed: OctetFeed,
  frame: Frame,
  bufferOf: (octets: number) => Uint8Array,
): AsyncGenerator<Uint8Array, string> {
  const { maxBlock, legacy } = frame
  let buffer: Uint8Array | null = null
  for (;;) {
    const { at } = feed
    const header = await feed.peek(4)
    if (legacy && (header.length === 0 || isFrameStart(header))) return ''
    if (header.length < 4) return packedCutOff(FORMAT)
    const word = u32le(header)
    await feed.skip(4)
    if (word === 0 && !legacy) break
    const stored = !legacy && word >= 2 ** 31
    const size = stored ? word - 2 ** 31 : word
    if (size > maxBlock + (legacy ? maxBlock / 255 + 16 : 0)) return packedDamage(at, FORMAT)
    const block = await feed.take(size)
    if (block.length < size) return packedCutOff(FORMAT)
    if (buffer === null) {
      buffer = bufferOf(HISTORY + maxBlock).subarray(0, HISTORY + maxBlock)
      buffer.fill(0, 0, HISTORY)
    }
    let end = HISTORY + size
    if (stored) buffer.set(block, HISTORY)
    else end = decompressBlock(block, buffer, 0, size, HISTORY)
    if (end > buffer.length) return packedDamage(at, FORMAT)
    if (end > HISTORY) yield buffer.slice(HISTORY, end)
    buffer.copyWithin(0, end - HISTORY, end)
    if (!(await skipAll(feed, frame.blockChecksum ? 4 : 0))) return packedCutOff(FORMAT)
  }
  return (await skipAll(feed, frame.contentChecksum ? 4 : 0)) ? '' : packedCutOff(FORMAT)
}

async function skipAll(feed: OctetFeed, count: number): Promise<boolean> {
  return (await feed.skip(count)) === count
}

function isFrameStart(octets: Uint8Array): boolean {
  return octets.length >= 4 && (isLz4(octets) || isSkippable(octets))
}

function u32le(octets: Uint8Array): number {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength).getUint32(0, true)
}
