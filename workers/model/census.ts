/**
 * Everything a capture holds, counted frame by frame when somebody asks: each frame for itself, so
 * that a fragmented datagram counts with its head. Octets are those of whole frames on the wire.
 */
import type { FrameNumber, Nanos, OctetCount } from './units'

/** A protocol behind those it was found behind, by Wireshark's name. */
export interface ProtocolNode {
  name: string
  /** 0: the outermost protocol of its frames. */
  depth: number
  frames: number
  octets: OctetCount
}

export const ENDPOINT_KINDS = ['eth', 'ipv4', 'ipv6', 'tcp', 'udp'] as const
export type EndpointKind = (typeof ENDPOINT_KINDS)[number]

export interface EndpointCount {
  address: string
  /** −1: endpoints of this kind have none. */
  port: number
  sentFrames: number
  sentOctets: OctetCount
  receivedFrames: number
  receivedOctets: OctetCount
}

export interface EndpointList {
  /** Most frames first; bounded. */
  rows: EndpointCount[]
  /** Endpoints that were told apart. */
  total: number
  /** Frames of endpoints beyond those: nothing else is known of them. */
  beyond: number
}

/** An echo request and its reply, of one interface and tunnel. RFC 792, RFC 4443 §4. */
export interface EchoTime {
  frame: FrameNumber
  time: Nanos
  replyFrame: FrameNumber
  latency: Nanos
  src: string
  dst: string
}

/** Who sent packets with this source address over the link they were captured on. */
export interface Neighbour {
  address: string
  /** `02:42:ac:11:00:02` */
  mac: string
  frames: number
}

export interface Census {
  frames: number
  octets: OctetCount
  /** Depth first: children stand behind their parent, most frames first. */
  protocols: ProtocolNode[]
  /** Every protocol that can stand there; all others are applications. */
  names: readonly string[]
  endpoints: Record<EndpointKind, EndpointList>
  /** Answered ones, at most `MAX_LISTED_CONNS`; `echoTotal` counts all of them. */
  echoes: EchoTime[]
  echoTotal: number
  echoUnanswered: number
  neighbours: Neighbour[]
  /** Pairs of address and MAC, and placements of protocols, beyond what is kept. */
  left: number
  /** Why reading ended early; empty: it did not. */
  message: string
}
