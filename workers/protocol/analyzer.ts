/**
 * The contract of application analyzers: one file each, listed in `index.ts`. They recognise by
 * content first, by port second; what they cannot follow becomes a weird, and they stop.
 */
import type { AppRecords } from '../model/app-records'
import type { FrameNumber, Nanos, Port } from '../model/units'
import type { Octets } from '../wire/octets'
import type { KeyLog } from './tls/key-log'

/** Groups of numbers in `counts` of the analysis document. */
export type CountGroup = 'dns' | 'dns_rcodes' | 'tls' | 'http' | 'http2'

/** Where an analyzer says what it saw. Everything counts for the frame at hand. */
export interface Sink {
  /** The frame shows this protocol, by Wireshark's name; counted once a frame. */
  protocol(name: string): void
  /** The frame holds something that breaks the rules of its protocol; `what` names the field. */
  malformed(what: string): void
  /** Adds one to `counts.<group>.<key>`; nested keys with a dot, e.g. `handshake_types.1`. */
  count(group: CountGroup, key: string): void
  /** Adds a text to the sorted set `counts.<group>.<key>`, e.g. `sni`, `hosts`. */
  collect(group: CountGroup, key: string, text: string): void
  record<K extends keyof AppRecords>(kind: K, record: AppRecords[K]): void
  weird(name: string): void
}

/** The conversation that a payload belongs to. */
export interface Context {
  frame: FrameNumber
  time: Nanos
  /** Number among the streams of its transport. */
  stream: number
  /** Sender and receiver of the payload at hand. */
  srcPort: Port
  dstPort: Port
  /** 0: sent by the lower endpoint of the conversation, 1: by the higher. */
  direction: 0 | 1
  /** Addresses of both, as text; asked for only when needed. */
  src(): string
  dst(): string
  /** Secrets of TLS connections; null: the case has none. */
  readonly keyLog: KeyLog | null
  /**
   * Opens what follows a plaintext that was found inside this stream (decrypted, unpacked), by
   * content like any stream. Null: it stands inside too many others.
   */
  inner(): StreamSession | null
}

export interface DatagramAnalyzer {
  /** Wireshark's name of the protocol. */
  readonly name: string
  /** By content, ports are hints. The window holds the whole payload. */
  claims(octets: Octets, context: Context): boolean
  /** May throw `Fault`: it becomes a weird, and with kind `malformed` the frame counts as such. */
  datagram(octets: Octets, context: Context, sink: Sink): void
}

/** yes, no, or too few octets to tell. */
export type Claim = 'yes' | 'no' | 'more'

export interface StreamAnalyzer {
  readonly name: string
  /** `head`: the first octets of one direction, in order and without gap. */
  claims(head: Octets, context: Context): Claim
  start(): StreamSession
}

/** One TCP connection that an analyzer follows. */
export interface StreamSession {
  /**
   * Octets of one direction, in order. Returns how many it is done with; the rest is given again
   * with more behind it, within `limits.MAX_PDU_OCTETS`. `context.frame` is the frame of the last
   * octet. Bodies are consumed as they come, not waited for.
   */
  data(octets: Octets, context: Context, sink: Sink): number
  /** Octets that the capture does not hold; −1: from here on nothing can be told. */
  gap(direction: 0 | 1, length: number, sink: Sink): void
  /** The direction has ended (FIN, RST or end of the capture). */
  end(direction: 0 | 1, sink: Sink): void
}
