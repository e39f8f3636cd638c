import { describe, expect, it } from 'vitest'
import { findBlockStart } from '../../../workers/capture/block-start'
import { CHAIN_REACH } from '../../../workers/capture/chain'
import { findRecordStart, type RecordFacts } from '../../../workers/capture/record-start'
import {
  frame,
  iface,
  join,
  packet,
  pcapHead,
  pcapRecord,
  section,
  u32,
  type Octets,
} from './capture-bytes'

const T = 1_700_000_000
const facts: RecordFacts = {
  littleEndian: true,
  recordHeaderOctets: 16,
  lengthOrder: 'captured-first',
  ticksPerSecond: 1_000_000,
  known: [T],
}

/** Octets without order, the same every time. */
function noise(length: number, seed: number): Octets {
  let state = seed
  return frame(length).map(() => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 24
  })
}

const records = (count: number, size: number, from = T): Octets =>
  join(...Array.from({ length: count }, (_, i) => pcapRecord([from + i, i], noise(size, i + 1))))

describe('findRecordStart', () => {
  it('finds the first record behind octets that are none', () => {
    for (const junk of [1, 15, 16, 17, 1000]) {
      const octets = join(noise(junk, 9), records(200, 1000))
      expect(findRecordStart(octets, 0, facts, true)).toBe(junk)
    }
  })

  it('finds the next record from within one, in either byte order', () => {
    const octets = records(200, 1000)
    expect(findRecordStart(octets, 1, facts, true)).toBe(1016)
    const big = Array.from({ length: 200 }, (_, i) =>
      pcapRecord([T + i, 0], noise(1000, i), { little: false }),
    )
    expect(findRecordStart(join(...big), 1, { ...facts, littleEndian: false }, true)).toBe(1016)
    expect(findRecordStart(join(...big), 1, facts, true)).toBe(-1)
  })

  it('is not taken in by a capture within a capture', () => {
    const inner = join(pcapHead(), records(900, 60))
    const outer = Array.from({ length: Math.ceil(inner.length / 1403) }, (_, i) =>
      pcapRecord([T + i, 0], join(noise(54, i), inner.slice(i * 1403, (i + 1) * 1403))),
    )
    const octets = join(...outer, records(200, 1400))
    const starts = new Set<number>()
    let at = 0
    for (const record of outer) {
      starts.add(at)
      at += record.length
    }
    for (let from = 1; from < 30_000; from += 613) {
      const found = findRecordStart(octets, from, facts, true)
      expect(starts).toContain(found)
    }
    // The last record that was carried ends with its frame: what follows it is the next frame.
    const carried = pcapRecord([T, 0], noise(60, 1))
    const ending = join(pcapRecord([T, 0], join(noise(54, 1), carried)), records(200, 1400))
    expect(findRecordStart(ending, 1, facts, true)).toBe(70)
  })

  it('finds nothing in random octets, zeros, or text', () => {
    for (let seed = 1; seed < 6; seed++) {
      expect(findRecordStart(noise(300_000, seed), 0, facts, true)).toBe(-1)
    }
    expect(findRecordStart(frame(300_000, 0), 0, facts, true)).toBe(-1)
    expect(findRecordStart(frame(300_000, 0x41), 0, { ...facts, known: [] }, true)).toBe(-1)
  })

  it('believes a short chain only when it ends with the file', () => {
    expect(findRecordStart(records(3, 60), 0, facts, true)).toBe(0)
    expect(findRecordStart(records(2, 60), 0, facts, true)).toBe(-1)
    expect(findRecordStart(join(records(3, 60), frame(30, 0xff)), 0, facts, true)).toBe(-1)
  })

  it('believes one that is cut off at the end when it is longer', () => {
    expect(findRecordStart(records(9, 60).slice(0, -1), 0, facts, true)).toBe(0)
    expect(findRecordStart(records(8, 60).slice(0, -1), 0, facts, true)).toBe(-1)
    expect(findRecordStart(join(records(8, 60), frame(9, 0)), 0, facts, true)).toBe(0)
  })

  it('says nothing of the last octets when there are more to come', () => {
    const octets = join(noise(10, 3), records(700, 1000))
    expect(findRecordStart(octets, 0, facts, false)).toBe(10)
    expect(findRecordStart(octets, octets.length - CHAIN_REACH + 1, facts, false)).toBe(-1)
  })

  it('refuses times years away from those that are known, and wide leaps', () => {
    expect(findRecordStart(records(200, 60, T + 400 * 86_400), 0, facts, true)).toBe(-1)
    expect(findRecordStart(records(200, 60, T + 300 * 86_400), 0, facts, true)).toBe(0)
    const leap = join(records(2, 60), records(100, 60, T + 20 * 86_400))
    expect(findRecordStart(leap, 0, facts, true)).toBe(2 * 76)
  })

  it('ends soon where many chains lead to one place', () => {
    // Every offset of this is a record header of length 0x01010101 or of nothing.
    const octets = join(...Array.from({ length: 30_000 }, () => u32(true, T, 1, 1, 1)))
    expect(findRecordStart(join(octets, frame(7, 0xee)), 0, facts, true)).toBeGreaterThanOrEqual(-1)
  })
})

describe('findBlockStart', () => {
  const blocks = Array.from({ length: 300 }, (_, i) => packet(BigInt(T + i), noise(600, i)))
  const ng = { littleEndian: true, interfaces: 1 }

  it('finds the next block from within one, aligned or not', () => {
    expect(findBlockStart(join(...blocks), 1, ng, true)).toBe(632)
    expect(findBlockStart(join(noise(13, 1), ...blocks), 0, ng, true)).toBe(13)
  })

  it('goes on over sections and interfaces of the same byte order', () => {
    const octets = join(noise(7, 1), section(), iface(), ...blocks)
    expect(findBlockStart(octets, 0, ng, true)).toBe(7)
  })

  it('refuses frames of an interface that nobody described', () => {
    expect(findBlockStart(join(...blocks), 1, { ...ng, interfaces: 0 }, true)).toBe(-1)
  })

  it('finds nothing in random octets, zeros, or blocks of the other order', () => {
    expect(findBlockStart(noise(300_000, 5), 0, ng, true)).toBe(-1)
    expect(findBlockStart(frame(300_000, 0), 0, ng, true)).toBe(-1)
    expect(findBlockStart(join(...blocks), 1, { ...ng, littleEndian: false }, true)).toBe(-1)
  })
})
