/**
 * ClientHello and ServerHello of TLS and DTLS. RFC 5246 §7.4.1, RFC 8446 §4.1.2–3; server name
 * RFC 6066 §3, application protocols RFC 7301, supported versions RFC 8446 §4.2.1.
 */
import { Fault } from '../../wire/fault'
import * as types from './extension-types'
import type { Vector } from './vector'

const NO_RANDOM = new Uint8Array(0)

/** Application protocols kept of one hello. */
const MAX_ALPN = 32

export interface Hello {
  /** `tls.handshake.version`: 0x0303 also for TLS 1.3. */
  version: number
  /** 32 octets, a copy: they outlive the frame. */
  random: Uint8Array
  /** Types of the extensions, in order. */
  extensions: number[]
  /** One character an octet, in order. */
  alpn: string[]
  /** Some of its extensions break the rules. */
  unreadable: boolean
}

export interface ClientHello extends Hello {
  ciphers: number[]
  groups: number[]
  pointFormats: number[]
  signatureAlgorithms: number[]
  /** Of the extension; empty without it. */
  versions: number[]
  sni: string
}

export interface ServerHello extends Hello {
  cipher: number
  /** Version of the extension, or else `version`. */
  negotiated: number
  /** It asks for another ClientHello. RFC 8446 §4.1.4. */
  retry: boolean
}

/**
 * Fills `hello` from the body of the message as far as that goes.
 * @throws Fault `malformed` where it goes no further.
 */
export function readClientHello(body: Vector, hello: ClientHello, dtls: boolean): void {
  hello.version = body.u16()
  hello.random = body.octets(32).slice()
  body.vector8()
  if (dtls) body.vector8()
  hello.ciphers = body.vector16().numbers16()
  body.vector8()
  readExtensions(body, hello, (type, content) => {
    clientExtension(type, content, hello)
  })
}

export function noClientHello(): ClientHello {
  return {
    version: 0,
    random: NO_RANDOM,
    extensions: [],
    alpn: [],
    unreadable: false,
    ciphers: [],
    groups: [],
    pointFormats: [],
    signatureAlgorithms: [],
    versions: [],
    sni: '',
  }
}

function clientExtension(type: number, content: Vector, hello: ClientHello): void {
  if (type === types.SERVER_NAME) hello.sni = readServerName(content)
  else if (type === types.SUPPORTED_GROUPS) hello.groups = content.vector16().numbers16()
  else if (type === types.POINT_FORMATS) hello.pointFormats = [...content.vector8().octetsLeft()]
  else if (type === types.SIGNATURE_ALGORITHMS) {
    hello.signatureAlgorithms = content.vector16().numbers16()
  } else if (type === types.ALPN) hello.alpn = readAlpn(content)
  else if (type === types.SUPPORTED_VERSIONS) hello.versions = content.vector8().numbers16()
}

/** SHA-256 of "HelloRetryRequest" begins so; the whole is in RFC 8446 §4.1.3. */
const RETRY = [0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11]

/** Is the random one that stands for a request for another ClientHello? */
export function isRetry(random: Uint8Array): boolean {
  return RETRY.every((octet, i) => random[i] === octet)
}

/** As `readClientHello`. */
export function readServerHello(body: Vector, hello: ServerHello): void {
  hello.version = hello.negotiated = body.u16()
  hello.random = body.octets(32).slice()
  hello.retry = isRetry(hello.random)
  body.vector8()
  hello.cipher = body.u16()
  body.u8()
  readExtensions(body, hello, (type, content) => {
    if (type === types.ALPN) hello.alpn = readAlpn(content)
    else if (type === types.SUPPORTED_VERSIONS) hello.negotiated = content.u16()
  })
}

export function noServerHello(): ServerHello {
  return { ...noHello(), cipher: 0, negotiated: 0, retry: false }
}

/** The chosen protocol in EncryptedExtensions of TLS 1.3; empty: none. RFC 8446 §4.3.1. */
export function readEncryptedExtensions(body: Vector): string {
  const hello = noHello()
  readExtensions(body, hello, (type, content) => {
    if (type === types.ALPN) hello.alpn = readAlpn(content)
  })
  return hello.alpn[0] ?? ''
}

function noHello(): Hello {
  return { version: 0, random: NO_RANDOM, extensions: [], alpn: [], unreadable: false }
}

/** An extension that cannot be read is left out: the hello around it still tells much. */
function readExtensions(
  body: Vector,
  hello: Hello,
  extension: (type: number, content: Vector) => void,
): void {
  attempt(hello, () => {
    if (body.left === 0) return
    const extensions = body.vector16()
    while (extensions.left > 0) {
      const type = extensions.u16()
      hello.extensions.push(type)
      const content = extensions.vector16()
      attempt(hello, () => {
        extension(type, content)
      })
    }
  })
}

function attempt(hello: Hello, read: () => void): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    hello.unreadable = true
  }
}

/** The first host name of the list. A server answers with an empty extension. */
function readServerName(content: Vector): string {
  if (content.left === 0) return ''
  const list = content.vector16()
  while (list.left > 0) {
    const type = list.u8()
    const name = list.vector16()
    if (type === 0) return name.text()
  }
  return ''
}

function readAlpn(content: Vector): string[] {
  const list = content.vector16()
  const names: string[] = []
  while (list.left > 0 && names.length < MAX_ALPN) names.push(list.vector8().text())
  return names
}
