/** What `address-conflict` found out about stations that claim the same addresses. */
import type { NeighbourRecord } from '../../model/records'
import type { Nanos } from '../../model/units'

export interface ConflictFacts {
  place: string
  /** One for each address that the same stations claim on one link; at least one. */
  records: readonly NeighbourRecord[]
  /** `proxy`: it claims many addresses. */
  stations: readonly { mac: string; frames: number; proxy: boolean }[]
  returns: number
  doubles: number
  /** They claim it in turn or at once, rather than one after the other. */
  fought: boolean
  first: Nanos
  last: Nanos
}
