/** What `dns-latency` found out about the look-ups that one tap saw. */
import type { LatencyBin } from '../../model/latency-bins'
import type { Tunnel } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'
import type { Burst } from './slow-handshake'

export interface TimedAnswer {
  /** When it was asked last before the answer, and from there to the answer. */
  time: Nanos
  latency: Nanos
  frame: FrameNumber
}

export interface SlowAnswer extends TimedAnswer {
  source: string
  client: string
  server: string
  name: string
  type: number
  id: number
  answerFrame: FrameNumber
  answerTime: Nanos
  /** The tunnel of the question; null: none. */
  tunnel: Tunnel | null
  /** What the server usually needs. */
  usual: Nanos
  /** The server answers from its own data: it cannot have waited for another. */
  ownData: boolean
}

/** A look-up that was asked again because no answer came, or that was never answered. */
export interface LostQuestion {
  source: string
  client: string
  server: string
  name: string
  type: number
  id: number
  time: Nanos
  /** The tunnel of the first question; null: none. */
  tunnel: Tunnel | null
  /** Askings, the first included, and their frames, at most those that were kept. */
  asked: number
  frames: readonly { frame: FrameNumber; time: Nanos }[]
  /** First to last asking. */
  asking: Nanos
  /** First question to answer; −1: none came. */
  waited: Nanos
  answerFrame: FrameNumber
  answerTime: Nanos
  /** It and its sibling (A and AAAA) left one port at once: both were lost, or only this one. */
  pair: 'none' | 'both' | 'one'
}

/** Answers by whom they come from, go to, or are about. */
export interface Share {
  label: string
  /** Answers, and look-ups without any. */
  all: number
  answers: number
  /** Of the answers. */
  slow: number
  /** Timed out; and of those, never answered at all. */
  lost: number
  unanswered: number
}

export interface ServerShare extends Share {
  /** The fastest answer, and half of them. */
  fastest: Nanos
  median: Nanos
}

export interface DnsLatencyFacts {
  capture: number
  tap: number
  place: string
  duration: Nanos
  /** The tunnel of the worst question; null: none. */
  tunnel: Tunnel | null
  /** Names of a Kubernetes cluster were asked for. */
  cluster: boolean
  queries: number
  lookups: number
  answers: number
  /** Slowest first. */
  slow: readonly SlowAnswer[]
  slowTotal: number
  /** Of those, from a server's own data, and its answers of that kind altogether. */
  slowOwn: number
  ownAnswers: number
  /** Slow ones that a resolver had to ask others for: a second beyond the usual, and their domains. */
  slowSecond: number
  slowDomains: number
  /** Longest wait first. */
  lost: readonly LostQuestion[]
  /** Of those, asked again; and all look-ups that were. */
  timedOut: number
  retried: number
  unanswered: number
  /** Too close to the end of the capture to judge. */
  pending: number
  median: Nanos
  p99: Nanos
  slowest: Nanos
  /** Longest time from a first question to its answer. */
  longest: Nanos
  /** Median distance between askings of lost questions; 0: none. */
  retryAfter: Nanos
  /** Questions for A and AAAA from one port at once; of those, one lost or both. */
  pairs: number
  oneLost: number
  bothLost: number
  servers: readonly ServerShare[]
  clients: readonly Share[]
  names: readonly Share[]
  /** Of slow or lost names: those answered at least twice, and slowly each time. */
  alwaysSlow: number
  bursts: readonly Burst[]
  period: Nanos
  bins: readonly LatencyBin[]
  samples: readonly TimedAnswer[]
  elsewhere: readonly { place: string; queries: number; slow: number; lost: number }[]
}
