/** What `connect-refused` found out about one address and port, or about one scanner. */
import type { FrameNumber, Nanos } from '../../model/units'

export interface Refusal {
  capture: number
  tap: number
  source: string
  sourcePort: number
  /** First SYN of the attempt. */
  synFrame: FrameNumber
  synTime: Nanos
  /** The RST, or the ICMP error that quotes the SYN. */
  frame: FrameNumber
  time: Nanos
  /** TTL of the RST; 0: it was an ICMP error. */
  ttl: number
  /** Of the ICMP error: what it says, and who says it; empty: it was a RST. */
  icmp: string
  icmpFrom: string
  /** The same port answered over the other IP version at once: the client tries both (RFC 8305). */
  fallback: boolean
}

/** Connections to one address and port at one tap that were answered: before, between, after refusals. */
export interface Answered {
  before: number
  between: number
  after: number
}

/** By TTL, who sends the RSTs: the host that also sends other packets, a device, or nobody can tell. */
export type Speaker = 'host' | 'device' | 'both' | 'unknown'

export interface RefusedFacts {
  address: string
  port: number
  /** In order of time; each attempt once, though several taps saw it. */
  refusals: readonly Refusal[]
  byReset: number
  byIcmp: number
  sources: readonly string[]
  places: readonly string[]
  answered: Answered
  /** Connections to other ports of the address that were answered. */
  answeredElsewhere: number
  fallbacks: number
  speaker: Speaker
  resetTtls: readonly number[]
  hostTtls: readonly number[]
  /** What ICMP errors say, and who sends them. */
  icmp: readonly string[]
  icmpFrom: readonly string[]
  /** Fastest refusal, and fastest SYN-ACK of the same address; 0: none. */
  fastestRefusal: Nanos
  fastestAnswer: Nanos
  /** Tunnel the attempts were carried in; empty: none. */
  tunnel: string
  tunnelTo: string
  mayBeCilium: boolean
  capture: number
  first: Nanos
  last: Nanos
}

/** Many destinations of one source that refuse, each tried once or twice. */
export interface RefusedScan {
  source: string
  /** `address:port`, each once. */
  targets: readonly string[]
  refusals: readonly Refusal[]
}

/** More destinations that refuse than are told one by one. */
export interface RefusedGroup {
  kind: 'tunnel end' | 'address' | 'source' | 'many'
  name: string
  members: readonly RefusedFacts[]
}
