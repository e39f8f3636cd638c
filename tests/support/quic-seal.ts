/**
 * Seals packets of QUIC: RFC 9001 §5.3–5.4, with Node's ciphers. In version 2
 * Initial packets are of type 1, RFC 9369 §3.2.
 */
import { createCipheriv } from 'node:crypto'
import { initialKeys, type PacketKeys } from '../../workers/protocol/quic/keys'
import { VERSION_2 } from '../../workers/protocol/quic/version'
import { latin1 } from '../../workers/protocol/tls/vector'

export interface Initial {
  version?: number
  /** What the packet says instead. */
  claimed?: number
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
  const { version = 1, claimed = version, dcid, scid, number, frames } = wanted
  const keys = initialKeys(version, latin1(wanted.first))?.[wanted.from]
  if (keys === undefined) throw new Error('a version without keys')
  const header = [
    Uint8Array.of(version === VERSION_2 ? 0xd0 : 0xc0),
    word(claimed),
    Uint8Array.of(dcid.length, ...dcid, scid.length, ...scid, 0),
    length(frames),
  ]
  return seal(Buffer.concat(header), number, keys, frames)
}

/** A Handshake packet of version 1. */
export function sealHandshake(
  keys: PacketKeys,
  ids: { dcid: Uint8Array; scid: Uint8Array },
  number: number,
  frames: Uint8Array,
): Uint8Array {
  const { dcid, scid } = ids
  const start = [Uint8Array.of(0xe0), word(1), Uint8Array.of(dcid.length, ...dcid)]
  const header = [...start, Uint8Array.of(scid.length, ...scid), length(frames)]
  return seal(Buffer.concat(header), number, keys, frames)
}

/** A packet with a short header. */
export function sealShort(
  keys: PacketKeys,
  dcid: Uint8Array,
  number: number,
  frames: Uint8Array,
  phase: 0 | 1 = 0,
): Uint8Array {
  return seal(Buffer.concat([Uint8Array.of(0x40 | (phase << 2)), dcid]), number, keys, frames)
}

/** Behind `header` comes the packet number, one octet. */
function seal(
  header: Uint8Array,
  number: number,
  { suite, key, iv, hp }: PacketKeys,
  frames: Uint8Array,
): Uint8Array {
  const bits = suite.keyLength === 16 ? 128 : 256
  const associated = Buffer.concat([header, Uint8Array.of(number)])
  const nonce = Uint8Array.from(iv)
  nonce[11] = (nonce[11] ?? 0) ^ number
  const cipher = createCipheriv(bits === 128 ? 'aes-128-gcm' : 'aes-256-gcm', key, nonce)
  cipher.setAAD(associated)
  const sealed = Buffer.concat([cipher.update(frames), cipher.final(), cipher.getAuthTag()])
  const ecb = createCipheriv(bits === 128 ? 'aes-128-ecb' : 'aes-256-ecb', hp, null)
  const mask = ecb.update(sealed.subarray(3, 19))
  const first = associated[0] ?? 0
  associated[0] = first ^ ((mask[0] ?? 0) & (first >= 0x80 ? 0x0f : 0x1f))
  associated[header.length] = number ^ (mask[1] ?? 0)
  return Buffer.concat([associated, sealed])
}

/** Of packet number, frames and tag. */
function length(frames: Uint8Array): Uint8Array {
  const octets = 1 + frames.length + 16
  return Uint8Array.of(0x40 | (octets >> 8), octets & 0xff)
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
