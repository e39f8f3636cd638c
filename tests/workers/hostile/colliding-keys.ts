/**
 * Keys with one and the same hash, computed as an attacker would who has read the source: every
 * step of the hash (Murmur3, 32 bits) can be taken back.
 */

/** First words, each with a second one that leads to hash `target` when the state before was `seed`. */
export function collidingPairs(count: number, seed: number, target: number): [number, number][] {
  const wanted = backFrom(unfinished(target))
  return Array.from({ length: count }, (_, first) => {
    return [first, unmixed(wanted ^ after(seed, first))]
  })
}

/** State behind `word`. */
export function after(state: number, word: number): number {
  const mixed = Math.imul(rotated(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
  return (Math.imul(rotated(state ^ mixed, 13), 5) + 0xe6546b64) | 0
}

/** What stood before the last rotation, with the word mixed in already. */
function backFrom(state: number): number {
  return rotated(Math.imul((state - 0xe6546b64) | 0, 0xcccccccd), 19) // 5 × 0xcccccccd = 1
}

function unmixed(mixed: number): number {
  const word = rotated(Math.imul(mixed, inverse(0x1b873593)), 17)
  return Math.imul(word, inverse(0xcc9e2d51)) >>> 0
}

/** Takes back the last step, which is a bijection. */
function unfinished(hash: number): number {
  let h = hash
  h ^= h >>> 16
  h = Math.imul(h, inverse(0xc2b2ae35))
  h ^= (h >>> 13) ^ (h >>> 26)
  h = Math.imul(h, inverse(0x85ebca6b))
  return h ^ (h >>> 16)
}

function rotated(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

/** Of an odd number modulo 2^32, by Newton's iteration. */
function inverse(odd: number): number {
  let x = odd
  for (let i = 0; i < 5; i++) x = Math.imul(x, 2 - Math.imul(odd, x))
  return x
}
