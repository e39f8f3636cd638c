/**
 * Compressed data made to cost more than it is worth: it grows without end, claims sizes that it
 * has not, or begins anew with every few octets. What can be had is read, and the file says the rest.
 */
import { describe, expect, it } from 'vitest'
import { BoundedChunks, UnpackBudget } from '../../../workers/capture/bounded-chunks'
import { openChunks, type Chunks } from '../../../workers/capture/octet-source'
import { openLz4 } from '../../../workers/capture/unlz4'
import { openZstd } from '../../../workers/capture/unzstd'
import { MAX_NESTING, MAX_UNPACK_RATIO } from '../../../workers/limits/limits'
import { analyse, fileOf } from '../../support/analyse'
import {
  frame,
  join,
  open,
  pcapHead,
  pcapRecord,
  rowsOf,
  u32,
  u64,
  u8,
  type Octets,
} from './capture-bytes'

const MIB = 1024 * 1024
const BLOCK = 128 * 1024

/** RFC 8878 §3.1.1: magic, no flags, a window of 2^(10 + exponent) octets; blocks follow. */
const zstdHead = (exponent: number) => u8(0x28, 0xb5, 0x2f, 0xfd, 0, exponent << 3)
const zstdBlock = (type: 0 | 1 | 2, size: number, content: Uint8Array, last = false) =>
  join(u32(true, (size << 3) | (type << 1) | Number(last)).slice(0, 3), content)
const stored = (content: Uint8Array, last = false) => zstdBlock(0, content.length, content, last)
const repeated = (octet: number, count: number, last = false) =>
  zstdBlock(1, count, u8(octet), last)

/** 64 KiB blocks, then blocks, then the end. */
const lz4 = (...blocks: Octets[]) =>
  join(u8(0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82), ...blocks, u32(true, 0))
const lz4Stored = (content: Uint8Array) => join(u32(true, 0x80000000 + content.length), content)
/** One literal, repeated 65,000 times: a match of distance 1, its length 255 for each octet. */
const lz4Run = (() => {
  const block = join(u8(0x1f, 0x00, 1, 0), frame(254, 0xff), u8(200), u8(0x00))
  return join(u32(true, block.length), block)
})()

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const capture = join(pcapHead(), ...many(5, (i) => pcapRecord([1000 + i, 0], frame(60, i + 1))))

async function lengthOf(chunks: Chunks): Promise<number> {
  let length = 0
  for (let chunk = await chunks.next(); chunk !== null; chunk = await chunks.next()) {
    length += chunk.length
  }
  return length
}

const within = (chunks: Chunks, freely: number) =>
  new BoundedChunks(chunks, new UnpackBudget(freely))

describe('a bomb', () => {
  it.each<[string, Octets, (packed: Chunks) => Chunks]>([
    [
      'of zstd',
      join(zstdHead(10), ...many(2000, () => repeated(0, BLOCK)), repeated(0, BLOCK, true)),
      openZstd,
    ],
    [
      'of many frames of zstd',
      join(...many(2000, () => join(zstdHead(10), repeated(0, BLOCK, true)))),
      openZstd,
    ],
  ])('%s is given up at its bound', async (_, octets, opened) => {
    const chunks = within(opened(openChunks(new Blob([octets]))), 8 * MIB)
    const bound = Math.max(8 * MIB, octets.length * MAX_UNPACK_RATIO)
    expect(await lengthOf(chunks)).toBeLessThanOrEqual(bound)
    expect(chunks.message).toMatch(
      new RegExp(
        `^decompression was given up: \\d+ octets came of \\d+, more than ${MAX_UNPACK_RATIO} of each$`,
      ),
    )
  })

  it('of lz4 cannot grow beyond the ratio, and is read', async () => {
    const chunks = within(openLz4(openChunks(new Blob([lz4(...many(500, () => lz4Run))]))), MIB)
    expect(await lengthOf(chunks)).toBeGreaterThan(30 * MIB)
    expect(chunks.message).toBe('')
  })

  it('that begins like a capture gives its frames, and says where the zeros are', async () => {
    const zeros = many(64, () => repeated(0, BLOCK))
    const bomb = join(zstdHead(10), stored(capture), ...zeros, repeated(0, BLOCK, true))
    const { captures } = await analyse(fileOf(bomb, 'bomb.pcap.zst'))
    const [facts] = captures.map(({ facts: told }) => told)
    expect(facts?.packets).toBe(5)
    expect(facts?.message).toMatch(
      /^the file is damaged at offset \d+: zeros; the rest could not be read$/,
    )
  })
})

