/** TCP connections as records: both directions at one tap, handshake, repetitions. */
import type { ConnReset } from './reset'
import type { Tunnel } from './tunnel'
import type { FrameNumber, Nanos, OctetCount, Port } from './units'

export interface Endpoint {
  address: string
  /** 0 for protocols without ports. */
  port: Port
}

/** One direction of a TCP connection, octets are of TCP payload unless said otherwise. */
export interface ConnSide {
  frames: number
  /** Frames with payload, and their payload. */
  dataFrames: number
  dataOctets: OctetCount
  retransmissions: number
  fastRetransmissions: number
  /** Repetitions of data that the receiver had already acknowledged. */
  spuriousRetransmissions: number
  outOfOrder: number
  duplicateAcks: number
  /** Jumps in the sequence numbers: segments that this capture does not hold. */
  gaps: number
  /** Highest ACK of the other side beyond what was captured of this side: frames missing here, not on the path. */
  ackedUnseen: number
  zeroWindows: number
  /** Largest IP total length (inner packet) sent, and sent and then acknowledged. */
  largestIpSent: OctetCount
  largestIpAcked: OctetCount
  /** The same for the outermost IP packet; equal without a tunnel. */
  largestOuterSent: OctetCount
  largestOuterAcked: OctetCount
  /** Maximum segment size announced in this side's SYN; 0: unknown. */
  mss: number
  /** TTL or hop limit of the first frame. */
  ttl: number
  /** Round-trip samples (data to its first covering ACK; repeated data excluded, RFC 6298 §3). */
  rttSamples: number
  rttMin: Nanos
  rttMean: Nanos
  /** This side has closed: it sent FIN. */
  finSent: boolean
  /** When this side was heard last; frame 0, time −1: never. */
  lastFrame: FrameNumber
  lastTime: Nanos
  /** Probes that this side sent; null: none. */
  probes: ProbeRecord | null
  /** How the window of this side limited the other; null: it never did. */
  window: WindowRecord | null
  /** How often the other side waited for room in the window of this one; null: never. */
  fullWindow: FullWindowRecord | null
  /** Segments with data, SYN or FIN whose checksums were looked at: all small ones, a sample of the large. */
  sumsChecked: number
  /** Those that were wrong; null: none. */
  damage: DamageRecord | null
  /**
   * Octets that reached neither this tap nor the other side, as far as it acknowledged, until a second
   * or more had passed, or to the end; at most 16, those that came late first.
   */
  missing: MissingOctets[]
  /** Segments that this tap saw for the first time when they were sent again; the first 8. */
  late: LateSegment[]
}

/** A repetition of octets that were lost before the tap. */
export interface LateSegment {
  /** Sequence number relative to the side's first. */
  relativeSeq: number
  length: OctetCount
  frame: FrameNumber
  time: Nanos
  /** The later segment that showed the tap that these octets were missing; frame 0, time −1: unknown. */
  gapFrame: FrameNumber
  gapTime: Nanos
}

/** A hole in the sequence numbers of a side: octets lost before the tap. */
export interface MissingOctets {
  seq: number
  /** Sequence number relative to the side's first. */
  relativeSeq: number
  length: OctetCount
  /** The first segment behind the hole, and its IP total length; 0: it bore no data. */
  frame: FrameNumber
  time: Nanos
  behind: OctetCount
  /** The newest SACK that leaves out just these octets (RFC 2018); frame 0, time −1: none. */
  sackFrame: FrameNumber
  sackTime: Nanos
  /** Octets of it that came later, and the largest IP packet among them; 0: none came. */
  filled: OctetCount
  largestPiece: OctetCount
  /** The first of these; frame 0, time −1: none came. */
  filledFrame: FrameNumber
  filledTime: Nanos
}

/** Segments with data, SYN or FIN whose checksum, or one of the headers around it, is wrong. */
export interface DamageRecord {
  wrong: number
  /** Those that hold the pseudo-header's sum, or nothing: left to the network card of the sender. */
  partial: number
  /** Of the others, the first 64: what became of them. */
  followed: number
  /** Acknowledged as sent. */
  delivered: number
  /** Sent again before anything acknowledged them. */
  repeated: number
  /** The first 8 that were settled, by a repetition or an acknowledgement. */
  samples: DamageSample[]
}

export interface DamageSample {
  frame: FrameNumber
  time: Nanos
  ipLength: OctetCount
  delivered: boolean
  settledFrame: FrameNumber
  settledTime: Nanos
}

/** Keep-alives and probes into a closed window (RFC 9293 §3.8.4, §3.8.6.1). */
export interface ProbeRecord {
  total: number
  /** Those after which the other side was heard before the next one. */
  answered: number
  /** Those since the other side was heard last, and the first 8 of them. */
  unanswered: number
  samples: { frame: FrameNumber; time: Nanos }[]
}

/** A receiver that keeps its sender waiting (RFC 9293 §3.8.6). */
export interface WindowRecord {
  /** Segments of the other side that filled the window to its edge. */
  filled: number
  /**
   * Stretches of time with a closed window, all of them together, and probes into it. Left out are
   * those of which the other side took no notice.
   */
  closures: number
  closedTime: Nanos
  probes: number
  /** The longest ones, at most 8, in order of time. */
  longest: WindowClosure[]
}

