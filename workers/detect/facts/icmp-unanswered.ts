/** What `icmp-unanswered` found out about pings from one host to another. */
import type { EchoPathRecord, Tunnel } from '../../model/records'
import type { OctetCount } from '../../model/units'

export interface PingFacts {
  src: string
  dst: string
  tunnel: Tunnel | null
  /** At the tap that saw most of them. */
  record: EchoPathRecord
  place: string
  requests: number
  unanswered: number
  /** Largest size that was answered and smallest of which none was, if all sizes agree; 0: they do not. */
  largestAnswered: OctetCount
  smallestLost: OctetCount
  /** Another tap that saw answers to these requests; empty: none. */
  answeredAt: string
  repliesThere: number
  /** ICMP errors that quote these requests: `host unreachable` and the like, and who sent them. */
  errors: readonly { name: string; from: string; count: number }[]
  /** Other packets from the host that is asked are in the case. */
  speaks: boolean
  /** The tap sees packets for the host that asks, so it would see replies. */
  hears: boolean
}

/** One host that pings many, of whom nobody answers. */
export interface SweepFacts {
  src: string
  pings: readonly PingFacts[]
}
