/** Gathers TLS handshakes by server and name: those that failed one by one, the others to compare with. */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { HttpRecord, TlsRecord } from '../model/app-records'
import type { CaptureRecord, ConnRecord } from '../model/records'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import { judgeCertificate } from './certificate-names'
import type { AcceptedCertificate, FailedHandshake } from './facts/tls-failure'
import { endingOf, type TlsEnding } from './tls-endings'
import { TlsSightings } from './tls-sightings'

/** The same random so soon again in one capture is another sight of one handshake. */
const SAME_WITHIN: Nanos = NANOS_PER_SECOND

interface Completed {
  capture: number
  client: string
  time: Nanos
  took: Nanos
  frame: number
}

/** Handshakes with one address and port for one name. */
export interface ServerHandshakes {
  address: string
  port: number
  sni: string
  failures: FailedHandshake[]
  completed: Completed[]
  undecided: number
  versions: Set<string>
  ciphers: Set<string>
}

export class TlsHandshakes {
  /** Handshakes of all captures, each once. */
  total = 0
  completed = 0
  readonly accepted = new BoundedMap<string, AcceptedCertificate>(MAX_PATHS)
  private place = { capture: 0, name: '', startMs: -1 }
  private sightings = new TlsSightings()
  private streams = new Set<number>()
  private readonly groups = new BoundedMap<string, ServerHandshakes>(MAX_PATHS)
  /** The client's random, or its ends → where and when it was seen first. */
  private readonly known = new BoundedMap<string, { capture: number; time: Nanos }>(4 * MAX_PATHS)
  private readonly places = new Map<number, string>()

  capture({ capture, name, startMs }: CaptureRecord): void {
    this.place = { capture, name, startMs }
    this.places.set(capture, name)
    this.sightings = new TlsSightings()
    this.streams = new Set()
  }

  conn(record: ConnRecord): void {
    this.sightings.conn(record)
  }

  http(record: HttpRecord): void {
    this.sightings.http(record)
  }

  tls(record: TlsRecord): void {
    const { stream, transport, dst, dstPort, sni, course } = record
    if (transport === 'tcp') this.streams.add(stream)
    if (this.isKnown(course.random, record.time)) return
    const group = this.groupOf(dst, dstPort, sni)
    if (group === null) return
    const seen = transport === 'tcp' && this.sightings.isSeen(stream)
    const ending = endingOf(record, seen)
    if (ending === 'undecided') group.undecided++
    else if (ending === 'completed') this.complete(record, group)
    else {
      this.total++
      group.failures.push(this.failureOf(record, ending))
    }
    if (course.completed && record.version !== '') {
      group.versions.add(record.version)
      group.ciphers.add(record.cipher)
    }
  }

  captureEnd(): void {
    const speaking = new Set<string>()
    for (const { address, port, completed } of this.groups.values()) {
      if (completed.length > 0) speaking.add(formatEndpoint(address, port))
    }
    const plain = this.sightings.plainRequests(
      (server) => speaking.has(server),
      (stream) => this.streams.has(stream),
    )
    for (const request of plain) {
      if (this.isKnown(endsOf(request), request.time)) continue
      this.total++
      const group = this.groupOf(request.dst, request.dstPort, '')
      group?.failures.push(this.plainFailure(request))
    }
  }

  get uncounted(): number {
    return this.groups.turnedAway
  }

  placeOf(capture: number): string {
    return this.places.get(capture) ?? ''
  }

  servers(): ServerHandshakes[] {
    return [...this.groups.values()]
  }

  private groupOf(address: string, port: number, sni: string): ServerHandshakes | null {
    return this.groups.upsert(`${address} ${String(port)} ${sni}`, () => ({
      ...{ address, port, sni, failures: [], completed: [], undecided: 0 },
      ...{ versions: new Set<string>(), ciphers: new Set<string>() },
    }))
  }

  /** Another sight of a handshake: at another tap, behind address translation, in another capture. */
  private isKnown(identity: string, time: Nanos): boolean {
    if (identity === '') return false
    const { capture } = this.place
    const first = this.known.upsert(identity, () => ({ capture, time }))
    if (first === null || (first.capture === capture && first.time === time)) return false
    return first.capture !== capture || Math.abs(time - first.time) < SAME_WITHIN
  }

