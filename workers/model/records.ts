/**
 * Records: typed lines of what happened, made by the flow engine and read by detectors.
 * All of them belong to the corrected view: taps and tunnels told apart, copies taken out.
 * Addresses are text (RFC 5952), times are `Nanos` since the first frame of the capture.
 */
import type { DnsRecord, HttpRecord, SessionRecord, TlsRecord } from './app-records'
import type { ConnRecord } from './conn'
import type { NeighbourRecord } from './neighbour'
import type { ClockRecord, NatPairRecord, PassageRecord } from './journey'
import type { Sidecars } from './sidecar'
import type { TurnsRecord } from './turns'
import type { Tunnel } from './tunnel'
import type { FrameNumber, Nanos, OctetCount, Port } from './units'

export type * from './conn'
export type * from './journey'
export type * from './neighbour'
export type * from './reset'
export type * from './tunnel'

/** One place where packets were seen: file and interface (or SLL2 ifindex). */
export interface Tap {
  capture: number
  /** Index of the tap within its capture, in order of first appearance. */
  tap: number
  /** `eth0`, `if 3`, …; empty when the file names none. */
  name: string
}

/** Sent once per capture, before its other records. */
export interface CaptureRecord {
  capture: number
  name: string
  packets: number
  /** Time of the last frame. */
  duration: Nanos
  /** Time 0 as the file has it, ms since 1970 in UTC; −1: not known. */
  startMs: number
  taps: Tap[]
  /** Reported by the file (pcapng interface statistics); −1: not told. */
  dropped: number
  truncatedFrames: number
  /** Octets captured of the frame that was cut the most; infinite: none was. */
  shortestCut: OctetCount
  /** Frames with an earlier time than the one before, and by how much at most. */
  stepsBack: number
  largestStepBack: Nanos
  /** Frames with an IP packet above 1500 octets: jumbo frames or segmentation offload. */
  superPackets: number
  /** Frames of IPv4 and IPv6 packets. */
  ipFrames: number
  /** Frames that are copies of an earlier frame of the same capture, and the first few. */
  copies: CopySummary
}

export interface CopySummary {
  /** Frames that were copied, once each: several copies may have one original. */
  originals: number
  /** Copies seen at another tap, and at the same tap. */
  otherTap: number
  sameTap: number
  /** Copies whose TTL or hop limit was lower than the original's. */
  ttlLower: number
  /** Copies that no longer, or now for the first time, carry a tunnel. */
  tunnelDiffers: number
  /** Median distance between original and copy. */
  medianGap: Nanos
  /** Frames of the first pairs: original, copy. */
  pairs: {
    original: FrameNumber
    copy: FrameNumber
    /** Of the original; the copy follows it by `gap`. */
    time: Nanos
    gap: Nanos
    tap: string
    copyTap: string
  }[]
}

/** What became of a fragmented datagram (RFC 791 §3.2, RFC 8200 §4.5). */
export type DatagramOutcome =
  'complete' | 'missing-first' | 'missing-middle' | 'missing-last' | 'overlap' | 'conflict'

export interface Fragment {
  frame: FrameNumber
  time: Nanos
  /** Offset of the payload in the datagram, and its length, in octets. */
  offset: OctetCount
  length: OctetCount
  /** IP total length of the fragment, header included. */
  ipLength: OctetCount
  /** More fragments follow (MF). */
  more: boolean
  /** A copy of a fragment that had already arrived. */
  copy: boolean
}

/** One fragmented datagram. */
export interface DatagramRecord {
  capture: number
  tap: number
  ipVersion: 4 | 6
  src: string
  dst: string
  /** Protocol of the datagram (`ip.proto`), e.g. 17. */
  proto: number
  /** `ip.id`, or the identification of the IPv6 fragment header. */
  id: number
  /** Arrival order, at most 64; `fragmentTotal` counts all. */
  fragments: Fragment[]
  fragmentTotal: number
  outcome: DatagramOutcome
  /** True when some other fragment arrived before the one with offset 0. */
  tailFirst: boolean
  /** Time by which the first other fragment preceded the head; 0 when the head was first or never came. */
  headLate: Nanos
  /** Byte ranges that never arrived, end exclusive; −1 as end: unknown, the last fragment is missing. */
  holes: { from: number; to: number }[]
  /** The tunnel whose outer packet was fragmented, read from the head; null: no tunnel, or no head. */
  carries: Tunnel | null
  /** What the head shows of the innermost packet, e.g. `ICMP echo request 10.0.0.1 → 10.0.0.2 seq 4`. */
  inner: { label: string; src: string; dst: string; ipLength: OctetCount; proto: number } | null
  /** Was the packet inside answered (echo reply, or acknowledged without repetition)? null: cannot be known. */
  answered: boolean | null
  answerFrame: FrameNumber
  answerAfter: Nanos
  /** ICMP time exceeded 11/1 or ICMPv6 3/1 that quotes this datagram; 0: none. */
  icmpTimeoutFrame: FrameNumber
  icmpTimeoutTime: Nanos
}

