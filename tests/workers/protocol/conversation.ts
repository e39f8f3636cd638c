/** TCP conversations shown to the stream analyzers as the engine does. */
import { newSegment, type Segment } from '../../../workers/flow/transport'
import type { SessionRecord } from '../../../workers/model/app-records'
import type { StreamSource } from '../../../workers/protocol/analyzer'
import { Announcements } from '../../../workers/protocol/announcements'
import { streamAnalyzers } from '../../../workers/protocol/index'
import type { StreamContext } from '../../../workers/protocol/stream/open-stream'
import { TcpStreams } from '../../../workers/protocol/stream/streams'
import { Tally } from '../../../workers/protocol/tally'
import { ACK } from '../../../workers/wire/tcp'
import { segmentRow } from '../../support/segment-row'

/** One segment: who says it, what (a text as UTF-8), and octets captured of it (default: all). */
export type Said = readonly ['client' | 'server', string | Uint8Array, number?]

const PORT = 40_000

export class Conversation {
  readonly tally = new Tally()
  private readonly context = new PlainContext()
  private readonly streams: TcpStreams
  private frame = 0
  /** Segments whose octets nobody had to see. */
  passed = 0

  constructor(sources: readonly StreamSource[] = streamAnalyzers) {
    const announcements = new Announcements()
    const analyzers = sources.map((source) =>
      typeof source === 'function' ? source(announcements) : source,
    )
    this.streams = new TcpStreams(analyzers, this.context, this.tally)
  }

  /** Stream `stream` between the client's port 40000 + `stream` and `port` of the server. */
  talk(port: number, said: readonly Said[], stream = 0): this {
    const next = [1, 1]
    for (const [who, words, captured] of said) {
      const octets = typeof words === 'string' ? new TextEncoder().encode(words) : words
      const segment = newSegment()
      const direction = who === 'client' ? 0 : 1
      segment.frame = ++this.frame
      segment.time = this.frame * 1e6
      segment.stream = stream
      segment.direction = direction
      segment.srcPort = direction === 0 ? PORT + stream : port
      segment.dstPort = direction === 0 ? port : PORT + stream
      segment.seq = next[direction] ?? 0
      segment.tcpFlags = ACK
      segment.view = new DataView(octets.buffer, octets.byteOffset, octets.length)
      segment.length = octets.length
      segment.captured = captured ?? octets.length
      next[direction] = segment.seq + octets.length
      this.tally.begin(segment.frame)
      const at = 2 * stream + direction
      if (this.streams.passes(segmentRow(segment), 0, at, segment.analysis)) this.passed++
      else this.streams.segment(segment)
    }
    return this
  }

  /** The capture is over. */
  finish(): this {
    this.streams.finish()
    return this
  }

  frames(protocol: string): number {
    return this.tally.protocolFrames()[protocol] ?? 0
  }

  get sessions(): SessionRecord[] {
    return this.tally.result().session
  }

  /** `what: text` of the session records. */
  get lines(): string[] {
    return this.sessions.map(({ what, text }) => `${what}: ${text}`)
  }

  get weirds(): string[] {
    return this.tally.weirdList().map(({ name }) => name)
  }
}

export const conversation = (port: number, said: readonly Said[]): Conversation =>
  new Conversation().talk(port, said)

/** The same words in segments of one octet each. */
export const inOctets = (said: readonly Said[]): Said[] =>
  said.flatMap(([who, words]) => {
    const octets = typeof words === 'string' ? new TextEncoder().encode(words) : words
    return [...octets].map((octet): Said => [who, Uint8Array.of(octet)])
  })

/** Weirds of the message cut at every length, with `after` behind it: nothing may be thrown. */
export function cutEverywhere(port: number, octets: Uint8Array, after: readonly Said[]): string[] {
  const weirds = new Set<string>()
  for (let length = 0; length < octets.length; length++) {
    const cut: Said = ['client', octets.slice(0, length)]
    for (const name of conversation(port, [cut, ...after]).weirds) weirds.add(name)
  }
  return [...weirds]
}

class PlainContext implements StreamContext {
  frame = 0
  time = 0
  stream = 0
  tap = 0
  srcPort = 0
  dstPort = 0
  direction: 0 | 1 = 0
  quoted = false
  depth = 0
  copy = false
  passedOver = false
  late = false
  src = () => (this.direction === 0 ? '10.0.0.1' : '10.0.0.2')
  dst = () => (this.direction === 0 ? '10.0.0.2' : '10.0.0.1')
  tunnel = () => null
  inner = () => null

  ofSegment(segment: Segment): void {
    this.frame = segment.frame
    this.time = segment.time
    this.stream = segment.stream
    this.srcPort = segment.srcPort
    this.dstPort = segment.dstPort
    this.direction = segment.direction
  }

  of(direction: 0 | 1, frame: number, time: number): void {
    if (direction !== this.direction) this.turn()
    this.frame = frame
    this.time = time
  }

  ofStream(stream: number): void {
    this.stream = stream
  }

  turn(): void {
    const { srcPort } = this
    this.srcPort = this.dstPort
    this.dstPort = srcPort
    this.direction = this.direction === 0 ? 1 : 0
  }
}
