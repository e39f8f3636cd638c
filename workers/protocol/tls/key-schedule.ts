/** Secrets to keys. TLS 1.2: RFC 5246 §5, §6.3. TLS 1.3: RFC 8446 §7.1; QUIC uses the same. */
import { expand } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import type { Hash } from './suites'
import { joined } from './vector'

/** HKDF-Expand-Label with an empty context. RFC 8446 §7.1. */
export function expandLabel(
  hash: Hash,
  secret: Uint8Array,
  label: string,
  length: number,
): Uint8Array {
  const full = ascii(`tls13 ${label}`)
  const info = new Uint8Array(4 + full.length)
  info[0] = length >> 8
  info[1] = length & 0xff
  info[2] = full.length
  info.set(full, 3)
  return expand(hash, secret, info, length)
}

/** The pseudorandom function of TLS 1.2. RFC 5246 §5. */
export function prf(
  hash: Hash,
  secret: Uint8Array,
  label: string,
  seed: Uint8Array,
  length: number,
): Uint8Array {
  const labelled = joined(ascii(label), seed)
  const out = new Uint8Array(length)
  let a: Uint8Array = labelled
  for (let at = 0; at < length;) {
    a = hmac(hash, secret, a)
    const block = hmac(hash, secret, joined(a, labelled))
    out.set(block.subarray(0, Math.min(block.length, length - at)), at)
    at += block.length
  }
  return out
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
