/** Conversations by link, network and transport addresses, counted as Wireshark counts them. */
import type { TunnelKind } from './tunnel'
import type { Nanos, OctetCount, Port } from './units'

export const CONVERSATION_KINDS = ['udp', 'ip', 'ethernet', 'tunnel'] as const

export type ConversationKind = (typeof CONVERSATION_KINDS)[number]

/** Both directions; pairs are of A to B, and of B to A. A was seen first as sender. */
export interface ConversationRow {
  capture: number
  /** `udp.stream`; −1: not UDP. */
  stream: number
  a: string
  b: string
  /** 0 without ports. */
  aPort: Port
  bPort: Port
  /** Of tunnels; null: of others. */
  tunnel: { kind: TunnelKind; vni: number; udpPort: Port } | null
  /** Since the start of the case. */
  start: Nanos
  duration: Nanos
  frames: [number, number]
  /** Of whole frames. */
  octets: [OctetCount, OctetCount]
}

export interface ConversationList {
  /** Most octets first, at most `MAX_LISTED_CONVERSATIONS`. */
  rows: ConversationRow[]
  total: number
  /** Frames of conversations beyond the bound on those that are counted. */
  beyond: number
}

export interface Conversations {
  lists: Record<ConversationKind, ConversationList>
  /** Frames without index, which were not counted. */
  unindexed: number
  /** Captures that are not at hand, and why. */
  absent: string[]
}
