/** Which addresses live behind which node, as tunnels show it; and as whom they send. */
import type { TunnelKind } from './tunnel'
import type { Port } from './units'

/** Observed: the narrowest network around pods of one node that holds no pod of another one. */
export interface PodPrefix {
  /** `10.42.1.0/28`; one pod alone: `10.42.1.5/32`. */
  prefix: string
  /** What it rests on: the first addresses in order, at most `limits.MAX_PREFIX_PODS`. */
  pods: string[]
  podTotal: number
}

/** Whom the VNI names where it is the identity of the sender (Cilium). */
export interface NodeIdentity {
  id: number
  /** Reserved or well-known name; empty: none. */
  name: string
  /** Of side-cars. */
  labels: string[]
  /** Addresses that send with it. */
  addresses: number
}

export interface NodePods {
  /** Address of the tunnel's end. */
  node: string
  tunnel: { kind: TunnelKind; udpPort: Port }
  /** Of the network where a VNI names one, and not the sender; −1: it does not, or there is none. */
  vni: number
  /** In order of addresses, at most `limits.MAX_NODE_PLACES`. */
  prefixes: PodPrefix[]
  prefixTotal: number
  pods: number
  /** Of the pods, those that sent from another node before. */
  moved: number
  /** Addresses that send from several nodes at once, or nobody knows in which order: in no prefix. */
  disputed: number
  /** Addresses that are no pod's: of nodes, of the world outside, not of private use. */
  others: number
  /** Ascending, at most `limits.MAX_NODE_PLACES`; empty where VNIs name no sender. */
  identities: NodeIdentity[]
  identityTotal: number
}
