import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256Of } from '../../../workers/desk/sha256'

/** FIPS 180-4 examples and NIST CSRC "Example Values". */
const vectors: [string, Blob, string][] = [
  ['nothing', new Blob([]), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [
    'one block',
    new Blob(['abc']),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
  [
    'two blocks',
    new Blob(['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq']),
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  [
    'a million times a',
    new Blob(['a'.repeat(1_000_000)]),
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  ],
]

describe.each([
  ['with the hash of the browser', crypto.subtle],
  ['where the browser has none', undefined],
])('%s', (_where, subtle) => {
  it.each(vectors)('knows the published value of %s', async (_name, file, expected) => {
    expect(await sha256Of(file, subtle)).toBe(expected)
  })
})

it('reads a file that ends inside a read', async () => {
  const octets = new Uint8Array(3 * 1024 * 1024 + 17).map((_, at) => (at * 31) & 255)
  const expected = createHash('sha256').update(octets).digest('hex')
  expect(await sha256Of(new Blob([octets]), undefined)).toBe(expected)
})

it('never has more of a large file in memory than one read, and the next', async () => {
  const reads: [number, number][] = []
  const large = {
    size: 256 * 1024 * 1024 + 1,
    slice(from: number, to: number) {
      reads.push([from, to])
      return new Blob([])
    },
  }
  await sha256Of(large as unknown as Blob, crypto.subtle)
  expect(reads).toHaveLength(257)
  expect(Math.max(...reads.map(([from, to]) => to - from))).toBe(1024 * 1024)
})
