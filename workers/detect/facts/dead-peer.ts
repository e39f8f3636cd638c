/** What `dead-peer` found out about one host that stopped answering. */
import type { Endpoint, Tunnel } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'
import type { Asks } from '../unanswered-asks'

/** A connection on which one side asks in vain, at the tap that shows most of it. */
export interface SilentConn {
  capture: number
  tap: number
  place: string
  /** Other taps that show the same silence. */
  elsewhere: readonly string[]
  asker: Endpoint
  peer: Endpoint
  /** The silent side did not open the connection. */
  serves: boolean
  tunnel: Tunnel | null
  stream: number
  asks: Asks
  /** Probes and transmissions that waited for an answer. */
  unanswered: number
  /** The peer's last word. */
  heardFrame: FrameNumber
  heard: Nanos
  /** First unanswered segment, and when the asker gave up or the capture ended. */
  first: Nanos
  until: Nanos
  /** How it ended: RST or FIN of the asker, or not at all. */
  ended: 'reset' | 'closed' | 'open'
  endFrame: FrameNumber
  /** ICMP error about this connection while the peer was silent; null: none. */
  error: { says: string; from: string; frame: FrameNumber; time: Nanos } | null
  /** Frames of the peer at this tap, and another tap that heard more of it; empty: none. */
  peerFrames: number
  answersSeenAt: string
  /** The asker acknowledged data of the peer that this tap did not see. */
  unseen: boolean
}

export interface DeadPeerFacts {
  peer: string
  /** Longest silence first. */
  conns: readonly SilentConn[]
  unanswered: number
  probes: number
  /** Longest time without an answer. */
  silent: Nanos
  /** Last packet of the peer on another connection at the same tap while it was asked here; null: none. */
  heardElsewhere: { capture: number; frame: FrameNumber; time: Nanos; port: number } | null
  /** Connections of all hosts at the same tap on which both sides spoke. */
  tapConns: number
}
