/** A sink that remembers, and a context, for analyzers that are tested without a capture. */
import { noApplications, type AppRecords, type Applications } from '../../workers/model/app-records'
import type { Context, CountGroup, Sink, StreamSession } from '../../workers/protocol/analyzer'
import type { KeyLog } from '../../workers/protocol/tls/key-log'
import { Octets } from '../../workers/wire/octets'

export class TestSink implements Sink {
  readonly applications: Applications = noApplications()
  /** `tls 1`: frame 1 shows TLS. */
  readonly protocols = new Set<string>()
  readonly counts: Record<string, number> = {}
  readonly texts: string[] = []
  readonly weirds: string[] = []
  readonly faults: string[] = []
  private readonly context: Context

  constructor(context: Context) {
    this.context = context
  }

  protocol(name: string): void {
    this.protocols.add(`${name} ${String(this.context.frame)}`)
  }

  malformed(what: string): void {
    this.faults.push(what)
  }

  misread(): void {
    // Nothing to say.
  }

  count(group: CountGroup, key: string): void {
    const path = `${group}.${key}`
    this.counts[path] = (this.counts[path] ?? 0) + 1
  }

  collect(group: CountGroup, key: string, text: string): void {
    this.texts.push(`${group}.${key} ${text}`)
  }

  record<K extends keyof AppRecords>(kind: K, record: AppRecords[K]): void {
    const list = this.applications[kind] as AppRecords[K][]
    list.push(record)
  }

  weird(name: string): void {
    this.weirds.push(name)
  }
}

export class TestContext implements Context {
  frame = 0
  time = 0
  stream = 0
  tap = 0
  srcPort = 40_000
  dstPort = 443
  direction: 0 | 1 = 0
  quoted = false
  copy = false
  passedOver = false
  outOfOrder = false
  depth = 0
  late = false
  keyLog: KeyLog | null = null
  /** Gives what `inner` shall open. */
  open: () => StreamSession | null = () => null

  src(): string {
    return this.direction === 0 ? '192.0.2.1' : '192.0.2.2'
  }

  dst(): string {
    return this.direction === 0 ? '192.0.2.2' : '192.0.2.1'
  }

  tunnel(): null {
    return null
  }

  inner(): StreamSession | null {
    return this.open()
  }

  /** The next frame, sent by the side with this number. */
  next(direction: 0 | 1): void {
    this.frame++
    this.time += 1_000_000
    this.direction = direction
    this.srcPort = direction === 0 ? 40_000 : 443
    this.dstPort = direction === 0 ? 443 : 40_000
  }
}

export function octetsOf(bytes: Uint8Array): Octets {
  const octets = new Octets(new DataView(bytes.buffer, bytes.byteOffset, bytes.length))
  octets.aim(octets.view, 0, bytes.length, bytes.length)
  return octets
}

/** Feeds segments to one session as the engine does: what is not consumed is given again. */
export class Feeder {
  readonly context = new TestContext()
  readonly sink = new TestSink(this.context)
  private readonly rests = [new Uint8Array(0), new Uint8Array(0)]
  private readonly session: StreamSession

  constructor(session: StreamSession) {
    this.session = session
  }

  send(direction: 0 | 1, bytes: Uint8Array): this {
    this.context.next(direction)
    const all = Buffer.concat([this.rests[direction] ?? new Uint8Array(0), bytes])
    const done = this.session.data(octetsOf(all), this.context, this.sink)
    this.rests[direction] = Uint8Array.from(all.subarray(done))
    return this
  }

  lose(direction: 0 | 1, length: number): this {
    this.rests[direction] = new Uint8Array(0)
    this.session.gap(direction, length, this.sink)
    return this
  }
}

/** Octets written in hexadecimal, white space between them. */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'))
}