/** All fragmented datagrams from one host to another at one tap. */
export interface FragmentPathRecord {
  capture: number
  tap: number
  ipVersion: 4 | 6
  src: string
  dst: string
  /** The tunnel most of them carry; null: none. */
  carries: Tunnel | null
  datagrams: number
  /** `datagrams` by order of arrival. Neither: the head never came. */
  headFirst: number
  tailFirst: number
  complete: number
  /** Of the datagrams whose packet asks for an answer: answered and not, by order of arrival. */
  headFirstAnswered: number
  headFirstUnanswered: number
  tailFirstAnswered: number
  tailFirstUnanswered: number
  /** Outcomes of those that did not complete. */
  incomplete: Partial<Record<DatagramOutcome, number>>
  copies: number
  /** IP total length of the largest fragment: what the hop that fragmented could carry (rounded down to 8 + header). */
  largestFragment: OctetCount
  /** IP total length of the largest packet between the two that was not a fragment; 0: none seen. */
  largestWhole: OctetCount
  /** ICMP 11/1 (v6 3/1) sent by the receiver about these datagrams. */
  icmpReassemblyTimeouts: number
  firstTime: Nanos
  lastTime: Nanos
  /** Reorder gap (`headLate`) of tail-first datagrams. */
  medianHeadLate: Nanos
  /** Bounded: tail-first and incomplete ones first of all, and some in order; in order of arrival. */
  samples: DatagramRecord[]
}

/** One (source, destination) pair of ICMP or ICMPv6 echo at one tap. */
export interface EchoPathRecord {
  capture: number
  tap: number
  tunnel: Tunnel | null
  /** Who asks, who answers. */
  src: string
  dst: string
  requests: number
  replies: number
  /** Replies whose request is not in the capture. */
  unasked: number
  /** By IP total length of the request (inner packet), ascending. */
  sizes: {
    ipLength: OctetCount
    outerLength: OctetCount
    requests: number
    answered: number
    dontFragment: boolean
  }[]
  rttMin: Nanos
  rttMax: Nanos
  rttMean: Nanos
  /** Frames of the first unanswered requests, and their times. */
  unansweredFrames: FrameNumber[]
  unansweredTimes: Nanos[]
  /** Requests too close to the end of the capture to judge. */
  pending: number
}

/** An ICMP or ICMPv6 error with the packet it quotes (RFC 792, RFC 4443). */
export interface IcmpErrorRecord {
  capture: number
  tap: number
  frame: FrameNumber
  time: Nanos
  ipVersion: 4 | 6
  type: number
  code: number
  /** Next-hop MTU of 3/4 and ICMPv6 2/0; 0: none given. */
  mtu: number
  /** Who sent the error, to whom. */
  from: string
  to: string
  /** Frame of the same capture, at another tap, that this one is a copy of; 0: none. */
  copyOf: FrameNumber
  /** Octets of the packet that the error quotes, on the wire. */
  quotedOctets: OctetCount
  quoted: {
    src: string
    dst: string
    proto: number
    srcPort: Port
    dstPort: Port
    ipLength: OctetCount
    id: number
    /** TCP sequence number; −1 when not TCP. */
    seq: number
  } | null
}

/**
 * Frames between two hosts at one tap, by outermost addresses and by the tunnel they came in:
 * one record for each tunnel kind and UDP port, one without tunnel (`null`; its `vni` is −1).
 */
export interface HostPairRecord {
  capture: number
  tap: number
  tunnel: Tunnel | null
  a: string
  b: string
  framesAb: number
  framesBa: number
  /** Largest IP total length of the outermost packet, fragments left out. */
  largestAb: OctetCount
  largestBa: OctetCount
}

/**
 * Packets from one inner host to another, in one direction of one tunnel at one tap; in nested
 * tunnels, the outermost one and what is in it.
 */
export interface TunnelWayRecord {
  capture: number
  tap: number
  /** From the sending end to the receiving one. */
  tunnel: Tunnel
  src: string
  dst: string
  frames: number
  /** The first ones, at most 4. */
  first: { frame: FrameNumber; time: Nanos }[]
  firstTime: Nanos
  lastTime: Nanos
}

/** What a detector may listen to. Records of a capture come after its `capture` and before its `captureEnd`. */
export interface RecordHandlers {
  /** What text beside the captures says; before all captures, and only where there is such text. */
  sidecars?(record: Sidecars): void
  capture?(record: CaptureRecord): void
  fragmentPath?(record: FragmentPathRecord): void
  conn?(record: ConnRecord): void
  /** Behind its connection, if anything was asked on it. */
  turns?(record: TurnsRecord): void
  echoPath?(record: EchoPathRecord): void
  icmpError?(record: IcmpErrorRecord): void
  hostPair?(record: HostPairRecord): void
  tunnelWay?(record: TunnelWayRecord): void
  neighbour?(record: NeighbourRecord): void
  /** Application records of the capture, each kind in the order of its frames. */
  dns?(record: DnsRecord): void
  http?(record: HttpRecord): void
  tls?(record: TlsRecord): void
  session?(record: SessionRecord): void
  captureEnd?(capture: number): void
  /** Behind all captures: what several places tell together. */
  clock?(record: ClockRecord): void
  natPair?(record: NatPairRecord): void
  passage?(record: PassageRecord): void
  /** After the last capture of the case. */
  end?(): void
}
