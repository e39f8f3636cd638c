/** What `mtu-icmp-ignored` found out about one tunnel, or one sender. */
import type { IcmpErrorRecord } from '../../model/records'
import type { OctetCount } from '../../model/units'
import type { LostSegment } from '../size-loss'
import type { Way } from '../way'

/** A segment that was sent again as large as before, although an error about it had come. */
export interface IgnoredSegment {
  lost: LostSegment
  /** The first error after the segment was first sent. */
  error: IcmpErrorRecord
  /** Transmissions of the same size later than the sender needs to obey. */
  after: number
}

export interface IgnoredFacts {
  /** Of the first segment. */
  way: Way
  place: string
  capture: number
  /** Who was told, and about packets to whom: the ends of the tunnel, or the hosts themselves. */
  sender: string
  receivers: readonly string[]
  /** All errors about these, by time. */
  errors: readonly IcmpErrorRecord[]
  /** Smallest MTU that they tell; 0: none tells one. */
  mtu: OctetCount
  /** The errors quote the outer packet of a tunnel: sizes are those of outer packets. */
  outer: boolean
  /** Those with most transmissions after the error first. */
  segments: readonly IgnoredSegment[]
  connections: number
  /** All transmissions after the errors. */
  after: number
  /** Largest packet that obeys the errors, which need not tell a size. */
  allowed: OctetCount
  /** Fewest octets of a refused packet that an error quotes. */
  quoted: OctetCount
  /** Octets that must be quoted to show the addresses and ports inside the tunnel. */
  quoteNeeded: OctetCount
  smallestAfter: OctetCount
  largestAfter: OctetCount
  /** Every one of the segments was at last acknowledged in smaller pieces. */
  rescued: boolean
  /** An error about the inner packet, where the tunnel's end passed one on. */
  passedOn: IcmpErrorRecord | null
}
