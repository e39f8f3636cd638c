/** What `http-errors` found out about the answers of one server to the requests for one host name. */
import type { FrameNumber, Nanos, Port } from '../../model/units'
import type { OverlayKind } from '../overlay'
import type { Burst } from './slow-handshake'

export interface Failure {
  client: string
  clientPort: Port
  stream: number
  status: number
  /** Method and target without its query. */
  target: string
  frame: FrameNumber
  time: Nanos
  answerFrame: FrameNumber
  /** When the answer began, and how long that took; −1: its request was not captured. */
  answerTime: Nanos
  latency: Nanos
}

export interface FailedShare {
  name: string
  answers: number
  failed: number
}

/** What became of a request that the server passed on, on a connection of its own. */
export type UpstreamKind = 'refused' | 'unanswered' | 'reset' | 'closed' | 'silent' | 'failed'

export interface Upstream {
  server: string
  kind: UpstreamKind
  /** Failures during which it happened. */
  failures: number
  /** The first frames that show it, at most 8. */
  frames: { frame: FrameNumber; time: Nanos }[]
}

export interface HttpErrorFacts {
  capture: number
  place: string
  address: string
  port: Port
  server: string
  /** Host name that was asked for; empty: none, or several. */
  host: string
  hosts: number
  answers: number
  /** In the order of their answers. */
  failures: readonly Failure[]
  /** Most frequent first. */
  statuses: readonly { status: number; count: number }[]
  /** Answers that blame the request: 4xx without 429. */
  blamed: readonly { status: number; count: number }[]
  /** Answers without failure before the first one, and since then. */
  goodBefore: number
  goodSince: number
  bursts: readonly Burst[]
  period: Nanos
  targets: readonly FailedShare[]
  clients: readonly FailedShare[]
  /** Who signs the failures. */
  signers: readonly { name: string; count: number }[]
  /** Medians of what failures and other answers took; −1: not known. */
  latency: Nanos
  goodLatency: Nanos
  /** Failures that took as good as the same time, a second or more; 0: they did not. */
  alike: Nanos
  /** What the server's own connections show of the same moments, most failures first. */
  upstreams: readonly Upstream[]
  /** Connections of its own that this capture has. */
  ownConns: number
  points: readonly { time: Nanos; latency: Nanos; frame: FrameNumber; failed: boolean }[]
  duration: Nanos
  overlay: OverlayKind
  /** Name of the pod by side-cars: `shop/orders-0`; empty: not told. */
  pod: string
}
