/** What `path-asymmetry` found out about two tunnels that carry one direction each. */
import type { TunnelWayRecord } from '../../model/records'

/** Two inner hosts: the way there, and the way back. */
export interface AsymmetricPair {
  forth: TunnelWayRecord
  back: TunnelWayRecord
  /** Connections between the two, and those that were never established. */
  conns: number
  failed: number
  /** Frames and times of the first SYNs of these. */
  attempts: readonly { frame: number; time: number }[]
}

export interface AsymmetryFacts {
  capture: number
  place: string
  /** Most frames first. */
  pairs: readonly AsymmetricPair[]
  conns: number
  failed: number
}
