/** Shows payloads to analyzers as the engine does, and keeps what they say. */
import { newUserDatagram } from '../../../workers/flow/transport'
import type { AppRecords } from '../../../workers/model/app-records'
import type { Tunnel } from '../../../workers/model/tunnel'
import type { Context, DatagramSource, Sink } from '../../../workers/protocol/analyzer'
import { Announcements } from '../../../workers/protocol/announcements'
import { DatagramDispatch } from '../../../workers/protocol/datagram-dispatch'
import { datagramAnalyzers } from '../../../workers/protocol/index'

export class Recorder implements Sink {
  readonly protocols: string[] = []
  readonly faults: string[] = []
  /** What Wireshark calls malformed, and we do not. */
  calledMalformed = 0
  readonly weirds: string[] = []
  readonly counts: Record<string, number> = {}
  readonly records: { [K in keyof AppRecords]: AppRecords[K][] } = {
    dns: [],
    http: [],
    tls: [],
    session: [],
  }

  protocol(name: string): void {
    this.protocols.push(name)
  }
  malformed(what: string): void {
    this.faults.push(what)
  }
  misread(): void {
    this.calledMalformed++
  }
  count(group: string, key: string): void {
    const path = `${group}.${key}`
    this.counts[path] = (this.counts[path] ?? 0) + 1
  }
  collect(): void {
    // no analyzer of these tests collects
  }
  record<K extends keyof AppRecords>(kind: K, record: AppRecords[K]): void {
    const list: AppRecords[K][] = this.records[kind]
    list.push(record)
  }
  weird(name: string): void {
    this.weirds.push(name)
  }

  /** `what: text` of the session records. */
  get lines(): string[] {
    return this.records.session.map(({ what, text }) => `${what}: ${text}`)
  }
}

/** A datagram as tests write it; addresses are those of the talk, ports default to the client's. */
export interface Said {
  from?: 'client' | 'server'
  octets: Uint8Array
  /** Octets of them that were captured. */
  captured?: number
  quoted?: boolean
  copy?: boolean
  tap?: number
  tunnel?: Tunnel
  /** Nanoseconds; default: a millisecond after the one before. */
  time?: number
  stream?: number
  clientPort?: number
  serverPort?: number
  client?: string
  server?: string
}

const CLIENT = '10.0.0.1'
const SERVER = '10.0.0.2'

/** Frames are numbered from 1 and, if not said otherwise, a millisecond apart. */
export function hear(
  serverPort: number,
  said: readonly (Said | Uint8Array)[],
  sources: readonly DatagramSource[] = datagramAnalyzers,
): Recorder {
  const recorder = new Recorder()
  const context = newContext()
  const dispatch = new DatagramDispatch(sources, context, recorder, new Announcements())
  said.forEach((item, index) => {
    const each = item instanceof Uint8Array ? { octets: item } : item
    const up = each.from !== 'server'
    const ends = [each.client ?? CLIENT, each.server ?? SERVER] as const
    const ports = [each.clientPort ?? 40_000, each.serverPort ?? serverPort] as const
    const datagram = newUserDatagram()
    datagram.frame = context.frame = index + 1
    datagram.time = context.time = each.time ?? (index === 0 ? 0 : context.time + 1e6)
    datagram.tap = context.tap = each.tap ?? 0
    datagram.copy = context.copy = each.copy ?? false
    context.tunnel = () => each.tunnel ?? null
    datagram.stream = context.stream = each.stream ?? 0
    datagram.direction = context.direction = up ? 0 : 1
    datagram.srcPort = context.srcPort = up ? ports[0] : ports[1]
    datagram.dstPort = context.dstPort = up ? ports[1] : ports[0]
    datagram.quoted = context.quoted = each.quoted ?? false
    context.src = () => (up ? ends[0] : ends[1])
    context.dst = () => (up ? ends[1] : ends[0])
    const { octets } = each
    datagram.view = new DataView(octets.buffer, octets.byteOffset, octets.length)
    datagram.captured = each.captured ?? octets.length
    datagram.length = octets.length
    dispatch.take(datagram)
  })
  return recorder
}

function newContext(): { -readonly [K in keyof Context]: Context[K] } {
  return {
    frame: 0,
    time: 0,
    stream: 0,
    tap: 0,
    srcPort: 0,
    dstPort: 0,
    direction: 0,
    quoted: false,
    copy: false,
    passedOver: false,
    depth: 0,
    late: false,
    src: () => CLIENT,
    dst: () => SERVER,
    tunnel: () => null,
    inner: () => null,
  }
}

/** What becomes of every cut of a message on the wire: lengths at which it counts as malformed. */
export function malformedCuts(port: number, octets: Uint8Array): number[] {
  const lengths: number[] = []
  for (let length = 1; length <= octets.length; length++) {
    if (hear(port, [octets.slice(0, length)]).faults.length > 0) lengths.push(length)
  }
  return lengths
}

/** Faults of every cut by the capture, which never are the sender's. */
export function snaplenFaults(port: number, octets: Uint8Array): string[] {
  return [...octets.keys()].flatMap((captured) => hear(port, [{ octets, captured }]).faults)
}

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)
