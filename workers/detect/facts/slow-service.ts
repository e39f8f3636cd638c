/** What `slow-service` found out about the answers of one server at one tap. */
import type { LatencyBin } from '../../model/latency-bins'
import type { Turn } from '../../model/turns'
import type { Nanos, Port } from '../../model/units'
import type { OverlayKind } from '../overlay'
import type { Burst } from './slow-handshake'

/**
 * What tells that a server is asked and answers: `http`, its transactions; `asked`, the port of a protocol
 * that works that way; `rhythm`, that its connections go to and fro.
 */
export type Asking = 'http' | 'asked' | 'rhythm'

export interface SlowAnswer extends Turn {
  client: string
  clientPort: Port
  stream: number
  /** From the end of the question to the first data of the answer. */
  wait: Nanos
  /** What the way to the server and back takes. */
  rtt: Nanos
  /** Of HTTP: method and target without its query, host, status; else empty and 0. */
  target: string
  host: string
  status: number
}

export interface ShareOf {
  name: string
  answers: number
  slow: number
}

export interface SlowServiceFacts {
  capture: number
  tap: number
  place: string
  address: string
  port: Port
  /** `10.0.0.2:80`. */
  server: string
  asking: Asking
  /** Of the protocol; empty: unknown. */
  protocol: string
  answers: number
  conns: number
  /** Slowest first. */
  slow: readonly SlowAnswer[]
  slowTotal: number
  /** Waits that half of the answers, and 95 % of them, did not exceed; `exact`: they are such waits, no bounds. */
  median: Nanos
  p95: Nanos
  p95Exact: boolean
  /** Round trips between tap and server, and between tap and clients, in the median; −1: not known. */
  rtt: Nanos
  clientRtt: Nanos
  /** Where the tap is, as far as round trips tell. */
  position: 'server' | 'client' | 'between' | 'both'
  /** The fastest answer took less than this. */
  fastest: Nanos
  /** The longest that the ACK of a slow answer's question took. */
  ackWithin: Nanos
  clients: readonly ShareOf[]
  /** Of HTTP; slow ones first. */
  targets: readonly ShareOf[]
  bursts: readonly Burst[]
  period: Nanos
  /** The slow ones took as good as the same time; 0: they did not. */
  alike: Nanos
  /** Left out: held up by losses or closed windows; without an ACK of their own; waiting on purpose. */
  disturbed: number
  unclear: number
  waiting: number
  /** Slow answers that tell of a failure, which has a finding of its own. */
  failed: number
  /** Questions that were acknowledged and never answered before the client closed, and the longest such wait. */
  givenUp: number
  givenUpAfter: Nanos
  /** Segments of the server with data, and those that were sent again or are missing. */
  segments: number
  troubled: number
  /** Whom the server itself waited for meanwhile, and during how many of the slow answers; null: nobody seen. */
  passedOn: { server: string; answers: number } | null
  /** It asks others in this capture. */
  asksOthers: boolean
  bins: readonly LatencyBin[]
  duration: Nanos
  overlay: OverlayKind
  /** Name of the pod by side-cars: `shop/orders-0`; empty: not told. */
  pod: string
  elsewhere: readonly { place: string; answers: number; slow: number }[]
}
