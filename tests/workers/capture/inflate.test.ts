import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readOctets } from '../../../workers/capture/read-octets'
import { frame, join, open, pcapHead, pcapRecord, rowsOf, type Octets } from './capture-bytes'

const gzip = (octets: Uint8Array): Octets => new Uint8Array(gzipSync(octets))

/** Octets that do not compress away, the same every time. */
function noise(length: number, seed: number): Octets {
  let state = seed + 1
  return frame(length).map(() => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 24
  })
}

const records = Array.from({ length: 2000 }, (_, i) => pcapRecord([i, 0], noise(200, i)))
const plain = join(pcapHead(), ...records)
const ending = { half: plain.subarray(0, 200_007), rest: plain.subarray(200_007) }

/** A browser's decoder that gives `octets` of its output, and then fails. */
function failAfter(octets: number): void {
  class Failing extends TransformStream<Uint8Array, Uint8Array> {
    constructor() {
      let begun = false
      super({
        transform(_, controller) {
          if (begun) throw new TypeError('junk after the end')
          begun = true
          controller.enqueue(plain.slice(0, octets))
        },
        flush() {
          throw new TypeError('junk after the end')
        },
      })
    }
  }
  vi.stubGlobal('DecompressionStream', Failing)
}

afterEach(() => vi.unstubAllGlobals())

describe('gzip', () => {
  it('reads a compressed capture, and counts the octets of the file as dropped', async () => {
    const packed = gzip(plain)
    const reader = await open(packed)
    expect(await rowsOf(reader)).toHaveLength(2000)
    expect(reader.message).toBe('')
    expect(reader.octetsRead).toBe(packed.length)
  })

  it.each([0, 1, 100_000])('goes on where the browser failed after %i octets', async (given) => {
    failAfter(given)
    const reader = await open(gzip(ending.half), gzip(ending.rest))
    const rows = await rowsOf(reader)
    expect(rows.map(({ time }) => time / 1e9)).toEqual(records.map((_, i) => i))
    expect(rows[1999]?.octets).toEqual(Array.from(noise(200, 1999)))
    expect(reader.message).toBe('')
  })

  it('reads several members, however small', async () => {
    failAfter(0)
    const members = [pcapHead(), ...records.slice(0, 50)].map(gzip)
    const reader = await open(join(...members))
    expect(await rowsOf(reader)).toHaveLength(50)
    expect(reader.message).toBe('')
  })

  it('leaves out octets behind the end, and says so', async () => {
    const reader = await open(gzip(plain), frame(100, 0x2a))
    expect(await rowsOf(reader)).toHaveLength(2000)
    expect(reader.message).toBe('100 octets behind the end of the gzip data were left out')
  })

  it('gives all that can be had of a file that is cut off', async () => {
    const packed = gzip(plain)
    const reader = await open(packed.slice(0, 300_000))
    const rows = await rowsOf(reader)
    // Noise takes its own length and little more.
    expect(rows.length).toBeGreaterThan(1300)
    expect(reader.message).toMatch(/^the gzip data is cut off; the file is cut off in the middle/)
    expect(reader.message).toContain(`frame ${rows.length + 1}:`)
  })

  it('gives what comes before damaged data', async () => {
    const packed = gzip(plain)
    packed.fill(0xff, 250_000, 250_100)
    const reader = await open(packed)
    expect((await rowsOf(reader)).length).toBeGreaterThan(1000)
    expect(reader.message).not.toBe('')
  })

  it('says that the checksum is wrong', async () => {
    const packed = gzip(join(pcapHead(), pcapRecord([1, 0], frame(60))))
    packed[packed.length - 8] = (packed.at(-8) ?? 0) ^ 1
    const reader = await open(packed)
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.message).toContain('its checksum is wrong')
  })
})

describe('readOctets', () => {
  const ranges = [
    { at: 300_000, length: 70_000 },
    { at: 4, length: 4 },
    { at: 5, length: 100 },
    { at: 300_010, length: 0 },
    { at: plain.length - 3, length: 10 },
  ]
  const expected = ranges.map(({ at, length }) => plain.slice(at, at + length))

  it('reads ranges of a plain file', async () => {
    expect(await readOctets(new Blob([plain]), ranges)).toEqual(expected)
  })

  it('reads ranges of the decompressed file, in any order and overlapping', async () => {
    expect(await readOctets(new Blob([gzip(plain)]), ranges)).toEqual(expected)
  })

  it('gives nothing beyond the end', async () => {
    const beyond = [{ at: plain.length + 5, length: 5 }]
    expect(await readOctets(new Blob([gzip(plain)]), beyond)).toEqual([new Uint8Array(0)])
    expect(await readOctets(new Blob([plain]), beyond)).toEqual([new Uint8Array(0)])
  })
})
