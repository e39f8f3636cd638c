/** What `mtu-black-hole` found out about one direction: one tunnel, or two hosts. */
import type { FrameNumber, Nanos, OctetCount } from '../../model/units'
import type { LostSegment, WaySizes } from '../size-loss'
import type { Way } from '../way'
import type { MissingFacts } from './missing-segments'

/** How it is known that smaller packets pass where the large ones do not. */
export interface SizeProofs {
  /** The receiver selectively acknowledged what came after the missing octets. */
  sackHole: boolean
  /** Smaller packets arrived between two transmissions of the lost ones. */
  during: boolean
  /** Smaller packets arrived later, on a path that nobody had reset. */
  later: boolean
  /** Taps behind the hole: they see this traffic, and never a packet of that size. */
  farTaps: { place: string; largest: OctetCount; sameCapture: boolean }[]
  /** Large pings unanswered, small ones answered. */
  echo: EchoBracket | null
}

export interface EchoBracket {
  capture: number
  tap: number
  place: string
  src: string
  dst: string
  answered: OctetCount
  answeredRequests: number
  lost: OctetCount
  lostOuter: OctetCount
  lostRequests: number
  dontFragment: boolean
  frames: { frame: FrameNumber; time: Nanos }[]
  sizes: { size: OctetCount; answered: number; lost: number }[]
  /** The requests arrived and the answers did not; false: it cannot be told which was lost. */
  onWayBack: boolean
}

export interface BlackHoleFacts {
  way: Way
  /** Where `way.to` passes the packets on to, under another address; empty: it is no translator. */
  behind: string
  place: string
  /** Directions between hosts that share the hole, at the tap that shows most of it. */
  sizes: readonly WaySizes[]
  examples: readonly LostSegment[]
  /** Where no repetition was seen, for the tap lies behind the loss; null: some was, or only pings tell. */
  missing: MissingFacts | null
  segments: number
  transmissions: number
  connections: number
  largestDelivered: OctetCount
  smallestLost: OctetCount
  /** Of the outermost packet; equal to the inner ones without a tunnel. */
  largestDeliveredOuter: OctetCount
  smallestLostOuter: OctetCount
  proofs: SizeProofs
  /** Were ICMP messages seen in this capture at all? */
  icmpSeen: boolean
  safeMtu: OctetCount
  /** Percent, against packets of the smallest lost size. */
  goodputCost: number
  first: Nanos
  last: Nanos
}
