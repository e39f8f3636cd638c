/**
 * Key exchange of SSH: what both sides offer, RFC 4253 §7.1, and its fingerprint. HASSH is the MD5
 * of the offer as Salesforce's "HASSH" specification joins it.
 */
import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Octets } from '../wire/octets'

/** Behind length, padding length, message number and cookie. */
const LISTS_AT = 22
const MAX_LIST = 8192

export interface KeyExchange {
  kex: string
  hostKey: string
  /** Of octets that the client sends, and that the server sends. */
  encryption: readonly [string, string]
  mac: readonly [string, string]
  compression: readonly [string, string]
}

/**
 * Reads SSH_MSG_KEXINIT, the packet that begins the window.
 * @throws Fault when its lists end beyond it.
 */
export function readKeyExchange(octets: Octets): KeyExchange {
  let at = LISTS_AT
  const next = (): string => {
    const length = octets.u32(at)
    octets.need(at + 4 + length)
    const { view, base } = octets
    const kept = Math.min(length, MAX_LIST)
    const bytes = new Uint8Array(view.buffer, view.byteOffset + base + at + 4, kept)
    at += 4 + length
    return new TextDecoder().decode(bytes)
  }
  const [kex, hostKey] = [next(), next()]
  const encryption = [next(), next()] as const
  const mac = [next(), next()] as const
  const compression = [next(), next()] as const
  return { kex, hostKey, encryption, mac, compression }
}

/** HASSH of the client's offer (side 0), or hasshServer of the server's (1). */
export function hassh(offer: KeyExchange, side: 0 | 1): string {
  const parts = [offer.kex, offer.encryption[side], offer.mac[side], offer.compression[side]]
  return bytesToHex(md5(utf8ToBytes(parts.join(';'))))
}

/** RFC 4253 §7.1: the first of the client's that the server has too; empty: none. */
export function agreed(client: string, server: string): string {
  const offered = new Set(server.split(','))
  return client.split(',').find((name) => offered.has(name)) ?? ''
}
