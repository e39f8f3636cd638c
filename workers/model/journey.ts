/**
 * Records of packets that were seen at several places: which passed from one to the next, which did
 * not, under which addresses, and how the clocks of the captures stand to each other.
 */
import type { Tunnel } from './tunnel'
import type { FrameNumber, Nanos, OctetCount, Port } from './units'

/** Where packets were seen: a tap, and in what form there. */
export interface Place {
  capture: number
  tap: number
  /** The tunnel they were in; null: none. */
  tunnel: Tunnel | null
  /** Addresses at this place; they differ from those of other places behind address translation. */
  src: string
  dst: string
}

/** A packet that was seen at one place and not at the next. */
export interface LostPacket {
  capture: number
  frame: FrameNumber
  time: Nanos
  /** IP total length of the innermost packet, and of the outermost. */
  ipLength: OctetCount
  outerLength: OctetCount
  proto: 'tcp' | 'udp' | 'other'
  srcPort: Port
  dstPort: Port
  /** TCP: flags as in RFC 9293 §3.1, sequence number, octets of payload; 0 without TCP. */
  flags: number
  seq: number
  length: OctetCount
}

/** One conversation's share of a passage. */
export interface PassageFlow {
  proto: LostPacket['proto']
  srcPort: Port
  dstPort: Port
  sent: number
  lost: number
}

/**
 * Packets of one source and destination between two places, one after the other on their way.
 * Counted are packets that `to` would have seen: its capture ran at that time, and it saw others of
 * this way, before or behind `from`.
 */
export interface PassageRecord {
  from: Place
  to: Place
  /** Distinct packets at `from`, and those of them that were seen at `to` or behind it. */
  sent: number
  passed: number
  /** Seen at `from` last. TCP data counts when it had to be sent again or was never acknowledged. */
  lost: number
  /** Of `lost`: TCP segments without payload, SYN, FIN and RST; that is, mere acknowledgements. */
  lostAcks: number
  /** Not seen at `to`, but acknowledged without repetition: missed by the capture, not by the network. */
  missed: number
  /** Not seen as such, but their octets were, in other segments: offloading. */
  resegmented: number
  /** Packets without TCP data that `to` saw and `from` did not, though it ran: missed by its capture. */
  unseen: number
  /** Routers between: by how much the TTL is lower at `to`. */
  hops: number
  /** Largest packets that passed, smallest that was lost, IP total length; 0: none. */
  largestPassed: OctetCount
  largestPassedOuter: OctetCount
  smallestLost: OctetCount
  smallestLostOuter: OctetCount
  /** First packets that were lost, by capture and frame; at most `MAX_SAMPLES`. */
  lostPackets: LostPacket[]
  /** Conversations that lost packets, worst first. */
  flows: PassageFlow[]
  /** From one place to the other, clocks put right; −1: cannot be known. */
  delayMin: Nanos
  delayMedian: Nanos
  delayMax: Nanos
  /** Of the packets, in the capture of `from`. */
  firstTime: Nanos
  lastTime: Nanos
}

/** How the clock of `capture` stands to that of `reference`. */
export interface ClockRecord {
  reference: number
  capture: number
  /** Pairs of the same packet, one at a place of either: more than there are packets where a capture has several places. */
  matched: number
  /** What to subtract from epoch times of `capture` to get those of `reference`; null: refused. */
  offset: Nanos | null
  /** The true offset lies within ± this, were the way as fast in both directions or not. */
  uncertainty: Nanos
  /** Parts per million by which the clock of `capture` runs faster; 0 where it is within the noise. */
  driftPpm: number
  /** Why there is none; empty when there is. */
  refused: string
}

/** One TCP connection before and behind address translation (RFC 3022). */
export interface NatPairRecord {
  before: NatSide
  after: NatSide
  /** Segments seen on both sides. */
  matched: number
}

export interface NatSide {
  capture: number
  tap: number
  tunnel: Tunnel | null
  src: string
  srcPort: Port
  dst: string
  dstPort: Port
  /** First segment that was seen on both sides. */
  frame: FrameNumber
  time: Nanos
}
