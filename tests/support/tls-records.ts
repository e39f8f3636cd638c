/** Writes records, handshake messages and hellos of TLS. RFC 8446 §4, §5.1. */

export function record(type: number, content: Uint8Array, version = 0x0303): Uint8Array {
  const { length } = content
  const header = Uint8Array.of(type, version >> 8, version & 0xff, length >> 8, length & 0xff)
  return Buffer.concat([header, content])
}

export function message(type: number, body: Uint8Array): Uint8Array {
  const { length } = body
  return Buffer.concat([
    Uint8Array.of(type, length >> 16, (length >> 8) & 0xff, length & 0xff),
    body,
  ])
}

export function u16(...values: number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 0xff]))
}

export function vector8(...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  return Buffer.concat([Uint8Array.of(content.length), content])
}

export function vector16(...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  return Buffer.concat([u16(content.length), content])
}

export function vector24(...parts: Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  return Buffer.concat([Uint8Array.of(0), u16(content.length), content])
}

export function extension(type: number, ...content: Uint8Array[]): Uint8Array {
  return Buffer.concat([u16(type), vector16(...content)])
}

export function serverName(name: string): Uint8Array {
  return extension(0, vector16(Uint8Array.of(0), vector16(Buffer.from(name))))
}

export function alpn(...names: Uint8Array[]): Uint8Array {
  return extension(16, vector16(...names.map((name) => vector8(name))))
}

const RANDOM = new Uint8Array(32).fill(0x5a)

/** Body of a ClientHello. */
export function clientHello(ciphers: number[], extensions: Uint8Array[], version = 0x0303) {
  const start = [u16(version), RANDOM, vector8(), vector16(u16(...ciphers)), Uint8Array.of(1, 0)]
  return Buffer.concat([...start, vector16(...extensions)])
}

/** Body of a ServerHello; `random` default: any. */
export function serverHello(cipher: number, extensions: Uint8Array[], random = RANDOM) {
  const start = [u16(0x0303), random, vector8(), u16(cipher), Uint8Array.of(0)]
  return Buffer.concat([...start, vector16(...extensions)])
}

/** Random of a HelloRetryRequest, RFC 8446 §4.1.3. */
export const RETRY_RANDOM = Uint8Array.from(
  Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex'),
)
