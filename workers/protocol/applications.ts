/** Application protocols of one capture: finds the analyzer of each conversation and feeds it. */
import type { Endpoints, Segment, TransportListener, UserDatagram } from '../flow/transport'
import type { Applications as AppResult } from '../model/app-records'
import { MAX_INNER_STREAMS } from '../limits/limits'
import type { RecordHandlers } from '../model/records'
import type { Counts } from '../model/run'
import type { FrameNumber, Nanos } from '../model/units'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import { FIN, RST, SYN } from '../wire/tcp'
import type { DatagramAnalyzer, StreamSession } from './analyzer'
import { datagramAnalyzers, streamAnalyzers } from './index'
import { Follower } from './stream/follower'
import { isPassedOver } from './stream/analysis-flags'
import { InnerStream, type NestedContext } from './stream/inner-stream'
import type { StreamContext } from './stream/open-stream'
import { TcpStreams } from './stream/streams'
import { Tally } from './tally'

/** Segments with one of these matter even without payload. */
const CONTROL = FIN | RST | SYN

export class Applications implements TransportListener {
  readonly tally = new Tally()
  private readonly octets = new Octets(new DataView(new ArrayBuffer(0)))
  private readonly context: MutableContext
  private readonly streams: TcpStreams

  /** Endpoints of TCP and of UDP conversations. */
  constructor(tcp: Endpoints, udp: Endpoints) {
    this.context = new MutableContext(
      tcp,
      udp,
      () => new Follower(streamAnalyzers, this.streams.held),
    )
    this.streams = new TcpStreams(streamAnalyzers, this.context, this.tally)
  }

  /** Was something of the frame's application data malformed? For the frame given last. */
  malformedIn(frame: FrameNumber): boolean {
    return this.tally.frameMalformed && this.tally.frame === frame
  }

  /** To be called once, behind the last frame and before anything below. */
  finish(): void {
    this.streams.finish()
  }

  records(): AppResult {
    return this.tally.result()
  }

  /** Sends all records, as they stand now. */
  replay(handlers: RecordHandlers): void {
    const { dns, http, tls, session } = this.tally.result()
    if (handlers.dns !== undefined) for (const record of dns) handlers.dns(record)
    if (handlers.http !== undefined) for (const record of http) handlers.http(record)
    if (handlers.tls !== undefined) for (const record of tls) handlers.tls(record)
    if (handlers.session !== undefined) for (const record of session) handlers.session(record)
  }

  /** Bounds that were reached. */
  capped(): { what: string; count: number }[] {
    return [...this.tally.capped(), ...this.streams.capped()]
  }

  /** Groups of `counts` in the analysis document. */
  counts(): Counts {
    return {
      frames_with_protocol: this.tally.protocolFrames(),
      dns: this.tally.group('dns'),
      dns_rcodes: this.tally.group('dns_rcodes'),
      tls: this.tally.group('tls'),
      http: this.tally.group('http'),
      http2: this.tally.group('http2'),
    }
  }

  segment(segment: Segment): void {
    if (segment.length === 0 && (segment.tcpFlags & CONTROL) === 0) {
      if (this.streams.held.segments > 0) this.streams.acknowledged(segment)
      return
    }
    this.tally.begin(segment.frame)
    if (segment.quoted) this.streams.quoted(segment)
    else this.streams.segment(segment)
  }

  datagram(datagram: UserDatagram): void {
    this.tally.begin(datagram.frame)
    const { octets, context } = this
    octets.aim(datagram.view, datagram.at, datagram.captured, datagram.length)
    context.ofDatagram(datagram)
    for (const analyzer of datagramAnalyzers) {
      if (!this.claims(analyzer)) continue
      this.feed(analyzer)
      return
    }
  }

  private claims(analyzer: DatagramAnalyzer): boolean {
    const { octets } = this
    const { view, base, captured, reported } = octets
    try {
      return analyzer.claims(octets, this.context)
    } catch (error) {
      if (error instanceof Fault) return false
      throw error
    } finally {
      octets.aim(view, base, captured, reported)
    }
  }

  private feed(analyzer: DatagramAnalyzer): void {
    try {
      analyzer.datagram(this.octets, this.context, this.tally)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      if (error.kind === 'malformed') this.tally.malformed(`${analyzer.name}: ${error.what}`)
      else this.tally.weird(`${analyzer.name} cut off`)
    }
  }
}

class MutableContext implements StreamContext, NestedContext {
  frame = 0
  time = 0.5
  stream = 0
  srcPort = 0
  dstPort = 0
  direction: 0 | 1 = 0
  quoted = false
  passedOver = false
  late = false
  depth = 0
  private tuple = 0
  private endpoints: Endpoints
  private readonly tcp: Endpoints
  private readonly udp: Endpoints

  private readonly follow: () => Follower

  /** `follow`: makes a follower of a stream inside another. */
  constructor(tcp: Endpoints, udp: Endpoints, follow: () => Follower) {
    this.tcp = tcp
    this.udp = udp
    this.follow = follow
    this.endpoints = udp
  }

  ofSegment(segment: Segment): void {
    this.endpoints = this.tcp
    this.quoted = segment.quoted
    this.passedOver = isPassedOver(segment.analysis)
    this.late = false
    this.take(segment)
  }

  ofDatagram(datagram: UserDatagram): void {
    this.endpoints = this.udp
    this.quoted = datagram.quoted
    this.passedOver = false
    this.take(datagram)
  }

  src(): string {
    return this.endpoints.address(this.tuple, this.direction)
  }

  dst(): string {
    return this.endpoints.address(this.tuple, this.direction === 0 ? 1 : 0)
  }

  ofLate(direction: 0 | 1, frame: FrameNumber, time: Nanos): void {
    if (direction !== this.direction) this.turn()
    this.frame = frame
    this.time = time
    this.late = true
    this.passedOver = false
  }

  ofStream(stream: number, tuple: number): void {
    this.endpoints = this.tcp
    this.stream = stream
    this.tuple = tuple
    this.direction = 0
    this.srcPort = this.tcp.port(tuple, 0)
    this.dstPort = this.tcp.port(tuple, 1)
  }

  turn(): void {
    this.direction = this.direction === 0 ? 1 : 0
    const { srcPort } = this
    this.srcPort = this.dstPort
    this.dstPort = srcPort
  }

  inner(): StreamSession | null {
    return this.depth < MAX_INNER_STREAMS ? new InnerStream(this.follow(), this) : null
  }

  private take(payload: Segment | UserDatagram): void {
    this.frame = payload.frame
    this.time = payload.time
    this.stream = payload.stream
    this.srcPort = payload.srcPort
    this.dstPort = payload.dstPort
    this.direction = payload.direction
    this.tuple = payload.tuple
  }
}