  private complete(record: TlsRecord, group: ServerHandshakes): void {
    const { src, time, frame, course } = record
    this.total++
    this.completed++
    const took = course.serverHelloTime >= time ? course.serverHelloTime - time : 0
    group.completed.push({ capture: this.place.capture, client: src, time, took, frame })
    this.accept(record)
  }

  /** Nobody minded the certificate: is there something about it that others will mind? */
  private accept(record: TlsRecord): void {
    const { certificates, sni, time, src, dst, dstPort, frame, course } = record
    if (certificates.length === 0) return
    const judged = judgeCertificate(certificates, sni, this.momentOf(time))
    if (judged === null || !/expired|future/.test(judged.validity)) return
    const server = formatEndpoint(dst, dstPort)
    const { capture, name } = this.place
    const known = this.accepted.upsert(judged.certificate.sha256, () => ({
      ...{ judged, capture, place: name, servers: [], clients: [], handshakes: 0 },
      ...{ helloFrame: frame, frame: course.certificateFrame, first: time, last: time },
    }))
    if (known === null) return
    known.handshakes++
    if (known.capture === capture) known.last = Math.max(known.last, time)
    known.servers = withOne(known.servers, server)
    known.clients = withOne(known.clients, src)
  }

  private failureOf(
    record: TlsRecord,
    { kind, by, alert, frame, time }: Exclude<TlsEnding, string>,
  ): FailedHandshake {
    const { course, sni, version, certificates } = record
    const { end } = course
    return {
      ...{ kind, by, alert, frame, time, sni, version, certificates },
      capture: this.place.capture,
      transportedBy: record.transportedBy,
      client: record.src,
      clientPort: record.srcPort,
      server: record.dst,
      port: record.dstPort,
      offered: course.offered,
      helloFrame: course.random === '' ? 0 : record.frame,
      helloTime: record.time,
      serverHelloFrame: course.serverHelloFrame,
      serverHelloTime: course.serverHelloTime,
      certificateFrame: course.certificateFrame,
      endFrame: end?.frame ?? 0,
      endTime: end?.time ?? -1,
      endHow: end?.how ?? '',
      endBy: end?.by ?? by,
      foreignReset: end?.how === 'reset' && this.sightings.isForeign(record.stream),
      clientAsked: course.clientAsked,
      clientSent: course.clientSent,
      clientCertificate: course.clientCertificate,
      text: course.text,
      atMs: this.momentOf(time),
    }
  }

  private plainFailure(request: HttpRecord): FailedHandshake {
    const { method, target, frame, time, responseFrame, latency, status } = request
    const answered = status > 0
    return {
      ...{ kind: 'plain', by: 'client', alert: '', sni: '', version: '', certificates: [] },
      ...{ capture: this.place.capture, transportedBy: 'none', offered: [] },
      client: request.src,
      clientPort: request.srcPort,
      server: request.dst,
      port: request.dstPort,
      ...{ helloFrame: frame, helloTime: time, serverHelloFrame: 0, serverHelloTime: -1 },
      certificateFrame: 0,
      frame: answered ? responseFrame : frame,
      time: answered ? time + Math.max(0, latency) : time,
      ...{ endFrame: 0, endTime: -1, endHow: '', endBy: 'server', foreignReset: false },
      ...{ clientAsked: false, clientSent: -1, clientCertificate: null },
      text: `${method} ${target}`,
      atMs: this.momentOf(time),
    }
  }

  /** UTC, ms since 1970; −1: the capture does not tell. */
  private momentOf(time: Nanos): number {
    const { startMs } = this.place
    return startMs < 0 ? -1 : startMs + time / NANOS_PER_MS
  }
}

const endsOf = ({ src, srcPort, dst, dstPort }: HttpRecord): string =>
  `${formatEndpoint(src, srcPort)} ${formatEndpoint(dst, dstPort)}`

/** Enough to be named. */
const MOST_NAMED = 100

const withOne = (list: readonly string[], value: string): readonly string[] =>
  list.length >= MOST_NAMED || list.includes(value) ? list : [...list, value]
