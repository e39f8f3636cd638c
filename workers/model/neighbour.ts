/** Who claims an address on a link. */
import type { FrameNumber, Nanos } from './units'

export interface NeighbourClaim {
  /** `52:54:00:a1:01:00`. */
  mac: string
  frames: number
  firstFrame: FrameNumber
  firstTime: Nanos
  lastTime: Nanos
}

/** One address at one tap and in one VLAN. */
export interface NeighbourRecord {
  capture: number
  tap: number
  /** 802.1Q ID; −1: untagged. */
  vlan: number
  /** IPv4 (ARP) or IPv6 (neighbour discovery). */
  address: string
  /** In order of their first claim; at most 8. */
  claims: NeighbourClaim[]
  /** How often one claimed it again within a minute of its own last claim, after another had. */
  returns: number
  /** Answers of two stations within a second. */
  doubles: number
  /** Claims that followed those of another station; bounded. */
  changes: { frame: FrameNumber; time: Nanos; mac: string }[]
}
