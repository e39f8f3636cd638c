/** Where side-cars contradict each other. */
import type { OctetCount } from '../../model/units'

/** Two tunnel maps about one prefix, or a map and what Kubernetes says. */
export interface MapConflict {
  prefix: string
  base: string
  length: number
  /** The prefix was assumed: the map tells its first address only. */
  assumed: boolean
  /** Outer destination by file. */
  said: readonly { file: string; node: string }[]
  /** Where the pods of the prefix run, by Kubernetes; null: it does not tell. */
  right: { name: string; addresses: readonly string[]; by: string; pods: readonly string[] } | null
}

/** Maps that do not agree with what is right, with all prefixes in which they are the same. */
export interface MapFacts {
  conflicts: readonly MapConflict[]
  /** Nodes that wrote the maps, by file; those that can be told. */
  writers: ReadonlyMap<string, string>
}

export interface EndpointConflict {
  /** elsewhere: it runs on another node; pod: it is another pod; missing: the list lacks it. */
  kind: 'elsewhere' | 'pod' | 'missing' | 'identity'
  address: string
  /** What the list of endpoints says, and what the other file says. */
  listed: string
  told: string
  by: string
}

export interface EndpointFacts {
  file: string
  /** The node that wrote the list; empty: it cannot be told. */
  node: string
  conflicts: readonly EndpointConflict[]
}

export interface MtuConflict {
  route: string
  device: string
  mtu: OctetCount
  /** What the device below can carry, and what the tunnel adds; 0: no tunnel. */
  below: string
  belowMtu: OctetCount
  overhead: OctetCount
  /** What the overhead is known by. */
  tunnel: string
  file: string
  belowFile: string
}
