/** Segments handed to TCP reassembly one by one, and an analyzer that writes down what it is given. */
import { newSegment } from '../../workers/flow/transport'
import type {
  Context,
  Sink,
  StreamAnalyzer,
  StreamEnd,
  StreamSession,
} from '../../workers/protocol/analyzer'
import type { StreamContext } from '../../workers/protocol/stream/open-stream'
import { TcpStreams } from '../../workers/protocol/stream/streams'
import { Tally } from '../../workers/protocol/tally'
import { ACK, FIN, RST, SYN } from '../../workers/wire/tcp'
import type { Octets } from '../../workers/wire/octets'
import { segmentRow } from './segment-row'

export const text = (octets: Octets, count = octets.captured): string =>
  String.fromCharCode(...Array.from({ length: count }, (_, at) => octets.u8(at)))

/** Reads lines that end in `;`, claims streams that begin with `@`, refuses those with `-`. */
export class LineSession implements StreamSession {
  private readonly log: string[]

  constructor(log: string[]) {
    this.log = log
  }

  data(octets: Octets, { direction, frame }: Context, sink: Sink): number {
    const all = text(octets)
    const end = all.indexOf(';')
    const cut = octets.reported > octets.captured
    if (end < 0 && !cut) return 0
    const line = end < 0 ? `${all}…` : all.slice(0, end)
    sink.protocol('lines')
    this.log.push(`${direction}@${frame} ${line}`)
    return end < 0 ? octets.captured : end + 1
  }

  gap(direction: 0 | 1, length: number): void {
    this.log.push(`${direction} gap ${length}`)
  }

  end(direction: 0 | 1, _: Sink, how: StreamEnd): void {
    this.log.push(`${direction} ${how}`)
  }
}

export interface Sent {
  stream?: number
  direction?: 0 | 1
  seq: number
  ack?: number
  text?: string
  /** Letters of `tcp.flags.str`. */
  flags?: string
  /** Octets captured; default: all. */
  captured?: number
  /** Bits of `flow/tcp-flags.ts`. */
  analysis?: number
}

const FLAGS: Record<string, number> = { A: ACK, F: FIN, R: RST, S: SYN }

export class StreamScript {
  readonly log: string[] = []
  readonly tally = new Tally()
  readonly streams: TcpStreams
  private frame = 0

  constructor() {
    const lines: StreamAnalyzer = {
      name: 'lines',
      claims: (head) => (text(head).includes('@') ? 'yes' : text(head)[0] === '?' ? 'more' : 'no'),
      start: () => new LineSession(this.log),
    }
    this.streams = new TcpStreams([lines], new PlainContext(), this.tally)
  }

  send(...all: Sent[]): this {
    for (const one of all) {
      const segment = newSegment()
      const octets = new TextEncoder().encode(one.text ?? '')
      segment.frame = ++this.frame
      segment.stream = one.stream ?? 0
      segment.direction = one.direction ?? 0
      segment.seq = one.seq >>> 0
      segment.ack = one.ack ?? 0
      segment.view = new DataView(octets.buffer)
      segment.length = octets.length
      segment.analysis = one.analysis ?? 0
      segment.captured = one.captured ?? octets.length
      for (const letter of one.flags ?? 'A') segment.tcpFlags |= FLAGS[letter] ?? 0
      this.tally.begin(segment.frame)
      const at = 2 * segment.stream + segment.direction
      const matters = segment.length > 0 || (segment.tcpFlags & (FIN | RST | SYN)) !== 0
      if (matters && this.streams.passes(segmentRow(segment), 0, at, segment.analysis)) continue
      this.streams.segment(segment)
    }
    return this
  }

  /** What the analyzer wrote down, after the end of the capture. */
  finish(): string[] {
    this.streams.finish()
    return this.log
  }

  get frames(): number {
    return this.tally.protocolFrames()['lines'] ?? 0
  }
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
  copy = false
  passedOver = false
  late = false
  readonly depth = 0
  src = () => '10.0.0.1'
  dst = () => '10.0.0.2'
  tunnel = () => null
  inner = () => null

  ofSegment(segment: { frame: number; stream: number; direction: 0 | 1 }): void {
    this.frame = segment.frame
    this.stream = segment.stream
    this.direction = segment.direction
  }

  of(direction: 0 | 1, frame: number): void {
    this.direction = direction
    this.frame = frame
  }

  ofStream(stream: number): void {
    this.stream = stream
  }

  turn(): void {
    this.direction = this.direction === 0 ? 1 : 0
  }
}
