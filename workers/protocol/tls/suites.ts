/**
 * Cipher suites that can be opened with a key log. IANA TLS Cipher Suites; AES-GCM RFC 5288 and
 * RFC 5289, ChaCha20-Poly1305 RFC 7905, AES-CBC RFC 5246 Appendix A.5, TLS 1.3 RFC 8446 §B.4.
 */
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384 } from '@noble/hashes/sha2.js'

export type Hash = typeof sha1 | typeof sha256 | typeof sha384

export interface Suite {
  cipher: 'gcm' | 'chacha' | 'cbc'
  /** Octets. */
  keyLength: 16 | 32
  /** Of the key schedule. */
  hash: Hash
  /** Of the MAC; only with CBC. */
  mac: Hash
}

const GROUPS: readonly (readonly [Suite, readonly number[]])[] = [
  [suite('gcm', 16, sha256), [0x1301, 0x009c, 0x009e, 0x00a8, 0xc02b, 0xc02f]],
  [suite('gcm', 32, sha384), [0x1302, 0x009d, 0x009f, 0x00a9, 0xc02c, 0xc030]],
  [suite('chacha', 32, sha256), [0x1303, 0xcca8, 0xcca9, 0xccaa]],
  [suite('cbc', 16, sha256, sha1), [0x002f, 0x0033, 0x008c, 0xc009, 0xc013]],
  [suite('cbc', 32, sha256, sha1), [0x0035, 0x0039, 0x008d, 0xc00a, 0xc014]],
  [suite('cbc', 16, sha256), [0x003c, 0x0067, 0xc023, 0xc027]],
  [suite('cbc', 32, sha256), [0x003d, 0x006b]],
  [suite('cbc', 32, sha384), [0xc024, 0xc028]],
]

/** Null: not among those that can be opened. */
export function suiteOf(cipher: number): Suite | null {
  return GROUPS.find(([, numbers]) => numbers.includes(cipher))?.[0] ?? null
}

function suite(cipher: Suite['cipher'], keyLength: 16 | 32, hash: Hash, mac: Hash = hash): Suite {
  return { cipher, keyLength, hash, mac }
}
