/**
 * Side-cars: text files dropped beside the captures, and what they say. Every fact names the file it
 * is from. Addresses are text as in records; a text that was not told is empty, a number −1.
 */
import type { OctetCount, Port } from './units'

/** One text file, or one inside of a bundle. */
export interface SidecarFile {
  /** The file's name, and the path within a bundle: `bundle.zip/node1/routes.txt`. */
  name: string
  /** Name and octets of the dropped file. */
  file: string
  size: number
  /** Of the dropped file; empty until the hash worker has finished. */
  sha256: string
  /** What writes such text, e.g. `ip route`; empty: it is of no known format. */
  format: string
  /** Lines or objects that were understood, and those that were not. */
  entries: number
  notUnderstood: number
  /** What it gave, e.g. `8 pods, 4 nodes`. */
  gave: string
  /** Addresses, prefixes, devices or identities that it names, and those that the captures hold. */
  named: number
  seen: number
  /** What else is to be said of it, e.g. that a bound was reached; empty: nothing. */
  message: string
}

/** `format` of a file of TLS secrets, which is used and never kept. */
export const KEY_LOG = 'TLS key log'

/** What every fact has: index of its file in `Sidecars.files`. */
interface Fact {
  file: number
}

export interface PodFact extends Fact {
  address: string
  name: string
  namespace: string
  node: string
}

export interface NodeFact extends Fact {
  address: string
  name: string
}

export interface ServiceFact extends Fact {
  address: string
  name: string
  namespace: string
}

/** A Cilium endpoint: local to the node whose agent listed it. */
export interface EndpointFact extends Fact {
  address: string
  /** An address of the node itself. */
  host: boolean
  endpoint: number
  identity: number
  ifindex: number
  /** Name of its interface. */
  device: string
  pod: string
  namespace: string
}

export interface IdentityFact extends Fact {
  id: number
  labels: string[]
}

/** Where a node's own table sends packets for a prefix. */
export interface TunnelEntry extends Fact {
  /** First address of the prefix, and its length; not told by any file: assumed. */
  base: string
  length: number
  lengthTold: boolean
  /** Outer destination; empty: local, or without tunnel. */
  node: string
  identity: number
}

/** Pod addresses of a node, as the cluster hands them out. */
export interface PodCidrFact extends Fact {
  base: string
  length: number
  /** Name of the node. */
  node: string
}

export interface RouteFact extends Fact {
  base: string
  length: number
  via: string
  device: string
  /** −1: the route has none of its own. */
  mtu: OctetCount
}

export interface DeviceFact extends Fact {
  index: number
  name: string
  mtu: OctetCount
  /** `vxlan`, `geneve`, `ipip`, `veth`, …; empty: not told. */
  kind: string
  vni: number
  /** UDP port of its tunnel. */
  port: Port
  addresses: string[]
  /** Packets received and sent that it dropped. */
  dropped: number
}

/** Packets of one flow that the datapath dropped for one reason. */
export interface DropFact extends Fact {
  /** Of the datapath, and as text; 0: not told. */
  code: number
  reason: string
  src: string
  dst: string
  /** 0: none. */
  srcPort: Port
  dstPort: Port
  /** `tcp`, `udp`, `icmp`, …; empty: not told. */
  proto: string
  srcIdentity: number
  dstIdentity: number
  /** Where it happened: endpoint, source line of the datapath, name of the node. */
  endpoint: number
  source: string
  node: string
  /** Of the first, as it was written. */
  time: string
  events: number
  /** Told by the verdict of a policy, which comes beside the drop itself. */
  verdict: boolean
}

export type CounterSource = 'conntrack' | 'kernel' | 'tcpdump'

/** A counter that runs since the node, or the tool, was started. */
export interface CounterFact extends Fact {
  source: CounterSource
  /** As its tool names it; counters of the kernel as `nstat` does. */
  name: string
  value: number
}

export type TraceKind = 'fragment' | 'connect' | 'retransmission' | 'dns'

/** A line of a table that bpftrace or a tool of bcc wrote, or several alike. */
export interface TraceFact extends Fact {
  kind: TraceKind
  src: string
  dst: string
  srcPort: Port
  dstPort: Port
  /** Of the slowest. */
  millis: number
  events: number
}

export interface Sidecars {
  files: SidecarFile[]
  pods: PodFact[]
  nodes: NodeFact[]
  services: ServiceFact[]
  endpoints: EndpointFact[]
  identities: IdentityFact[]
  tunnels: TunnelEntry[]
  podCidrs: PodCidrFact[]
  routes: RouteFact[]
  devices: DeviceFact[]
  drops: DropFact[]
  counters: CounterFact[]
  traces: TraceFact[]
}

/** `sha256`: one for each file; an empty one leaves what is there. */
export function withHashes(sidecars: Sidecars, sha256: readonly string[]): Sidecars {
  const files = sidecars.files.map((file, i) => ({ ...file, sha256: sha256[i] || file.sha256 }))
  return { ...sidecars, files }
}

export function noSidecars(): Sidecars {
  return {
    files: [],
    pods: [],
    nodes: [],
    services: [],
    endpoints: [],
    identities: [],
    tunnels: [],
    podCidrs: [],
    routes: [],
    devices: [],
    drops: [],
    counters: [],
    traces: [],
  }
}

/**
 * One file per side-car; those of a bundle share it. They stand in the order of their files; null:
 * none of these.
 */
export function filesOfSidecars(
  sidecars: readonly SidecarFile[],
  files: readonly File[],
): (File | null)[] {
  const taken = new Set<File>()
  return sidecars.map(({ name, file, size }) => {
    const inside = name.startsWith(`${file}/`)
    const found = files.find(
      (each) => each.name === file && each.size === size && (inside || !taken.has(each)),
    )
    if (found !== undefined && !inside) taken.add(found)
    return found ?? null
  })
}
