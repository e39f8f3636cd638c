/**
 * Fingerprints of hellos: JA3 and JA3S (Salesforce, 2017), JA4 (FoxIO, TLS client fingerprint).
 * GREASE (RFC 8701) is left out of all of them.
 */
import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { ClientHello, ServerHello } from './hello'
import { isGrease } from './names'
import { hex } from './vector'

const SERVER_NAME = 0x0000
const ALPN = 0x0010

/** Decimals of version, ciphers, extensions, groups and point formats. */
export function ja3Full(hello: ClientHello): string {
  const { version, ciphers, extensions, groups, pointFormats } = hello
  const lists = [ciphers, extensions, groups].map(decimals)
  return [String(version), ...lists, pointFormats.join('-')].join(',')
}

/** Their MD5. */
export const ja3 = (hello: ClientHello): string => md5Hex(ja3Full(hello))

/** Decimals of version, cipher and extensions. */
export function ja3sFull({ version, cipher, extensions }: ServerHello): string {
  return [String(version), String(cipher), decimals(extensions)].join(',')
}

/** Their MD5. */
export const ja3s = (hello: ServerHello): string => md5Hex(ja3sFull(hello))

/** `t`: TCP, `q`: QUIC, `d`: DTLS. */
export type Ja4Transport = 't' | 'q' | 'd'

export function ja4(hello: ClientHello, transport: Ja4Transport): string {
  const ciphers = hello.ciphers.filter(noGrease)
  const extensions = hello.extensions.filter(noGrease)
  const hashed = extensions.filter((type) => type !== SERVER_NAME && type !== ALPN)
  const signatures = hello.signatureAlgorithms.filter(noGrease).map(hex16)
  const start = [
    transport,
    ja4Version(hello),
    extensions.includes(SERVER_NAME) ? 'd' : 'i',
    twoDigits(ciphers.length),
    twoDigits(extensions.length),
    ja4Alpn(hello.alpn[0] ?? ''),
  ].join('')
  const list = hashed.map(hex16).sort().join(',')
  const signed = signatures.length === 0 ? list : `${list}_${signatures.join(',')}`
  return [start, short(ciphers.map(hex16).sort().join(',')), list && short(signed)]
    .map((part) => part || short(''))
    .join('_')
}

const JA4_VERSIONS = new Map([
  [0x0304, '13'],
  [0x0303, '12'],
  [0x0302, '11'],
  [0x0301, '10'],
  [0x0300, 's3'],
  [0x0002, 's2'],
  [0xfeff, 'd1'],
  [0xfefd, 'd2'],
  [0xfefc, 'd3'],
])

function ja4Version({ version, versions }: ClientHello): string {
  const offered = versions.filter(noGrease)
  // DTLS counts its versions downwards (RFC 6347 §4.1).
  const dtls = version >= 0xfe00
  const best = offered.length === 0 ? version : dtls ? Math.min(...offered) : Math.max(...offered)
  return JA4_VERSIONS.get(best) ?? '00'
}

/** First and last character of the first protocol, or of its hexadecimal digits. */
function ja4Alpn(name: string): string {
  if (name === '') return '00'
  const first = name.charAt(0)
  const last = name.charAt(name.length - 1)
  if (/^[0-9A-Za-z]{2}$/.test(first + last)) return first + last
  const digits = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0')
  return digits(first).charAt(0) + digits(last).charAt(1)
}

/** First 12 hexadecimal digits of the SHA-256; zeros for an empty list. */
function short(list: string): string {
  return list === '' ? '000000000000' : hex(sha256(utf8(list))).slice(0, 12)
}

function noGrease(value: number): boolean {
  return !isGrease(value)
}

function decimals(values: readonly number[]): string {
  return values.filter(noGrease).join('-')
}

function hex16(value: number): string {
  return value.toString(16).padStart(4, '0')
}

function twoDigits(count: number): string {
  return String(Math.min(count, 99)).padStart(2, '0')
}

function md5Hex(text: string): string {
  return hex(md5(utf8(text)))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
