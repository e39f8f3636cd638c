/**
 * Seals Initial packets of QUIC: RFC 9001 §5.3–5.4, with Node's ciphers. In version 2 they are of
 * type 1, RFC 9369 §3.2.
 */
import { createCipheriv } from 'node:crypto'
import { initialKeys } from '../../workers/protocol/quic/keys'
import { latin1 } from '../../workers/protocol/tls/vector'

export interface Initial {
  version?: number
  /** Destination of the client's first packet, which gives the keys. */
  first: Uint8Array
  from: 'client' | 'server'
  dcid: Uint8Array
  scid: Uint8Array
  /** Below 256. */
  number: number
  frames: Uint8Array
}

export function sealInitial(wanted: Initial): Uint8Array {
  const { version = 1, dcid, scid, number } = wanted
  const keys = initialKeys(version, latin1(wanted.first))?.[wanted.from]
  if (keys === undefined) throw new Error('a version without keys')
  const length = 1 + wanted.frames.length + 16
  const header = Buffer.concat([
    Uint8Array.of(version === 1 ? 0xc0 : 0xd0),
    word(version),
    Uint8Array.of(dcid.length, ...dcid, scid.length, ...scid, 0),
    Uint8Array.of(0x40 | (length >> 8), length & 0xff, number),
  ])
  const nonce = Uint8Array.from(keys.iv)
  nonce[11] = (nonce[11] ?? 0) ^ number
  const cipher = createCipheriv('aes-128-gcm', keys.key, nonce)
  cipher.setAAD(header)
  const sealed = Buffer.concat([cipher.update(wanted.frames), cipher.final(), cipher.getAuthTag()])
  const ecb = createCipheriv('aes-128-ecb', keys.hp, null)
  const mask = ecb.update(sealed.subarray(3, 19))
  header[0] = (header[0] ?? 0) ^ ((mask[0] ?? 0) & 0x0f)
  const last = header.length - 1
  header[last] = (header[last] ?? 0) ^ (mask[1] ?? 0)
  return Buffer.concat([header, sealed])
}

/** A CRYPTO frame, RFC 9000 §19.6. */
export function cryptoFrame(offset: number, octets: Uint8Array): Uint8Array {
  return Buffer.concat([
    Uint8Array.of(0x06, 0x80, offset >> 16, (offset >> 8) & 0xff, offset & 0xff),
    Uint8Array.of(0x80, 0, octets.length >> 8, octets.length & 0xff),
    octets,
  ])
}

function word(value: number): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, value)
  return out
}
