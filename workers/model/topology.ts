/** Who talks to whom in a case: nodes, the pods behind them, tunnels and conversations. */
import type { ClockRecord } from './journey'
import type { NodePods } from './pod-places'
import type { TunnelKind } from './tunnel'
import type { Nanos, OctetCount, Port } from './units'

/**
 * `node`: end of a tunnel, or one that a side-car has pods on. `pod`: seen inside of a tunnel, or placed by
 * a side-car. `host`: neither.
 */
export type HostKind = 'node' | 'pod' | 'host'

export interface TopologyHost {
  address: string
  kind: HostKind
  /** Address of the node whose tunnel its packets come out of; empty: not behind one. */
  behind: string
  /** Its node is told by a side-car alone; absent: by its packets, or by nobody. */
  placed?: true
  /** VNIs of what it sends, ascending: its identity in Cilium. */
  vnis: number[]
  sent: number
  received: number
}

/** One direction between two hosts. */
export interface TopologyWay {
  packets: number
  /** TCP data segments, and those that had to be sent again. */
  segments: number
  repeated: number
  /** Packets that one place saw and the next one did not; −1: not seen at two places. */
  lost: number
  largestDelivered: OctetCount
  /** Smallest packet that never arrived; 0: none. */
  smallestLost: OctetCount
  /**
   * Echo requests, and those that had no reply, at the place that saw most of them; requests at the end
   * of a capture left out. Absent: no place saw a reply, or an earlier version kept the case.
   */
  pings?: { sent: number; unanswered: number }
}

export interface TopologyEdge {
  a: string
  b: string
  /** null: a conversation of hosts; else the tunnel between two nodes. */
  tunnel: { kind: TunnelKind; udpPort: Port } | null
  forth: TopologyWay
  back: TopologyWay
  /** Shortest handshake without repetition, from SYN to ACK; else shortest ping; −1: neither. */
  rttMin: Nanos
}

export interface Topology {
  /** Most packets first. */
  hosts: TopologyHost[]
  edges: TopologyEdge[]
  /** Hosts and edges beyond the bound. */
  left: number
  clocks: ClockRecord[]
  /** Where pods live, in order of nodes; absent in cases that an earlier version kept. */
  places?: NodePods[]
}
