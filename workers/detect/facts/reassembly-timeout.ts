/** What `reassembly-timeout` found out about the datagrams from one host to another. */
import type { IcmpErrorRecord, Tunnel } from '../../model/records'
import type { OctetCount } from '../../model/units'

export interface ReassemblyFacts {
  src: string
  dst: string
  ipVersion: 4 | 6
  /** Errors, without copies, and the first of them. */
  timeouts: number
  errors: IcmpErrorRecord[]
  /** Largest head that they quote, IP total length; 0: none was quoted. */
  head: OctetCount
  /** UDP port that the heads go to; 0: other than UDP, or several. */
  port: number
  /** The tunnel to that port, from `src` to `dst`; null: none was seen. */
  tunnel: Tunnel | null
  /** Fragments of these datagrams are in the captures. */
  fragments: number
  /** Largest packet from `src` to `dst` that is no fragment. */
  largestWhole: OctetCount
  /** Pings from `src` to `dst` or in the tunnel: the smallest ones, and who pinged whom without answer. */
  smallest: { asked: number; answered: number }
  carried: readonly string[]
  place: string
}
