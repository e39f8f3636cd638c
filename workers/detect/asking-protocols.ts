/**
 * Which servers are asked and answer, and which wait on purpose: a push, a blocked read or a long poll is
 * no slow answer. Transactions of HTTP are certain. Of other protocols the port tells the name alone, so
 * their connections must go to and fro as well.
 */
import type { HttpRecord, SessionRecord, TlsRecord } from '../model/app-records'
import { formatEndpoint } from '../model/address'
import { NANOS_PER_SECOND, type Nanos, type Port } from '../model/units'
import type { Asking } from './facts/slow-service'
import { append } from './grouping'

/** Every question has its answer, soon. */
const ASKED: ReadonlyMap<Port, string> = new Map([
  [88, 'Kerberos'],
  [389, 'LDAP'],
  [636, 'LDAP'],
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [2049, 'NFS'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [6379, 'Redis'],
  [9042, 'Cassandra'],
  [11_211, 'memcached'],
  [27_017, 'MongoDB'],
])

/**
 * Terminals and screens (SSH, Telnet, X11, RDP, VNC), mail that waits for news (IMAP IDLE), brokers and push
 * services (MQTT, AMQP, STOMP, Kafka, NATS, XMPP, APNs, FCM, IRC), calls, streams and routing: silence is their
 * rest. DNS has detectors of its own.
 */
const WAITING_PORTS: ReadonlySet<Port> = new Set([
  ...[22, 23, 53, 143, 179, 513, 514, 554, 853, 993, 1883, 1935, 3389, 4222, 5060, 5061],
  ...[5222, 5223, 5228, 5229, 5230, 5353, 5671, 5672, 5900, 5901, 5902, 6000, 6001, 6002],
  ...[6514, 6667, 6697, 8883, 9092, 9093, 9094, 61_613, 61_614, 61_616],
])

const WAITING_SESSIONS: ReadonlySet<string> = new Set([
  ...['ssh', 'telnet', 'imap', 'bgp', 'sip', 'ftp', 'smtp', 'pop', 'dns'],
])

/** What names of targets say of waiting on purpose: Kubernetes, Consul, Socket.IO, SignalR, XMPP, … */
const WAITING_TARGET =
  /(?:^|[/?&_.-])(?:long-?poll(?:ing)?|polling|poll|watch|subscribe|comet|socket\.io|signalr|http-bind|wait|sse)(?=$|[/?&=_.-])/i
const WAITING_CONTENT = /^(?:text\/event-stream|application\/grpc|multipart\/x-mixed-replace)/i

/** A wait of so long, after which the client asks the same again at once, is a long poll. */
const LONG_POLL = 20 * NANOS_PER_SECOND
const AT_ONCE = NANOS_PER_SECOND

/** Frames of one request at several taps of a capture lie no farther apart. */
const SAME_REQUEST = 50e6

const SWITCHING = 101

const LONGEST_PATH = 80 // characters

/** What one capture's applications said. */
export class AskingProtocols {
  private readonly http = new Map<string, HttpRecord[]>()
  private readonly byStream = new Map<number, HttpRecord[]>()
  private readonly tls = new Set<number>()
  private readonly waiting = new Set<string>()

  httpRecord(record: HttpRecord): void {
    if (record.transport !== 'tcp') return
    append(this.http, formatEndpoint(record.dst, record.dstPort), record)
    append(this.byStream, record.stream, record)
  }

  tlsRecord({ transport, stream }: TlsRecord): void {
    if (transport === 'tcp') this.tls.add(stream)
  }

  session({ protocol, dst, dstPort }: SessionRecord): void {
    if (WAITING_SESSIONS.has(protocol)) this.waiting.add(formatEndpoint(dst, dstPort))
  }

  /** null: it is known to wait on purpose. */
  of(server: string, port: Port): { asking: Asking; protocol: string } | null {
    if (this.http.has(server)) return { asking: 'http', protocol: 'HTTP' }
    if (WAITING_PORTS.has(port) || this.waiting.has(server)) return null
    const protocol = ASKED.get(port) ?? ''
    return { asking: protocol === '' ? 'rhythm' : 'asked', protocol }
  }

  isTls(stream: number): boolean {
    return this.tls.has(stream)
  }

  isHttp(stream: number): boolean {
    return this.byStream.has(stream)
  }

  /** The transaction that was asked and answered in these frames, or at these times at another tap. */
  transaction(
    stream: number,
    turn: { askedFrame: number; askedTime: Nanos; answerFrame: number },
  ): HttpRecord | undefined {
    const all = this.byStream.get(stream) ?? []
    return (
      all.find(
        ({ frame, responseFrame }) =>
          frame === turn.askedFrame || (responseFrame !== 0 && responseFrame === turn.answerFrame),
      ) ?? all.find(({ time, latency }) => isNear(time, turn.askedTime) && latency >= 0)
    )
  }

  transactions(server: string): readonly HttpRecord[] {
    return this.http.get(server) ?? []
  }

  /** Does whoever asks this expect to wait? */
  isPatient(record: HttpRecord): boolean {
    const { status, method, target, contentType, latency, frame, responseFrame } = record
    if (status === SWITCHING || method === 'CONNECT') return true
    if (WAITING_TARGET.test(target) || WAITING_CONTENT.test(contentType)) return true
    // The answer began before all was asked: a stream in both directions.
    if (responseFrame !== 0 && responseFrame < frame) return true
    return latency >= LONG_POLL && this.isAskedAgain(record)
  }

  /** Does another request for the same follow, or did one go before, without a pause between them? */
  private isAskedAgain(record: HttpRecord): boolean {
    const path = pathOf(record.target)
    return this.transactions(formatEndpoint(record.dst, record.dstPort)).some(
      (other) =>
        other.src === record.src &&
        pathOf(other.target) === path &&
        (isNext(record, other) || isNext(other, record)),
    )
  }
}

const isNext = ({ time, latency }: HttpRecord, next: HttpRecord): boolean =>
  latency >= LONG_POLL && next.time >= time + latency && next.time - time - latency <= AT_ONCE

const isNear = (a: Nanos, b: Nanos): boolean => Math.abs(a - b) <= SAME_REQUEST

/** Without its query. */
const pathOf = (target: string): string => target.replace(/[?#].*$/s, '')

/** What was asked for: method and path, the end of a long one left out. */
export function askedFor({ method, target }: Pick<HttpRecord, 'method' | 'target'>): string {
  const path = pathOf(target)
  const shown = path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH - 1)}…` : path
  return `${method} ${shown}`.trim()
}
