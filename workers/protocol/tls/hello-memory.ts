/**
 * Hellos of one capture that came before: most are said by the same software again and again, and
 * need not be read and hashed each time. Certificates, likewise.
 */
import { MAX_KNOWN_CERTIFICATES, MAX_KNOWN_HELLOS, MAX_KNOWN_TEXTS } from '../../limits/limits'
import type { CertificateSummary } from '../../model/app-records'
import { Latin1Memory, OctetMemory } from '../octet-memory'
import { readCertificate } from './certificate'
import { ja3, ja3s, ja4 } from './fingerprints'
import { HelloKey } from './hello-key'
import {
  isRetry,
  noClientHello,
  noServerHello,
  readClientHello,
  readServerHello,
  type ClientHello,
  type ServerHello,
} from './hello'
import type { Vector } from './vector'

/** A hello over TCP and its fingerprints. GREASE in it may be that of an earlier one. */
export interface KnownClient {
  hello: ClientHello
  ja3: string
  ja4: string
}

export interface KnownServer {
  hello: ServerHello
  ja3s: string
}

const RANDOM_AT = 2
const RANDOM = 32 // octets

export class HelloMemory {
  private readonly key = new HelloKey()
  private readonly clients = new OctetMemory<KnownClient>(MAX_KNOWN_HELLOS)
  private readonly servers = new OctetMemory<KnownServer>(MAX_KNOWN_HELLOS)
  private readonly certificates = new OctetMemory<CertificateSummary>(MAX_KNOWN_CERTIFICATES)
  private readonly names = new Latin1Memory(MAX_KNOWN_TEXTS)

  /** Null: the hello is unusual or broken, and to be read step by step. `body` stays as it is. */
  client(body: Vector): KnownClient | null {
    const { key, clients } = this
    if (!key.ofClient(body.bytes, body.at, body.end)) return null
    let known = clients.find(key.view, 0, key.length)
    if (known === undefined) {
      const hello = noClientHello()
      readClientHello(body.copy(), hello, false)
      known = { hello, ja3: ja3(hello), ja4: ja4(hello, 't') }
      clients.keep(key.view, 0, key.length, known)
    }
    const sni = this.names.text(key.name, 0, key.nameLength)
    const hello = { ...known.hello, random: randomOf(body), sni }
    return { hello, ja3: known.ja3, ja4: known.ja4 }
  }

  /** As `client`. */
  server(body: Vector): KnownServer | null {
    const { key, servers } = this
    if (!key.ofServer(body.bytes, body.at, body.end)) return null
    let known = servers.find(key.view, 0, key.length)
    if (known === undefined) {
      const hello = noServerHello()
      readServerHello(body.copy(), hello)
      known = { hello, ja3s: ja3s(hello) }
      servers.keep(key.view, 0, key.length, known)
    }
    const random = randomOf(body)
    return { ja3s: known.ja3s, hello: { ...known.hello, random, retry: isRetry(random) } }
  }

  /** @throws Fault as `readCertificate`. */
  certificate(der: Uint8Array): CertificateSummary {
    const view = new DataView(der.buffer, der.byteOffset, der.length)
    const known = this.certificates.find(view, 0, der.length)
    if (known !== undefined) return known
    const certificate = readCertificate(der)
    this.certificates.keep(view, 0, der.length, certificate)
    return certificate
  }
}

function randomOf({ bytes, at }: Vector): Uint8Array {
  return bytes.slice(at + RANDOM_AT, at + RANDOM_AT + RANDOM)
}
