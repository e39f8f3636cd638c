/** A hash of 32-bit words for tables with open addressing. Anybody can compute it: probes must be bounded. */

/** Murmur3 (public domain), 32 bits, of the first `length` words. */
export function hash(words: Uint32Array, length: number, seed: number): number {
  let h = seed | 0
  for (let i = 0; i < length; i++) {
    let k = Math.imul(words[i] as number, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
  }
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
