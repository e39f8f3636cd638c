/**
 * What both sides of one TLS connection say in handshake messages, whatever carries them: TLS
 * records, QUIC or DTLS. One `TlsRecord` is given at the first hello and filled as more comes.
 */
import { MAX_ALERTS, MAX_CERTIFICATES, MAX_OFFERED_VERSIONS } from '../../limits/limits'
import type { CertificateSummary, TlsRecord, TlsSide } from '../../model/app-records'
import { Fault } from '../../wire/fault'
import type { Context, Sink } from '../analyzer'
import { readCertificate } from './certificate'
import { HandshakeCourse } from './course'
import { ja3, ja3s, ja4, type Ja4Transport } from './fingerprints'
import {
  noClientHello,
  noServerHello,
  readClientHello,
  readEncryptedExtensions,
  readServerHello,
  type ClientHello,
  type Hello,
  type ServerHello,
} from './hello'
import type { HelloMemory, KnownClient } from './hello-memory'
import * as names from './names'
import { hex, Vector } from './vector'

const ENCRYPTED_EXTENSIONS = 8
const TLS_1_3 = 0x0304
const DTLS_1_3 = 0xfefc
/** Keys of `counts.tls`, by type. */
const TYPE_KEYS = Array.from({ length: 256 }, (_, type) => `handshake_types.${String(type)}`)
const TRANSPORTS: Record<TlsRecord['transportedBy'], Ja4Transport> = {
  tls: 't',
  quic: 'q',
  dtls: 'd',
}

export class TlsConversation {
  /** Null until the first hello. */
  record: TlsRecord | null = null
  client: ClientHello | null = null
  /** The one that is no request for another ClientHello. */
  server: ServerHello | null = null
  /** Direction of the client's octets. */
  clientDirection: 0 | 1 = 0
  /** The server chose TLS 1.3, or asked for a ClientHello of it. */
  tls13 = false
  /** Of `record`. */
  course = new HandshakeCourse()
  private readonly by: TlsRecord['transportedBy']
  private readonly memory: HelloMemory | null

  /** `memory`: hellos over TCP that came before. */
  constructor(by: TlsRecord['transportedBy'], memory: HelloMemory | null = null) {
    this.by = by
    this.memory = memory
  }

  /** A whole message of the sender of `context`. */
  message(type: number, body: Uint8Array, context: Context, sink: Sink): void {
    if (!names.isHandshakeType(type)) return
    // Wireshark keeps the messages of DTLS under names of their own.
    if (this.by !== 'dtls') countMessage(type, sink)
    try {
      this.read(type, new Vector(body, 'tls.handshake'), context, sink)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      sink.malformed(`tls: ${error.what}`)
    }
  }

  /** A ClientHello in the format of SSL 2: only its version is read. */
  ssl2Hello(version: number, context: Context, sink: Sink): void {
    countMessage(names.CLIENT_HELLO, sink)
    sink.weird(`ClientHello of SSL 2 that offers ${names.versionName(version)}`)
    this.clientDirection = context.direction
    if (this.record === null) this.begin(context, sink, false)
  }

  alert(level: number, description: number, context: Context, sink: Sink): void {
    const { record } = this
    if (record === null) return
    const name = names.alertName(level, description)
    if (!this.course.done) this.course.alert(this.sideOf(context), name, context)
    if (record.alerts.length < MAX_ALERTS) record.alerts.push(name)
    else sink.weird('more TLS alerts than are kept')
  }

  /** Who sends what `context` brings. */
  sideOf({ direction }: Pick<Context, 'direction'>): TlsSide {
    return direction === this.clientDirection ? 'client' : 'server'
  }

  /** The connection ends, by the sender of what `context` brings. */
  end(how: 'fin' | 'reset', context: Context): void {
    if (this.record !== null) this.course.end(this.sideOf(context), how, context)
  }

  private read(type: number, body: Vector, context: Context, sink: Sink): void {
    if (type === names.CLIENT_HELLO) this.clientHello(body, context, sink)
    else if (type === names.SERVER_HELLO) this.serverHello(body, context, sink)
    else if (type === names.CERTIFICATE) this.certificates(body, context, sink)
    else if (type === names.CERTIFICATE_REQUEST) this.course.told.clientAsked = true
    else if (type === names.FINISHED && this.tls13 && this.sideOf(context) === 'client') {
      this.course.clientFinished(context.time)
    } else if (type === ENCRYPTED_EXTENSIONS && this.record !== null) {
      this.record.chosenAlpn = readEncryptedExtensions(body)
    }
  }

  private clientHello(body: Vector, context: Context, sink: Sink): void {
    const known = this.memory?.client(body) ?? null
    if (known !== null) {
      this.tellClient(known.hello, known, context, sink)
      return
    }
    const hello = noClientHello()
    try {
      readClientHello(body, hello, this.by === 'dtls')
    } finally {
      this.tellClient(hello, null, context, sink)
    }
  }

