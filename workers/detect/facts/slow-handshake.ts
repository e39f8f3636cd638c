/** What `slow-handshake` found out about the connections that one tap saw opened. */
import type { Endpoint } from '../../model/conn'
import type { LatencyBin } from '../../model/latency-bins'
import type { FrameNumber, Nanos } from '../../model/units'
import type { OverlayKind } from '../overlay'
import type { HandshakeTestimony } from './handshake-testimony'

export interface TimedHandshake {
  /** Of the first SYN, and from there to the first SYN-ACK. */
  time: Nanos
  latency: Nanos
  frame: FrameNumber
}

export interface SlowHandshake extends TimedHandshake {
  source: string
  target: string
  orig: Endpoint
  resp: Endpoint
  stream: number
  /** SYNs until the answer; from 2 on, one was lost. */
  syns: number
  retries: { frame: FrameNumber; time: Nanos }[]
  answerFrame: FrameNumber
  answerTime: Nanos
  synAcks: number
  /** From its first data to the data that answered them; −1: none. */
  replyLatency: Nanos
  /** The soonest that data of who began was acknowledged, by whomever; −1: never. */
  ackedWithin: Nanos
  pair: PairTimes
}

export interface Burst {
  from: Nanos
  to: Nanos
  events: number
}

export interface PairTimes {
  source: string
  target: string
  handshakes: number
  slow: number
  /** The fastest answer to a SYN, and to the first data; infinite: none. */
  fastest: Nanos
  reply: Nanos
  /** The lesser of both: the path itself takes no longer. */
  floor: Nanos
}

export interface SlowHandshakeFacts {
  capture: number
  tap: number
  place: string
  handshakes: number
  /** Slowest first. */
  slow: readonly SlowHandshake[]
  slowTotal: number
  /** Slow ones whose first SYN had to be repeated. */
  retried: number
  /** Slow ones whose answer came late to the first SYN. */
  held: number
  /** Of those, on pairs without a faster handshake: only data was answered faster. */
  onlyByReply: number
  /** Of those, on pairs with hardly a handshake. */
  fewByReply: number
  /** What the path of the slowest one needs at most. */
  floor: Nanos
  median: Nanos
  p99: Nanos
  max: Nanos
  bursts: readonly Burst[]
  /** 0: no period to be seen. */
  period: Nanos
  pairs: readonly PairTimes[]
  targets: number
  /** Of slow handshakes: SYN-ACK sent again, about 63 s, and a sibling SYN within a millisecond. */
  synAckRepeated: number
  minuteLong: number
  siblings: number
  /** Connections at this tap that were never answered. */
  unanswered: number
  /** Median answer to the first data of the slow connections; −1: unknown, or not faster. */
  replyLatency: Nanos
  /** Slow ones whose data was acknowledged much sooner than anything crosses the path, and how soon. */
  ackedNearby: number
  ackedWithin: Nanos
  overlay: OverlayKind
  /** What side-cars say of new connections. */
  testimony: HandshakeTestimony
  bins: readonly LatencyBin[]
  samples: readonly TimedHandshake[]
  duration: Nanos
  elsewhere: readonly { place: string; handshakes: number; slow: number }[]
}
