/** Application protocols of one capture: finds the analyzer of each conversation and feeds it. */
import type { Endpoints, Segment, TransportListener, UserDatagram } from '../flow/transport'
import type { Applications as AppResult } from '../model/app-records'
import type { Counts } from '../model/run'
import type { FrameNumber } from '../model/units'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, StreamSession } from './analyzer'
import { datagramAnalyzers } from './index'
import { Tally } from './tally'
import type { KeyLog } from './tls/key-log'

export class Applications implements TransportListener {
  readonly tally = new Tally()
  private readonly octets = new Octets(new DataView(new ArrayBuffer(0)))
  private readonly context: MutableContext

  /** Endpoints of TCP and of UDP conversations. */
  constructor(tcp: Endpoints, udp: Endpoints) {
    this.context = new MutableContext(tcp, udp)
  }

  /** From now on connections are opened with these secrets. */
  useKeyLog(keyLog: KeyLog): void {
    this.context.keyLog = keyLog
  }

  /** Was something of the frame's application data malformed? For the frame given last. */
  malformedIn(frame: FrameNumber): boolean {
    return this.tally.frameMalformed && this.tally.frame === frame
  }

  /** To be called once, behind the last frame. */
  finish(): AppResult {
    return this.tally.result()
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
    this.tally.begin(segment.frame)
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

class MutableContext implements Context {
  frame = 0
  time = 0.5
  stream = 0
  srcPort = 0
  dstPort = 0
  direction: 0 | 1 = 0
  keyLog: KeyLog | null = null
  private tuple = 0
  private endpoints: Endpoints
  private readonly tcp: Endpoints
  private readonly udp: Endpoints

  constructor(tcp: Endpoints, udp: Endpoints) {
    this.tcp = tcp
    this.udp = udp
    this.endpoints = udp
  }

  ofSegment(segment: Segment): void {
    this.endpoints = this.tcp
    this.take(segment)
  }

  ofDatagram(datagram: UserDatagram): void {
    this.endpoints = this.udp
    this.take(datagram)
  }

  src(): string {
    return this.endpoints.address(this.tuple, this.direction)
  }

  dst(): string {
    return this.endpoints.address(this.tuple, this.direction === 0 ? 1 : 0)
  }

  inner(): StreamSession | null {
    return null
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
