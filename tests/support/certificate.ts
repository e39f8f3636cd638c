/** Writes X.509 certificates with given names, signed by their own key. RFC 5280 §4.1. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** One value of DER; content is octets or other values. */
export function der(tag: number, ...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const { length } = content
  const octets =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Uint8Array.of(tag, ...octets), content])
}

export function oid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const octets = [first * 40 + second]
  for (const arc of rest) {
    const digits = [arc & 0x7f]
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
    octets.push(...digits)
  }
  return der(0x06, Uint8Array.from(octets))
}

export function utf8(tag: number, text: string): Uint8Array {
  return der(tag, Buffer.from(text, 'utf8'))
}

const SEQUENCE = 0x30
const ECDSA_WITH_SHA256 = der(SEQUENCE, oid('1.2.840.10045.4.3.2'))

/** Pairs of object identifier and encoded value. */
export function name(...attributes: [string, Uint8Array][]): Uint8Array {
  return der(
    SEQUENCE,
    ...attributes.map(([type, value]) => der(0x31, der(SEQUENCE, oid(type), value))),
  )
}

export interface CertificateWish {
  subject: Uint8Array
  issuer: Uint8Array
  /** Encoded general names. */
  alternatives: Uint8Array[]
  notBefore: Uint8Array
  notAfter: Uint8Array
  serial: number[]
}

export function wish(change: Partial<CertificateWish> = {}): CertificateWish {
  const subject = name(['2.5.4.6', utf8(0x13, 'DE')], ['2.5.4.3', utf8(0x0c, 'server.example')])
  return {
    subject,
    issuer: subject,
    alternatives: [utf8(0x82, 'server.example'), der(0x87, Uint8Array.of(192, 0, 2, 7))],
    notBefore: utf8(0x17, '240101000000Z'),
    notAfter: utf8(0x18, '20991231235959Z'),
    serial: [0x01, 0xab],
    ...change,
  }
}

export function newKey(): { privateKey: KeyObject; publicKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

export function writeCertificate(wanted: CertificateWish, keys = newKey()): Uint8Array {
  const names = der(SEQUENCE, ...wanted.alternatives)
  const constraints = der(SEQUENCE, oid('2.5.29.19'), utf8(0x01, '\x7f'), der(0x04, der(SEQUENCE)))
  const alternatives = der(SEQUENCE, oid('2.5.29.17'), der(0x04, names))
  const signed = der(
    SEQUENCE,
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.from(wanted.serial)),
    ECDSA_WITH_SHA256,
    wanted.issuer,
    der(SEQUENCE, wanted.notBefore, wanted.notAfter),
    wanted.subject,
    keys.publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, der(SEQUENCE, constraints, alternatives)),
  )
  const signature = sign('sha256', signed, keys.privateKey)
  return der(SEQUENCE, signed, ECDSA_WITH_SHA256, der(0x03, Uint8Array.of(0), signature))
}

export function pem(label: string, content: Uint8Array): string {
  const base64 = Buffer.from(content).toString('base64')
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`
}