  private tellClient(
    hello: ClientHello,
    known: KnownClient | null,
    context: Context,
    sink: Sink,
  ): void {
    this.client = hello
    this.clientDirection = context.direction
    if (hello.sni !== '' && this.by !== 'dtls') sink.collect('tls', 'sni', hello.sni)
    // A hello after a request for another one belongs to the handshake that runs already.
    const record =
      this.record === null || this.server !== null ? this.begin(context, sink, false) : this.record
    if (record.ja3 === '') {
      record.sni = hello.sni
      record.alpn = hello.alpn
      record.ja3 = known?.ja3 ?? ja3(hello)
      record.ja4 = known?.ja4 ?? ja4(hello, TRANSPORTS[this.by])
      record.course.random = hex(hello.random)
      record.course.offered = offeredBy(hello)
    }
    unreadable(hello, sink)
  }

  private serverHello(body: Vector, context: Context, sink: Sink): void {
    const known = this.memory?.server(body) ?? null
    const hello = known?.hello ?? noServerHello()
    if (known === null) readServerHello(body, hello)
    this.tls13 = hello.negotiated === TLS_1_3 || hello.negotiated === DTLS_1_3
    unreadable(hello, sink)
    if (hello.retry) return
    this.server = hello
    if (this.record === null) this.begin(context, sink, true)
    const { record } = this
    if (record === null) return
    if (this.client === null) this.clientDirection = context.direction === 0 ? 1 : 0
    else if (record.latency < 0) record.latency = context.time - record.time
    record.version = names.versionName(hello.negotiated)
    record.cipher = names.cipherName(hello.cipher)
    record.ja3s = known?.ja3s ?? ja3s(hello)
    record.chosenAlpn = hello.alpn[0] ?? ''
    record.course.serverHelloFrame = context.frame
    record.course.serverHelloTime = context.time
  }

  /** RFC 5246 §7.4.2; since TLS 1.3 with a context and extensions, RFC 8446 §4.4.2. */
  private certificates(body: Vector, context: Context, sink: Sink): void {
    const { record } = this
    if (body.left < 3) return
    if (this.tls13) body.vector8()
    const list = body.vector24()
    if (record === null) return
    if (context.direction === this.clientDirection) {
      this.clientCertificates(list, record, sink)
      return
    }
    if (list.left > 0 && record.course.certificateFrame === 0) {
      record.course.certificateFrame = context.frame
    }
    while (list.left > 0) {
      const der = list.vector24()
      if (this.tls13) list.vector16()
      if (record.certificates.length >= MAX_CERTIFICATES) {
        sink.weird('more certificates in a chain than are kept')
        return
      }
      const certificate = this.certificate(der.octetsLeft(), sink)
      if (certificate !== null) record.certificates.push(certificate)
    }
  }

  /** The first is its own. */
  private clientCertificates(list: Vector, { course }: TlsRecord, sink: Sink): void {
    course.clientSent = 0
    while (list.left > 0) {
      const der = list.vector24()
      if (this.tls13) list.vector16()
      if (course.clientSent++ === 0) {
        course.clientCertificate = this.certificate(der.octetsLeft(), sink)
      }
    }
  }

  private certificate(der: Uint8Array, sink: Sink): CertificateSummary | null {
    try {
      return this.memory?.certificate(der) ?? readCertificate(der)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      sink.malformed(`tls: ${error.what}`)
      return null
    }
  }

  /** `reversed`: the sender of `context` is the server. */
  private begin(context: Context, sink: Sink, reversed: boolean): TlsRecord {
    const { frame, time, stream, srcPort, dstPort } = context
    if (!reversed) this.server = null
    this.course = new HandshakeCourse()
    const record: TlsRecord = {
      frame,
      time,
      stream,
      transport: this.by === 'tls' ? 'tcp' : 'udp',
      src: reversed ? context.dst() : context.src(),
      srcPort: reversed ? dstPort : srcPort,
      dst: reversed ? context.src() : context.dst(),
      dstPort: reversed ? srcPort : dstPort,
      transportedBy: this.by,
      version: '',
      sni: '',
      alpn: [],
      chosenAlpn: '',
      cipher: '',
      ja3: '',
      ja3s: '',
      ja4: '',
      certificates: [],
      latency: -1,
      alerts: [],
      decrypted: false,
      course: this.course.told,
    }
    this.record = record
    sink.record('tls', record)
    return record
  }
}

function offeredBy({ version, versions }: ClientHello): string[] {
  const offered = versions.filter((each) => !names.isGrease(each))
  return (offered.length > 0 ? offered : [version])
    .slice(0, MAX_OFFERED_VERSIONS)
    .map(names.versionName)
}

/** Counts a message as Wireshark does, whatever became of it. */
export function countMessage(type: number, sink: Sink): void {
  if (!names.isHandshakeType(type)) return
  sink.count('tls', TYPE_KEYS[type] ?? '')
  if (type === names.CLIENT_HELLO) sink.count('tls', 'client_hello')
  if (type === names.SERVER_HELLO) sink.count('tls', 'server_hello')
}

/** Not `malformed`: Wireshark only warns of it. */
function unreadable(hello: Hello, sink: Sink): void {
  if (hello.unreadable) sink.weird('TLS extension that cannot be read')
}
