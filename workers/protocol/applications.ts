/** Application protocols of one capture: finds the analyzer of each conversation and feeds it. */
import type { Endpoints, Segment, TransportListener, UserDatagram } from '../flow/transport'
import type { Applications as AppResult } from '../model/app-records'
import type { Counts } from '../model/run'
import type { FrameNumber } from '../model/units'
import type { Context } from './analyzer'
import { Announcements } from './announcements'
import { DatagramDispatch } from './datagram-dispatch'
import { datagramAnalyzers } from './index'
import { Tally } from './tally'

export class Applications implements TransportListener {
  readonly tally = new Tally()
  private readonly announcements = new Announcements()
  private readonly context: MutableContext
  private readonly datagrams: DatagramDispatch

  /** Endpoints of TCP and of UDP conversations. */
  constructor(tcp: Endpoints, udp: Endpoints) {
    this.context = new MutableContext(tcp, udp)
    this.datagrams = new DatagramDispatch(
      datagramAnalyzers,
      this.context,
      this.tally,
      this.announcements,
    )
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
    this.context.ofDatagram(datagram)
    this.datagrams.take(datagram)
  }
}

class MutableContext implements Context {
  frame = 0
  time = 0.5
  stream = 0
  srcPort = 0
  dstPort = 0
  direction: 0 | 1 = 0
  quoted = false
  copy = false
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
    this.quoted = false
    this.copy = false
    this.take(segment)
  }

  ofDatagram(datagram: UserDatagram): void {
    this.endpoints = this.udp
    this.quoted = datagram.quoted
    this.copy = datagram.copy
    this.take(datagram)
  }

  src(): string {
    return this.endpoints.address(this.tuple, this.direction)
  }

  dst(): string {
    return this.endpoints.address(this.tuple, this.direction === 0 ? 1 : 0)
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
