/**
 * Opens the records of one direction, in order. AEAD of TLS 1.2: RFC 5246 §6.2.3.3, RFC 5288,
 * RFC 7905; of TLS 1.3: RFC 8446 §5.2–5.3. AES-CBC: RFC 5246 §6.2.3.2, RFC 7366 when the MAC
 * covers the ciphertext.
 */
import { cbc, gcm } from '@noble/ciphers/aes.js'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { hmac } from '@noble/hashes/hmac.js'
import { expandLabel } from './key-schedule'
import type { Hash, Suite } from './suites'
import { joined } from './vector'

const HEADER = 5
const TAG = 16

export interface Content {
  type: number
  content: Uint8Array
}

export interface Opener {
  /** The whole record; null: it cannot be opened, and the next is expected in its place. */
  open(record: Uint8Array): Content | null
}

/** One key and one counter of TLS 1.3. */
export class Tls13Opener implements Opener {
  private readonly key: Uint8Array
  private readonly iv: Uint8Array
  private readonly suite: Suite
  private count = 0

  constructor(suite: Suite, secret: Uint8Array) {
    this.suite = suite
    this.key = expandLabel(suite.hash, secret, 'key', suite.keyLength)
    this.iv = expandLabel(suite.hash, secret, 'iv', 12)
  }

  open(record: Uint8Array): Content | null {
    const nonce = xorCount(this.iv, this.count)
    const header = record.subarray(0, HEADER)
    const text = openAead(this.suite, this.key, nonce, header, record.subarray(HEADER))
    if (text === null) return null
    this.count++
    let end = text.length
    while (end > 0 && text[end - 1] === 0) end--
    return end === 0 ? null : { type: text[end - 1] ?? 0, content: text.subarray(0, end - 1) }
  }
}

/** AES-GCM and ChaCha20-Poly1305 of TLS 1.2. */
export class Tls12Opener implements Opener {
  private readonly suite: Suite
  private readonly key: Uint8Array
  private readonly iv: Uint8Array
  private count = 0

  /** `iv`: 4 octets with GCM, 12 with ChaCha20. */
  constructor(suite: Suite, key: Uint8Array, iv: Uint8Array) {
    this.suite = suite
    this.key = key
    this.iv = iv
  }

  open(record: Uint8Array): Content | null {
    const explicit = this.suite.cipher === 'gcm' ? 8 : 0
    const from = HEADER + explicit
    const length = record.length - from - TAG
    if (length < 0) return null
    const nonce =
      explicit > 0 ? joined(this.iv, record.subarray(HEADER, from)) : xorCount(this.iv, this.count)
    const header = macHeader(this.count, record, length)
    const text = openAead(this.suite, this.key, nonce, header, record.subarray(from))
    if (text === null) return null
    this.count++
    return { type: record[0] ?? 0, content: text }
  }
}

/** AES-CBC of TLS 1.1 and 1.2, where each record begins with its IV. */
export class CbcOpener implements Opener {
  private readonly mac: Hash
  private readonly macKey: Uint8Array
  private readonly key: Uint8Array
  private readonly encryptThenMac: boolean
  private count = 0

  constructor(mac: Hash, macKey: Uint8Array, key: Uint8Array, encryptThenMac: boolean) {
    this.mac = mac
    this.macKey = macKey
    this.key = key
    this.encryptThenMac = encryptThenMac
  }

  open(record: Uint8Array): Content | null {
    const macLength = this.mac.outputLen
    const end = this.encryptThenMac ? record.length - macLength : record.length
    const ciphertext = record.subarray(HEADER + 16, end)
    if (end < HEADER + 32 || ciphertext.length % 16 !== 0) return null
    const iv = record.subarray(HEADER, HEADER + 16)
    const padded = cbc(this.key, iv, { disablePadding: true }).decrypt(ciphertext)
    const textEnd = padded.length - 1 - (padded[padded.length - 1] ?? 0)
    const length = this.encryptThenMac ? textEnd : textEnd - macLength
    if (length < 0) return null
    const covered = this.encryptThenMac ? record.subarray(HEADER, end) : padded.subarray(0, length)
    const sent = this.encryptThenMac ? record.subarray(end) : padded.subarray(length, textEnd)
    const header = macHeader(this.count, record, covered.length)
    if (!equal(hmac(this.mac, this.macKey, joined(header, covered)), sent)) return null
    this.count++
    return { type: record[0] ?? 0, content: padded.subarray(0, length) }
  }
}

/** Null: the tag does not fit. */
export function openAead(
  { cipher }: Suite,
  key: Uint8Array,
  nonce: Uint8Array,
  header: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | null {
  if (sealed.length < TAG) return null
  const aead = cipher === 'chacha' ? chacha20poly1305 : gcm
  try {
    return aead(key, nonce, header).decrypt(sealed)
  } catch {
    return null // the library's way to say that the tag is another
  }
}

/** The IV with the counter in its last octets. RFC 8446 §5.3. */
export function xorCount(iv: Uint8Array, count: number): Uint8Array {
  const nonce = iv.slice()
  const last = new DataView(nonce.buffer, nonce.length - 8)
  last.setUint32(0, last.getUint32(0) ^ Math.floor(count / 2 ** 32))
  last.setUint32(4, last.getUint32(4) ^ (count >>> 0))
  return nonce
}

/** Counter, type, version and length: what TLS 1.2 authenticates besides the text. */
function macHeader(count: number, record: Uint8Array, length: number): Uint8Array {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, Math.floor(count / 2 ** 32))
  view.setUint32(4, count >>> 0)
  header.set(record.subarray(0, 3), 8)
  view.setUint16(11, length)
  return header
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i])
}
