/** Compressed captures are unpacked once for all who read them, within a bound. */
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { openOctets } from '../../../workers/capture/octet-reader'
import { readOctets } from '../../../workers/capture/read-octets'
import { openScan } from '../../../workers/capture/scan-octets'
import { newUnpackedCaptures } from '../../../workers/capture/unpacked-captures'
import {
  MAX_UNPACKED_CAPTURES,
  UNPACKED_PART_OCTETS,
} from '../../../workers/limits/workspace-limits'

/** Three parts, the last one not whole. */
const OCTETS = new Uint8Array(2.5 * UNPACKED_PART_OCTETS)
for (let at = 0; at < OCTETS.length; at += 61) OCTETS[at] = at * 31 + (at >> 9)
const PACKED = new Uint8Array(gzipSync(OCTETS, { level: 1 }))
const STEPS = [{ packing: 'gzip' }] as const
const END = OCTETS.length - 20

/** Counts how often it is read from its start. */
class Counted extends Blob {
  readings = 0
  override stream(): ReturnType<Blob['stream']> {
    this.readings++
    return super.stream()
  }
}

const same = (read: Uint8Array | undefined, at: number, length: number) =>
  expect(Buffer.compare(read ?? new Uint8Array(0), OCTETS.subarray(at, at + length))).toBe(0)

describe('a compressed capture', () => {
  let file: Counted
  beforeEach(() => {
    file = new Counted([PACKED])
  })

  it('is read once for rows, frames, filters and flows', async () => {
    const { open } = newUnpackedCaptures()
    for (const at of [END, 0, UNPACKED_PART_OCTETS - 10, 7]) {
      const [read] = await readOctets(file, [{ at, length: 20 }], STEPS, open)
      same(read, at, 20)
    }
    const reader = await openOctets(file, STEPS, open)
    same(await reader.read(3, 5_000_000), 3, 5_000_000)
    await reader.close()
    const scan = await openScan(file, STEPS, open)
    await scan.scan({ length: 1, at: [9], octets: [40] }, (_, view, at, captured) => {
      same(new Uint8Array(view.buffer, view.byteOffset + at, captured), 9, 40)
    })
    await scan.close()
    expect(file.readings).toBe(1)
  })

  it('is read once by two who ask at the same time', async () => {
    const { open } = newUnpackedCaptures()
    const places = [END, 100]
    const read = await Promise.all(
      places.map((at) => readOctets(file, [{ at, length: 20 }], STEPS, open)),
    )
    for (const [index, at] of places.entries()) same(read[index]?.[0], at, 20)
    expect(file.readings).toBe(1)
  })

  it('is unpacked no further than somebody asked', async () => {
    const slices = await newUnpackedCaptures().open(file, STEPS)
    expect((await slices.slice(0, 10)).byteLength).toBe(10)
    expect((await slices.slice(END, END + 100)).byteLength).toBe(20)
    expect((await slices.slice(END + 100, END + 200)).byteLength).toBe(0)
  })

  it('is read anew when what lies beyond the bound is gone back in, and right all the same', async () => {
    const { open } = newUnpackedCaptures(UNPACKED_PART_OCTETS)
    const slices = await open(file, STEPS)
    const read = async (at: number) => same(new Uint8Array(await slices.slice(at, at + 20)), at, 20)
    for (const at of [5, UNPACKED_PART_OCTETS - 10, UNPACKED_PART_OCTETS + 50, END]) await read(at)
    expect(file.readings).toBeLessThanOrEqual(2)
    const before = file.readings
    await read(5) // kept
    expect(file.readings).toBe(before)
    await read(UNPACKED_PART_OCTETS + 50) // not kept
    expect(file.readings).toBe(before + 1)
  })

  it('gives way to the one that is looked at', async () => {
    const { open } = newUnpackedCaptures(3 * UNPACKED_PART_OCTETS)
    const other = new Counted([PACKED])
    for (const each of [file, other, file]) {
      const [first, last] = await readOctets(
        each,
        [
          { at: 0, length: 20 },
          { at: END, length: 20 },
        ],
        STEPS,
        open,
      )
      same(first, 0, 20)
      same(last, END, 20)
    }
    expect([file.readings, other.readings]).toEqual([2, 1])
  })

  it('is forgotten with its file, and when too many others were asked', async () => {
    const unpacked = newUnpackedCaptures()
    const ask = (each: Blob) => readOctets(each, [{ at: 0, length: 1 }], STEPS, unpacked.open)
    await ask(file)
    unpacked.release(file)
    await ask(file)
    expect(file.readings).toBe(2)
    for (let other = 0; other < MAX_UNPACKED_CAPTURES; other++) await ask(new Blob([PACKED]))
    await ask(file)
    expect(file.readings).toBe(3)
  })

  it('that is cut off gives what there is of it, and reads it once', async () => {
    const cut = new Counted([PACKED.slice(0, -2000)])
    const { open } = newUnpackedCaptures()
    const [first] = await readOctets(cut, [{ at: 0, length: 20 }], STEPS, open)
    same(first, 0, 20)
    const [beyond] = await readOctets(cut, [{ at: END, length: 20 }], STEPS, open)
    expect(beyond?.length).toBe(0)
    const before = cut.readings
    const [again] = await readOctets(
      cut,
      [{ at: 2 * UNPACKED_PART_OCTETS, length: 9 }],
      STEPS,
      open,
    )
    same(again, 2 * UNPACKED_PART_OCTETS, 9)
    expect(cut.readings).toBe(before)
  })
})
