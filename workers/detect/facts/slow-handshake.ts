/** What `slow-handshake` found out about the connections that one tap saw opened. */
import type { FrameNumber, Nanos } from '../../model/units'

export interface TimedHandshake {
  /** Of the first SYN, and from there to the first SYN-ACK. */
  time: Nanos
  latency: Nanos
  frame: FrameNumber
}

export interface SlowHandshake extends TimedHandshake {
  source: string
  target: string
  stream: number
  /** SYNs until the answer; from 2 on, one was lost. */
  syns: number
  retries: { frame: FrameNumber; time: Nanos }[]
  answerFrame: FrameNumber
  answerTime: Nanos
  synAcks: number
}

export interface Burst {
  from: Nanos
  to: Nanos
  handshakes: number
}

export interface PairTimes {
  source: string
  target: string
  handshakes: number
  slow: number
  /** The fastest answer or round trip: what the path itself takes. */
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
  /** Of those, on pairs with hardly a handshake, none faster: only the round trips of data are. */
  onlyByData: number
  /** What the path of the slowest one needs: its fastest answer or round trip. */
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
  /** Mean round trip of data on the slow connections, once they were open; 0: unknown. */
  dataRtt: Nanos
  bins: readonly { exponent: number; count: number }[]
  samples: readonly TimedHandshake[]
  duration: Nanos
  elsewhere: readonly { place: string; handshakes: number; slow: number }[]
}