describe('sizes that are only claimed', () => {
  it('of content, in zstd, size no memory', async () => {
    // Single segment, content size in eight octets: as large as the window may be.
    const claims = join(u8(0x28, 0xb5, 0x2f, 0xfd, 0xe0), u64(true, BigInt(128 * MIB)))
    const frames = many(3000, () => join(claims, stored(u8(), true)))
    const reader = await open(...frames, zstdHead(10), stored(capture, true))
    expect(await rowsOf(reader)).toHaveLength(5)
    expect(reader.message).toBe('')
  })

  it('of windows, in zstd, cost nothing for each frame', async () => {
    const frames = many(3000, () => join(zstdHead(17), stored(u8(), true)))
    const reader = await open(...frames, zstdHead(17), stored(capture, true))
    expect(await rowsOf(reader)).toHaveLength(5)
  })

  it('of windows, in zstd, cost nothing for each block', async () => {
    const blocks = Array.from(capture, (octet, i) => repeated(octet, 1, i === capture.length - 1))
    const tiny = many(20_000, () => stored(u8()))
    const reader = await open(zstdHead(17), ...tiny, ...blocks)
    expect(await rowsOf(reader)).toHaveLength(5)
    expect(reader.message).toBe('')
  })

  it('of content and blocks, in lz4, cost nothing for each frame', async () => {
    const head = u8(0x04, 0x22, 0x4d, 0x18, 0x68, 0x70)
    const claims = join(head, u64(true, 1n << 60n), u8(0), u32(true, 0))
    const legacy = u32(true, 0x184c2102)
    const frames = many(30_000, (i) => (i % 2 === 0 ? claims : legacy))
    const reader = await open(...frames, lz4(lz4Stored(capture)))
    expect(await rowsOf(reader)).toHaveLength(5)
    expect(reader.message).toBe('')
  })
})

describe('what is referred to', () => {
  /** A match of 34 octets, 150,000 octets back: all codes repeated, so that the bits are only extra ones. */
  const farBack = (() => {
    const offset = 150_000 + 3
    const code = 17 // 2^17 ≤ offset
    const bits = (1 << code) | (offset - 2 ** code) // the end mark, then the bits of the offset
    const content = join(u8(0, 1, 0x54, 0, code, 31), u32(true, bits).slice(0, 3))
    return zstdBlock(2, content.length, content, true)
  })()
  const first = frame(BLOCK, 1)
  const second = join(frame(50_000, 2), frame(30_000, 3))

  it('is found in blocks before the last, within the window', async () => {
    const octets = join(zstdHead(8), stored(first), stored(second), farBack)
    const chunks = openZstd(openChunks(new Blob([octets])))
    const parts: Uint8Array[] = []
    for (let chunk = await chunks.next(); chunk !== null; chunk = await chunks.next()) {
      parts.push(chunk.slice())
    }
    // 150,000 back from behind both: in the first block, whose octets are 1.
    expect(join(...parts).slice(BLOCK + 80_000)).toEqual(frame(34, 1))
    expect(chunks.message).toBe('')
  })

  it('before the first octet is nothing', async () => {
    const chunks = openZstd(openChunks(new Blob([join(zstdHead(8), stored(u8(7)), farBack)])))
    expect(await lengthOf(chunks)).toBeLessThanOrEqual(35)
  })

  it('is not taken from another frame', async () => {
    const secret = join(zstdHead(8), stored(first), stored(second, true))
    const chunks = openZstd(openChunks(new Blob([join(secret, zstdHead(8), farBack)])))
    let last = u8()
    for (let chunk = await chunks.next(); chunk !== null; chunk = await chunks.next()) {
      last = join(chunk)
    }
    expect(last.every((octet) => octet === 0) || chunks.message !== '').toBe(true)
  })
})

describe('nested compression', () => {
  const packings = [
    (content: Octets) =>
      join(
        zstdHead(10),
        ...many(Math.ceil(content.length / BLOCK), (i) =>
          stored(content.slice(i * BLOCK, (i + 1) * BLOCK), (i + 1) * BLOCK >= content.length),
        ),
      ),
    (content: Octets) =>
      lz4(
        ...many(Math.ceil(content.length / 65_536), (i) =>
          lz4Stored(content.slice(i * 65_536, (i + 1) * 65_536)),
        ),
      ),
  ]
  const packed = (times: number): Octets =>
    many(times, (i) => i).reduce((inner, i) => (packings[i % 2] ?? lz4)(inner), capture)

  it('is followed so far, and no further', async () => {
    const deep = await analyse(fileOf(packed(MAX_NESTING), 'deep'))
    expect(deep.captures.map(({ facts }) => facts.packets)).toEqual([5])
    await expect(analyse(fileOf(packed(MAX_NESTING + 1), 'deeper'))).rejects.toThrow(
      `is packed more than ${MAX_NESTING} times: unpack it first`,
    )
  })
})
