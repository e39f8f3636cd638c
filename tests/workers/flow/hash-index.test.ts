import { describe, expect, it } from 'vitest'
import { HashIndex } from '../../../workers/flow/hash-index'
import { hash } from '../../../workers/model/word-hash'

function keyed(index: HashIndex, ...words: number[]): HashIndex {
  index.key.set(words)
  return index
}

describe('an index of keys', () => {
  it('numbers new keys from 0 and knows them again', () => {
    const index = new HashIndex(2)
    expect(keyed(index, 7, 8).insert()).toBe(0)
    expect(keyed(index, 8, 7).insert()).toBe(1)
    expect(keyed(index, 7, 8).insert()).toBe(0)
    expect(index.size).toBe(2)
    expect([index.word(1, 0), index.word(1, 1)]).toEqual([8, 7])
  })

  it('finds without inserting', () => {
    const index = new HashIndex(1)
    expect(keyed(index, 5).find()).toBe(-1)
    expect(index.size).toBe(0)
    keyed(index, 5).insert()
    expect(keyed(index, 5).find()).toBe(0)
  })

  it('takes a key of zeros and one of ones for keys', () => {
    const index = new HashIndex(3)
    expect(keyed(index, 0, 0, 0).find()).toBe(-1)
    expect(keyed(index, 0, 0, 0).insert()).toBe(0)
    expect(keyed(index, 0xffffffff, 0xffffffff, 0xffffffff).insert()).toBe(1)
    expect(keyed(index, 0, 0, 0).find()).toBe(0)
    expect(index.word(1, 2)).toBe(0xffffffff)
  })

  it('tells keys apart that differ in one word only', () => {
    const index = new HashIndex(4)
    for (let word = 0; word < 4; word++) {
      const key = [1, 1, 1, 1]
      key[word] = 2
      expect(keyed(index, ...key).insert()).toBe(word)
    }
  })

  it('keeps every row when it grows', () => {
    const index = new HashIndex(2)
    const rows = 200_000
    for (let row = 0; row < rows; row++) {
      expectQuickly(keyed(index, row, row ^ 0x5555).insert(), row)
    }
    for (let row = 0; row < rows; row++) expectQuickly(keyed(index, row, row ^ 0x5555).find(), row)
    expect(keyed(index, rows, rows).find()).toBe(-1)
    expect([index.size, index.word(rows - 1, 0)]).toEqual([rows, rows - 1])
  })
})

/** `expect` itself is too slow for hundreds of thousands of values. */
function expectQuickly(seen: number, wanted: number): void {
  if (seen !== wanted) expect(seen).toBe(wanted)
}

describe('the hash', () => {
  // MurmurHash3_x86_32 of 4 and 8 octets, as published by its author's verification.
  it.each([
    [[], 0, 0],
    [[], 1, 0x514e28b7],
    [[0x87654321], 0, 0xf55b516b],
    [[0x87654321], 0x5082edee, 0x2362f9de],
    [[0], 0, 0x2362f9de],
  ])('is Murmur3 but for the length: %j, seed %i', (words, seed, published) => {
    // The reference mixes the length in octets into the state before its last step.
    const state = unmixed(published) ^ (words.length * 4)
    expect(unmixed(hash(Uint32Array.from(words), words.length, seed)) >>> 0).toBe(state >>> 0)
  })
})

/** Takes back the last step of Murmur3, which is a bijection. */
function unmixed(mixed: number): number {
  let h = mixed
  h ^= h >>> 16
  h = Math.imul(h, 0x7ed1b41d) // inverse of 0xc2b2ae35 modulo 2^32
  h ^= (h >>> 13) ^ (h >>> 26)
  h = Math.imul(h, 0xa5cb9243) // inverse of 0x85ebca6b modulo 2^32
  return h ^ (h >>> 16)
}