/** A receiver whose window is open, but filled by its sender again and again. */
export interface FullWindowRecord {
  /** From segments that left no room to the next ones, where an ACK made room and nothing was lost. */
  waits: number
  time: Nanos
  /** Mean of the windows that were filled. */
  window: OctetCount
  /** The longest ones, at most 8, in order of time. */
  longest: FullWindow[]
}

export interface FullWindow {
  /** The segment that left no room, and the sender's next one. */
  frame: FrameNumber
  time: Nanos
  endFrame: FrameNumber
  endTime: Nanos
  window: OctetCount
}

export interface WindowClosure {
  /** The first segment with a window of zero. */
  frame: FrameNumber
  time: Nanos
  /** The segment that opened it again; frame 0: none did until `endTime`, the connection's last. */
  endFrame: FrameNumber
  endTime: Nanos
  probes: number
}

/** A segment that was sent more than once. */
export interface RepeatedSegment {
  /** Which side sent it. */
  from: 'orig' | 'resp'
  seq: number
  /** Sequence number relative to the side's first. */
  relativeSeq: number
  length: OctetCount
  ipLength: OctetCount
  outerLength: OctetCount
  /** IPv4 DF of the innermost packet; IPv6: always true (routers never fragment). */
  dontFragment: boolean
  /** IPv4 DF of the outermost packet. */
  outerDontFragment: boolean
  /** All transmissions, the first included; at most 32. */
  transmissions: { frame: FrameNumber; time: Nanos }[]
  transmissionTotal: number
  /** Did an acknowledgement ever cover it? */
  acked: boolean
  ackTime: Nanos
  ackFrame: FrameNumber
  /** SACK told that later octets had arrived while these had not: the hole (RFC 2018). */
  sackHole: { left: number; right: number; frame: FrameNumber; time: Nanos } | null
  /** Sizes of the neighbours that were delivered: just before it, and just after it or its hole; 0: unknown. */
  before: OctetCount
  after: OctetCount
}

export type HandshakeOutcome =
  'complete' | 'refused' | 'unanswered' | 'no-final-ack' | 'not-captured'

/** The opening of a TCP connection, RFC 9293 §3.5. */
export interface Handshake {
  outcome: HandshakeOutcome
  synTime: Nanos
  /** Frames of the SYN and its repetitions, at most 8. */
  synFrames: FrameNumber[]
  synTimes: Nanos[]
  synTotal: number
  synAckTime: Nanos
  synAckFrame: FrameNumber
  synAckTotal: number
  ackTime: Nanos
  ackFrame: FrameNumber
  /** First SYN to first SYN-ACK, and first SYN to the ACK that completes; −1: did not happen here. */
  answerLatency: Nanos
  latency: Nanos
  /** Frame of the RST that refused; 0: none. */
  refusedFrame: FrameNumber
  /** The SYN was answered for an older connection; null: it was not. */
  challenge: ChallengeRecord | null
}

/**
 * An ACK instead of a SYN-ACK: to whom it was sent, its sender still has an older connection
 * (RFC 9293 §3.10.7.4, RFC 5961 §4.2). A host that has none denies it with RST (§3.10.7.3).
 */
export interface ChallengeRecord {
  /** The first such ACK, and how many came. */
  frame: FrameNumber
  time: Nanos
  total: number
  /** The RST in return; frame 0, time −1: none. */
  resetFrame: FrameNumber
  resetTime: Nanos
  /** What this tap saw of the older connection: nothing, or how it was closed. */
  older: 'unseen' | ConnRecord['closedBy']
  /** Its last frame, and when that was; frame 0, time −1: unseen. */
  olderFrame: FrameNumber
  olderTime: Nanos
}

/**
 * Both directions of one TCP connection at one tap. While detectors run, its facts and those of its
 * sides and handshake are read when asked for: name those that are to be kept, do not spread it.
 */
export interface ConnRecord {
  capture: number
  tap: number
  /** The tunnel the first frame came in; its `src` is on the side of `orig`. */
  tunnel: Tunnel | null
  /** Who began: sender of the SYN, else the higher port, else the first seen. */
  orig: Endpoint
  resp: Endpoint
  /** `tcp.stream` of Wireshark that the first frame belongs to. */
  stream: number
  firstTime: Nanos
  lastTime: Nanos
  firstFrame: FrameNumber
  origSide: ConnSide
  respSide: ConnSide
  handshake: Handshake
  /**
   * From data of the side that began to the first data of the other side that acknowledges it: the
   * longest of the first four such waits; −1: none.
   */
  replyLatency: Nanos
  /** Segments sent more than once, at most 16, unacknowledged ones first; `repeatedTotal` counts all. */
  repeated: RepeatedSegment[]
  repeatedTotal: number
  closedBy: 'fin' | 'rst' | 'none'
  /** Longest silence of a second or more that ended with a segment the other side answered; 0: none. */
  silenceSurvived: Nanos
  /** null: no RST, or too many connections of the capture have one. */
  reset: ConnReset | null
}
