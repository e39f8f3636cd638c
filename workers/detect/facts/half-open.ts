/** What `half-open` found out about one host that no longer knows connections of others. */
import type { ChallengeRecord, Endpoint, Tunnel } from '../../model/records'
import type { FrameNumber, Nanos, OctetCount } from '../../model/units'

interface Moment {
  frame: FrameNumber
  time: Nanos
}

export interface LostConn {
  capture: number
  tap: number
  place: string
  tunnel: Tunnel | null
  stream: number
  /** Who still believes in the connection, and who lost it. */
  believer: Endpoint
  host: Endpoint
  /**
   * How it shows: the host was away when it was asked and then sent RST; it sent RST at once, after
   * a silence; or it asked for a new connection on the ports of the old one.
   */
  kind: 'away' | 'quiet' | 'challenge'
  /** Silence of both sides before the first question; 0: none of a second or more. */
  quiet: Nanos
  /** What the believer sent and the RST answers; of a challenge: the SYN. */
  asked: number
  length: OctetCount
  questions: Moment[]
  /** The RST, or the ACK for the old connection. */
  answer: Moment
  /** TTL of the RST; 0: of a challenge. */
  ttl: number
  /** The RST that denied the old connection in return; null: none. */
  denial: Moment | null
  /** Both sides had spoken on it in this capture, or its end was seen: `older`. */
  worked: boolean
  older: ChallengeRecord['older'] | null
}

export interface HalfOpenFacts {
  host: string
  conns: readonly LostConn[]
  /** Longest time from the first unanswered question to the RST. */
  away: Nanos
  /** A handshake that the host completed behind the RST, the newest of this tap; null: none. */
  revived: (Moment & { capture: number; port: number }) | null
}
