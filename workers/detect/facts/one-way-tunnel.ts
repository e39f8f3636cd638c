/** What `one-way-tunnel` found out about a tunnel of which one direction is missing. */
import type { Tunnel, TunnelWayRecord } from '../../model/records'

export interface OneWayTunnelFacts {
  /** In the direction that is there. */
  tunnel: Tunnel
  packets: number
  place: string
  /**
   * Where the missing direction should be seen: `arrival`: the packets leave here and never arrive
   * there; `answers`: nothing comes back here.
   */
  missing: 'arrival' | 'answers'
  /** The far tap, and what it sees of the other direction; empty and 0 for `answers`. */
  farPlace: string
  farPackets: number
  /** Packets between the same two nodes outside of this tunnel, in both directions, at one tap. */
  plainForth: number
  plainBack: number
  /** Packets that the tap sees come in from others in the same overlay. */
  othersIn: number
  /** Inner hosts behind the tunnel that were asked in vain. */
  targets: readonly string[]
  ways: readonly TunnelWayRecord[]
}
