/** What `connect-unanswered` found out about one destination, or about one scanner. */
import type { Nanos } from '../../model/units'

export interface Attempt {
  capture: number
  source: string
  sourcePort: number
  /** SYNs of this connection, repetitions included, at the tap that saw most. */
  syns: number
  frames: { frame: number; time: Nanos }[]
  /** Taps that saw the SYN. */
  places: string[]
}

export interface UnansweredFacts {
  address: string
  port: number
  attempts: readonly Attempt[]
  syns: number
  sources: readonly string[]
  places: readonly string[]
  /** Tunnel the SYNs were carried in; empty: none. */
  tunnel: string
  tunnelTo: string
  mayBeCilium: boolean
  /** Connections to the same address and port that were answered, and to other ports of it. */
  answeredHere: number
  answeredElsewhere: number
  /** Did any packet come from this address? */
  speaks: boolean
  /** Do packets towards the sources pass a tap of this case: would an answer have been seen? */
  wouldBeSeen: boolean
  capture: number
  first: Nanos
  last: Nanos
}

export interface ScanFacts {
  source: string
  targets: readonly { address: string; port: number }[]
  syns: number
  attempts: readonly Attempt[]
}

/** More silent destinations than are told one by one, with what they have in common. */
export interface UnansweredGroup {
  kind: 'tunnel end' | 'address' | 'source' | 'many'
  /** Of the tunnel end, the address or the source. */
  name: string
  members: readonly UnansweredFacts[]
}
