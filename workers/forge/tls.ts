/** Handshake of TLS 1.3 as it begins, in clear, and records of which nothing can be read. RFC 8446 §4.1, §5.1. */
import { join, text, u16, u24, u8, type Bytes } from './fields'
import { type Random } from './random'

const VERSION = 0x0303
const CONTENT = { changeCipherSpec: 20, handshake: 22, applicationData: 23 } as const
const MESSAGE = { clientHello: 1, serverHello: 2 } as const
const EXTENSION = { serverName: 0, groups: 10, alpn: 16, versions: 43, keyShare: 51 } as const
const X25519 = 0x001d
const AES_128_GCM = 0x1301

export function clientHello(random: Random, serverName: string): Bytes {
  const extensions = [
    extension(EXTENSION.serverName, vector16(u8(0), vector16(text(serverName)))),
    extension(EXTENSION.groups, vector16(u16(X25519, 0x0017))),
    extension(EXTENSION.versions, vector8(u16(0x0304, VERSION))),
    extension(EXTENSION.keyShare, vector16(u16(X25519), vector16(octets(random, 32)))),
    extension(EXTENSION.alpn, vector16(vector8(text('h2')), vector8(text('http/1.1')))),
  ]
  const ciphers = vector16(u16(AES_128_GCM, 0x1302, 0x1303))
  return hello(MESSAGE.clientHello, random, ciphers, vector8(u8(0)), extensions)
}

/** The answer, and the encrypted rest of the server's first flight. */
export function serverFlight(random: Random): Bytes {
  const extensions = [
    extension(EXTENSION.versions, u16(0x0304)),
    extension(EXTENSION.keyShare, u16(X25519), vector16(octets(random, 32))),
  ]
  return join(
    hello(MESSAGE.serverHello, random, u16(AES_128_GCM), u8(0), extensions),
    record(CONTENT.changeCipherSpec, u8(1)),
    applicationData(random, 2600),
  )
}

export function applicationData(random: Random, length: number): Bytes {
  return record(CONTENT.applicationData, octets(random, length))
}

function hello(
  type: number,
  random: Random,
  ciphers: Bytes,
  compression: Bytes,
  extensions: readonly Bytes[],
): Bytes {
  const session = vector8(octets(random, 32))
  const start = join(u16(VERSION), octets(random, 32), session, ciphers, compression)
  const body = join(start, vector16(...extensions))
  return record(CONTENT.handshake, join(u8(type), u24(body.length), body))
}

const record = (type: number, content: Bytes): Bytes =>
  join(u8(type), u16(VERSION), vector16(content))
const extension = (type: number, ...content: Bytes[]): Bytes =>
  join(u16(type), vector16(...content))

function vector8(...parts: Bytes[]): Bytes {
  const content = join(...parts)
  return join(u8(content.length), content)
}

function vector16(...parts: Bytes[]): Bytes {
  const content = join(...parts)
  return join(u16(content.length), content)
}

function octets(random: Random, length: number): Bytes {
  return Uint8Array.from({ length }, () => random.integer(0, 256))
}
