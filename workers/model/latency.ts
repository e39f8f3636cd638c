/** How long things took, by kind: measured at the place that was captured, summed up for the page. */
import type { LatencyBin } from './latency-bins'
import type { FrameNumber, Nanos, Port } from './units'

export const LATENCY_KINDS = ['connect', 'dns', 'http', 'icmp', 'tls'] as const

/**
 * `connect`: first SYN to SYN-ACK. `dns`: first question to answer. `http`: request complete to first
 * octet of the response. `icmp`: echo request to reply. `tls`: ClientHello to ServerHello.
 */
export type LatencyKind = (typeof LATENCY_KINDS)[number]

export interface LatencyEvent {
  capture: number
  /** Of the question, and of what ended the wait; 0: not known. */
  frame: FrameNumber
  answerFrame: FrameNumber
  /** Since the first frame of the case. */
  time: Nanos
  latency: Nanos
  src: string
  dst: string
  /** 0: no port. */
  dstPort: Port
  /** A name, or method and address; empty: there is nothing to say. Text of the wire. */
  what: string
  /** `dns.qry.type`; −1: not DNS. */
  dnsType: number
}

export interface LatencyPair {
  src: string
  dst: string
  dstPort: Port
  count: number
  median: Nanos
  p95: Nanos
  max: Nanos
}

export interface LatencySummary {
  kind: LatencyKind
  /** Events with a latency, of those that are listed. */
  measured: number
  /** Listed ones that got no answer in this capture. */
  unanswered: number
  /** Events looked at, and all there were: at most `MAX_LISTED_CONNS` of a capture are listed. */
  listed: number
  total: number
  /** By nearest rank; −1: nothing was measured. */
  median: Nanos
  p95: Nanos
  p99: Nanos
  max: Nanos
  /** Cut by `BIN_CUT`. */
  bins: LatencyBin[]
  /** The slowest, and an even selection of the others; in order of time. */
  points: { capture: number; frame: FrameNumber; time: Nanos; latency: Nanos }[]
  slowest: LatencyEvent[]
  /** Most events first; bounded: `pairTotal` counts all. */
  pairs: LatencyPair[]
  pairTotal: number
}
