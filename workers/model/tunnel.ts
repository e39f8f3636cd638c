/** Encapsulations, as records describe them. */
import type { OctetCount, Port } from './units'

export type TunnelKind =
  'vxlan' | 'geneve' | 'gre' | 'ipip' | 'gtp' | 'l2tp' | 'teredo' | 'mpls' | 'capwap' | 'pim'

/** The encapsulation a packet was seen in. */
export interface Tunnel {
  kind: TunnelKind
  /** Outer source and destination: the tunnel endpoints. */
  src: string
  dst: string
  /** VNI of VXLAN and Geneve, key of GRE, endpoint of GTP, session of L2TP; −1: none. */
  vni: number
  /** Destination port of the outer UDP; 0 when the tunnel has no port. */
  udpPort: Port
  /** Octets that the encapsulation adds to the inner IP packet, outer IP header included. */
  overhead: OctetCount
}

/** As people call them. */
export const TUNNEL_NAMES: Record<TunnelKind, string> = {
  vxlan: 'VXLAN',
  geneve: 'Geneve',
  gre: 'GRE',
  ipip: 'IPIP',
  gtp: 'GTP-U',
  l2tp: 'L2TP',
  teredo: 'Teredo',
  mpls: 'MPLS',
  capwap: 'CAPWAP',
  pim: 'PIM Register',
}

/** Tunnels of pod networks; the others join sites, customers or phones. */
const OF_PODS: readonly TunnelKind[] = ['vxlan', 'geneve', 'ipip']

export const mayCarryPods = (tunnel: Pick<Tunnel, 'kind'> | null): boolean =>
  tunnel !== null && OF_PODS.includes(tunnel.kind)
