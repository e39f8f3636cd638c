/** Keys made to collide: look-ups stay quick, and every key keeps its row through all growing. */
import { describe, expect, it } from 'vitest'
import { FiveTuples, TUPLE_WORDS } from '../../../workers/flow/five-tuple'
import { HashIndex } from '../../../workers/flow/hash-index'
import { Hosts } from '../../../workers/flow/hosts'
import { hash } from '../../../workers/model/word-hash'
import { endpointsHash } from '../../../workers/wire/encode'
import { HASH, LOW, ROW_WORDS } from '../../../workers/wire/packet-rows'
import { after, collidingPairs } from './colliding-keys'

/** Seed of the index, and the hash that all keys shall have. */
const SEED = 0x9747b28c
const TARGET = 0x12345678
/** Without a bound on probes this many would take hours. */
const MANY = 200_000

describe('an index of keys', () => {
  it('finds its rows among keys of one hash', () => {
    const index = new HashIndex(2)
    const pairs = collidingPairs(MANY, SEED, TARGET)
    expect(hash(Uint32Array.from(pairs[MANY - 1] ?? []), 2, SEED)).toBe(TARGET)
    const insert = ([a, b]: [number, number]) => {
      index.key[0] = a
      index.key[1] = b
      return index.insert()
    }
    for (const [row, pair] of pairs.entries()) expectQuickly(insert(pair), row)
    for (const [row, pair] of pairs.entries()) expectQuickly(insert(pair), row)
    expect(index.size).toBe(MANY)
  })

  it('keeps rows whose hashes agree in their low bits only, when it grows', () => {
    const index = new HashIndex(2)
    const insert = (key: readonly number[]) => {
      index.key.set(key)
      return index.insert()
    }
    // 150 keys for one slot of the first table, and enough others to let it grow twice.
    const crowd = Array.from({ length: 150 }, (_, i) => {
      return collidingPairs(1, SEED, i * 2048 + 7)[0] ?? [0, 0]
    })
    for (const [row, key] of crowd.entries()) expectQuickly(insert(key), row)
    for (let n = 0; n < 2000; n++) insert([n, 1])
    for (const [row, key] of crowd.entries()) expectQuickly(insert(key), row)
  })
})

/** A row of packets with this key and hash. */
function keyed(words: readonly [number, number, number], code: number): Uint32Array {
  const row = new Uint32Array(ROW_WORDS)
  row.set([0, 0, 0xffff, words[0], 0, 0, 0xffff, words[1], words[2]], LOW)
  row[HASH] = code
  return row
}

describe('five-tuples', () => {
  it('are found among others of one hash', () => {
    const tuples = new FiveTuples(new Hosts())
    // The state behind the first address: here it is the same for all.
    const state = after(0x2f0b4a27, 0x0a000001)
    const rows = collidingPairs(MANY, state, TARGET).map(([low, ports]) => {
      return keyed([0x0a000001, low, ports], TARGET)
    })
    const sample = rows[MANY - 1] ?? new Uint32Array(ROW_WORDS)
    expect(endpointsHash(sample, LOW)).toBe(TARGET)
    for (const [n, row] of rows.entries()) expectQuickly(tuples.at(row, LOW, HASH), n)
    for (const [n, row] of rows.entries()) expectQuickly(tuples.at(row, LOW, HASH), n)
    expect([tuples.size, tuples.words[(MANY - 1) * TUPLE_WORDS + 7]]).toEqual([MANY, MANY - 1])
  })

  it('keep their rows when the table grows and there is room for them after all', () => {
    const tuples = new FiveTuples(new Hosts())
    const crowd = Array.from({ length: 150 }, (_, i) => keyed([1, i, 80], i * 2048 + 7))
    for (const [n, row] of crowd.entries()) expectQuickly(tuples.at(row, LOW, HASH), n)
    for (let n = 0; n < 20_000; n++) tuples.at(keyed([2, n, 80], n * 2_654_435_769), LOW, HASH)
    for (const [n, row] of crowd.entries()) expectQuickly(tuples.at(row, LOW, HASH), n)
    expect(tuples.size).toBe(20_150)
  })
})

/** `expect` itself is too slow for hundreds of thousands of values. */
function expectQuickly(seen: number, wanted: number): void {
  if (seen !== wanted) expect(seen).toBe(wanted)
}
