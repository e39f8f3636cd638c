/** What `mtu-icmp-ignored` found out about a sender of datagrams: UDP does not shrink by itself. */
import type { IcmpErrorRecord } from '../../model/records'
import type { OctetCount, Port } from '../../model/units'

/** One pair of ports whose packets were refused, told, and refused again. */
export interface RefusedFlow {
  srcPort: Port
  dstPort: Port
  /** The first error, and those about packets sent long after it; by time. */
  first: IcmpErrorRecord
  again: readonly IcmpErrorRecord[]
}

export interface RefusedFacts {
  capture: number
  sender: string
  receiver: string
  /** Smallest MTU that was told. */
  mtu: OctetCount
  /** Most errors first. */
  flows: readonly RefusedFlow[]
  again: number
  smallest: OctetCount
  largest: OctetCount
  routers: readonly string[]
}
