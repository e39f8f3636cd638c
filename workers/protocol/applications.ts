/** Application protocols of one capture: finds the analyzer of each conversation and feeds it. */
import type {
  Endpoints,
  Segment,
  TransportListener,
  Tunnels,
  UserDatagram,
} from '../flow/transport'
import type { Applications as AppResult } from '../model/app-records'
import { MAX_INNER_STREAMS } from '../limits/limits'
import type { RecordHandlers, Tunnel } from '../model/records'
import type { Counts } from '../model/run'
import type { FrameNumber, Nanos } from '../model/units'
import { ROW_WORDS, SHAPE, SWAPPED, type PacketRows } from '../wire/packet-rows'
import { FIN, RST, SYN } from '../wire/tcp'
import type { StreamSession } from './analyzer'
import { Announcements } from './announcements'
import { DatagramDispatch } from './datagram-dispatch'
import { datagramAnalyzers, streamAnalyzers } from './index'
import { Follower } from './stream/follower'
import { isOutOfOrder, isPassedOver, isUndissected } from './stream/analysis-flags'
import { InnerStream, type NestedContext } from './stream/inner-stream'
import type { StreamContext } from './stream/open-stream'
import { TcpStreams } from './stream/streams'
import { Tally } from './tally'
import type { KeyLog } from './tls/key-log'

/** Segments with one of these matter even without payload. */
const CONTROL = FIN | RST | SYN

export class Applications implements TransportListener {
  readonly tally = new Tally()
  private readonly announcements = new Announcements()
  private readonly context: MutableContext
  private readonly datagrams: DatagramDispatch
  private readonly streams: TcpStreams

  /** Endpoints of TCP and of UDP conversations. */
  constructor(tcp: Endpoints, udp: Endpoints, tunnels: Tunnels) {
    const { announcements, tally } = this
    const analyzers = streamAnalyzers.map((source) =>
      typeof source === 'function' ? source(announcements) : source,
    )
    const follow = (name?: string): Follower =>
      new Follower(this.streams.choice.only(name), this.streams.held)
    this.context = new MutableContext(tcp, udp, tunnels, follow)
    this.streams = new TcpStreams(analyzers, this.context, tally)
    const { held } = this.streams
    const speakers = datagramAnalyzers.map((source) =>
      typeof source === 'function' ? source(announcements, held) : source,
    )
    this.datagrams = new DatagramDispatch(speakers, this.context, tally, announcements)
  }

  /** From now on connections are opened with these secrets. */
  useKeyLog(keyLog: KeyLog): void {
    this.context.keyLog = keyLog
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
    const { forgotten } = this.announcements
    const announced = { what: 'announced conversations remembered', count: forgotten }
    return [...this.tally.capped(), ...this.streams.capped(), ...(forgotten > 0 ? [announced] : [])]
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

  get wantsBare(): boolean {
    return this.streams.held.segments > 0
  }

  passes(packets: PacketRows, index: number, stream: number, flags: number): boolean {
    const swapped = ((packets.words[index * ROW_WORDS + SHAPE] as number) & SWAPPED) !== 0
    if (!this.streams.passes(packets, index, 2 * stream + (swapped ? 1 : 0), flags)) return false
    this.tally.begin(packets.firstFrame + index)
    if (isUndissected(flags)) this.tally.mute()
    return true
  }

  segment(segment: Segment): void {
    if (segment.length === 0 && (segment.tcpFlags & CONTROL) === 0) {
      if (this.streams.held.segments > 0) this.streams.acknowledged(segment)
      return
    }
    this.tally.begin(segment.frame)
    if (isUndissected(segment.analysis)) this.tally.mute()
    if (segment.quoted) this.streams.quoted(segment)
    else this.streams.segment(segment)
  }

  datagram(datagram: UserDatagram): void {
    this.tally.begin(datagram.frame)
    if (datagram.stream < 0) this.tally.mute()
    this.context.ofDatagram(datagram)
    this.datagrams.take(datagram)
  }
}

class MutableContext implements StreamContext, NestedContext {
  frame = 0
  time = 0.5
  stream = 0
  tap = 0
  srcPort = 0
  dstPort = 0
  direction: 0 | 1 = 0
  quoted = false
  copy = false
  passedOver = false
  late = false
  outOfOrder = false
  depth = 0
  keyLog: KeyLog | null = null
  private tuple = 0
  /** Row of the packet at hand; null: there is none. */
  private rows: PacketRows | null = null
  private row = 0
  private endpoints: Endpoints
  private readonly tcp: Endpoints
  private readonly udp: Endpoints
  private readonly tunnels: Tunnels
  private readonly follow: (name?: string) => Follower

  /** `follow`: makes a follower of a stream inside another, as `inner` does. */
  constructor(
    tcp: Endpoints,
    udp: Endpoints,
    tunnels: Tunnels,
    follow: (name?: string) => Follower,
  ) {
    this.tcp = tcp
    this.udp = udp
    this.tunnels = tunnels
    this.follow = follow
    this.endpoints = udp
  }

  ofSegment(segment: Segment): void {
    this.endpoints = this.tcp
    this.copy = false
    this.quoted = segment.quoted
    this.passedOver = isPassedOver(segment.analysis)
    this.late = false
    this.outOfOrder = isOutOfOrder(segment.analysis)
    this.take(segment)
  }

  ofDatagram(datagram: UserDatagram): void {
    this.endpoints = this.udp
    this.quoted = datagram.quoted
    this.copy = datagram.copy
    this.passedOver = false
    this.outOfOrder = false
    this.take(datagram)
  }

  src(): string {
    return this.endpoints.address(this.tuple, this.direction)
  }

  dst(): string {
    return this.endpoints.address(this.tuple, this.direction === 0 ? 1 : 0)
  }

  tunnel(): Tunnel | null {
    return this.rows && this.tunnels.get(this.tunnels.ofRow(this.rows, this.row))
  }

  of(direction: 0 | 1, frame: FrameNumber, time: Nanos): void {
    if (direction !== this.direction) this.turn()
    this.passedOver = false
    this.outOfOrder = false
    this.frame = frame
    this.time = time
    this.late = true
  }

  ofStream(stream: number, tuple: number): void {
    this.endpoints = this.tcp
    this.quoted = false
    this.copy = false
    this.rows = null
    this.tap = 0
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

  inner(name?: string): StreamSession | null {
    return this.depth < MAX_INNER_STREAMS ? new InnerStream(this.follow(name), this) : null
  }

  private take(payload: Segment | UserDatagram): void {
    this.frame = payload.frame
    this.time = payload.time
    this.stream = payload.stream
    this.tap = payload.tap
    this.rows = payload.rows
    this.row = payload.row
    this.srcPort = payload.srcPort
    this.dstPort = payload.dstPort
    this.direction = payload.direction
    this.tuple = payload.tuple
  }
}
