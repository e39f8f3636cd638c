/**
 * The contract of application analyzers: one file each, listed in `index.ts`. They recognise by
 * content first, by port second; what they cannot follow becomes a weird, and they stop.
 */
import type { AppRecords } from '../model/app-records'
import type { Tunnel } from '../model/tunnel'
import type { FrameNumber, Nanos, Port } from '../model/units'
import type { Octets } from '../wire/octets'
import type { Announcements } from './announcements'
import type { HeldOctets } from './stream/held-octets'
import type { KeyLog } from './tls/key-log'

/** Groups of numbers in `counts` of the analysis document. */
export type CountGroup = 'dns' | 'dns_rcodes' | 'tls' | 'http' | 'http2'

/** Where an analyzer says what it saw. Everything counts for the frame at hand. */
export interface Sink {
  /** The frame shows this protocol, by Wireshark's name; counted once a frame. */
  protocol(name: string): void
  /** The frame holds something that breaks the rules of its protocol; `what` names the field. */
  malformed(what: string): void
  /** Wireshark calls the frame malformed, for it takes it for a protocol that it is not. */
  misread(): void
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
  /** Index of the tap that saw the frame. */
  tap: number
  /** Sender and receiver of the payload at hand. */
  srcPort: Port
  dstPort: Port
  /** 0: sent by the lower endpoint of the conversation, 1: by the higher. */
  direction: 0 | 1
  /** Streams that the one at hand stands in: 0 for a TCP connection. */
  readonly depth: number
  /** The payload stands in an ICMP error, usually cut: it was sent earlier, not now. */
  quoted: boolean
  /** A copy of a payload seen before at the same tap. */
  copy: boolean
  /**
   * Wireshark passes over these octets of a stream, although they are new: they came with others
   * in a segment that was sent again.
   */
  passedOver: boolean
  /** They were captured before octets that stand in front of them, and had to wait. */
  late?: boolean
  /** Wireshark reads no message that begins in these octets, but goes on with one begun before. */
  outOfOrder?: boolean
  /** Addresses of both, as text; asked for only when needed. */
  src(): string
  dst(): string
  /** The tunnel that the payload at hand came in; null: none. Asked for only when needed. */
  tunnel(): Tunnel | null
  /** Secrets of TLS connections; absent or null: the case has none. */
  readonly keyLog?: KeyLog | null
  /**
   * Opens what follows a stream found inside this one (decrypted, unpacked, behind a switch of
   * protocols): by port and content, like any stream. `name`: of the only analyzer that is asked,
   * where both sides agreed on what follows. Null: it stands inside too many others.
   */
  inner(name?: string): StreamSession | null
}

export interface DatagramAnalyzer {
  /** Wireshark's name of the protocol. */
  readonly name: string
  /** Ports at which it is asked first. As in Wireshark, the lower port of a datagram decides. */
  readonly ports?: readonly Port[]
  /** Is it asked about conversations at any port? Default: when it has no ports. */
  readonly anyPort?: boolean
  /** By content, ports are hints. The window holds the whole payload. */
  claims(octets: Octets, context: Context): boolean
  /**
   * Do the octets bear out what the port or a look at them promised? Asked once something is broken:
   * if not, nobody broke a rule, and the frame counts as malformed for Wireshark alone. Default: yes.
   */
  speaks?(octets: Octets, context: Context): boolean
  /** May throw `Fault`: it becomes a weird, and with kind `malformed` the frame counts as such. */
  datagram(octets: Octets, context: Context, sink: Sink): void
}

/** An analyzer without state, or what makes one with state for each capture. */
export type DatagramSource =
  | DatagramAnalyzer
  /** `held`: within which bound it keeps octets for later. */
  | ((announcements: Announcements, held: HeldOctets) => DatagramAnalyzer)

/** yes, no, or too few octets to tell. */
export type Claim = 'yes' | 'no' | 'more'

export interface StreamAnalyzer {
  readonly name: string
  /** Ports at which it is asked before others; as in Wireshark, the lower port decides. */
  readonly ports?: readonly Port[]
  /** It is asked at its ports only. */
  readonly onlyAtPorts?: boolean
  /**
   * May a stream at any other port that begins with this octet be its own? Default: yes. Asked
   * once for each of the 256, so that most streams are not shown to it at all.
   */
  readonly mayBegin?: (octet: number) => boolean
  /** `head`: the first octets of one direction, in order and without gap; may throw `Fault`: no. */
  claims(head: Octets, context: Context): Claim
  /** `context`: of the octets that were claimed. */
  start(context: Context): StreamSession
}

/** As for datagrams. */
export type StreamSource = StreamAnalyzer | ((announcements: Announcements) => StreamAnalyzer)

/** Why a direction ends: FIN; RST; the capture is over, or too many streams are open. */
export type StreamEnd = 'fin' | 'reset' | 'lost'

/** Where messages end and begin in octets that `data` was given. */
export interface Progress {
  /** Where the message ends that was begun before, or stands first; −1: it does not. */
  readonly firstEnd: number
  /** Where a later message begins that does not end; −1: there is none. */
  readonly openAt: number
}

/** One TCP connection that an analyzer follows. */
export interface StreamSession {
  /**
   * Octets of `context.direction`, in order. Returns how many it is done with; it is called again
   * at once when there are more, and later with more behind them when it returned 0. The rest is
   * kept within `limits.MAX_PDU_OCTETS`. `context.frame` is the frame of the last octet.
   * Bodies are consumed as they come, not waited for. When `octets.captured` is below
   * `octets.reported`, the snaplen cut the last segment: what is not read now is gone, and a gap
   * follows. May throw `Fault`: the octets are dropped, and a gap of 0 follows.
   */
  data(octets: Octets, context: Context, sink: Sink): number
  /**
   * Octets that the capture does not hold; −1: from here on nothing can be told. Octets that the
   * session was not done with are gone too.
   */
  gap(direction: 0 | 1, length: number, sink: Sink): void
  /**
   * Octets that come next of which only the number matters, as they come in order, whole, and none
   * the last of them: those in the midst of a body or record. Default: none.
   */
  skippable?(direction: 0 | 1): number
  /** So many of them came, and were not given. */
  skipped?(direction: 0 | 1, length: number): void
  /**
   * Octets of `context.direction` that stand outside the stream: Wireshark reads segments again
   * that came out of order or were sent again quickly, and those that ICMP errors quote. Only
   * protocol and counts are to be told of them.
   */
  again?(octets: Octets, context: Context, sink: Sink): void
  /** Which messages the `done` octets held that `data` returned last; default: a whole one. */
  progress?(direction: 0 | 1, done: number): Progress
  /** The direction has ended; told once. `context`: of the segment that ended it, if one did. */
  end(direction: 0 | 1, sink: Sink, how: StreamEnd, context: Context): void
}
