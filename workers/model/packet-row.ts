/** A frame as the list of packets shows it. */
import type { FrameStanding } from './frame-flags'
import type { StreamNumbers } from './stream-numbers'
import type { TunnelKind } from './tunnel'
import type { FrameNumber, Nanos } from './units'

/** What stands on the wire, read from the octets of the frame. */
export interface PacketHead {
  /** Of the innermost IP packet; of the link or ARP where there is none; empty: not known. */
  src: string
  dst: string
  /** Of the outermost IP packet; empty when there is one IP header or none. */
  outerSrc: string
  outerDst: string
  /** Of Linux cooked captures, which tell interfaces apart by it; 0: none. */
  ifindex: number
  /** Ports of TCP, UDP or SCTP; −1: none here, and none inherited. */
  srcPort: number
  dstPort: number
  /** The innermost tunnel; null: none that this frame shows. */
  tunnel: { kind: TunnelKind; vni: number } | null
  /** As Wireshark's Protocol column writes it. */
  protocol: string
  /** What the frame says, from the transport inwards, in the words of the protocols. */
  info: string
  /** What it is about, beside what its flags say. */
  kind: 'plain' | 'fragment' | 'icmp-error' | 'reset' | 'malformed'
}

/** A head, and what joins it to other frames. */
export interface HeadReading {
  head: PacketHead
  /** What all fragments of a datagram share; empty: no fragment. And whether this is the first. */
  datagram: string
  first: boolean
  /** Ports of the datagram that is in fragments, where this frame has them; −1: it has not. */
  ports: readonly [src: number, dst: number]
  /** What a segment and its repetitions share; empty: it carries nothing. */
  segment: string
}

/**
 * Reads a frame as a line of the list. `octets`: the first of the `capLen` that were captured. `numbers`:
 * what those of its connection count from; null: not known.
 */
export type ReadHead = (
  octets: Uint8Array,
  linktype: number,
  capLen: number,
  origLen: number,
  numbers: StreamNumbers | null,
) => HeadReading

/** What other frames of the datagram or connection tell of this one. */
export interface PacketKin {
  /** A fragment without the head of its datagram: where that is; null: it is one, or not found. */
  head: { frame: FrameNumber; srcPort: number; dstPort: number; vni: number } | null
  /** The frame that carried the same segment before; 0: none is known. */
  repeats: FrameNumber
}

export interface PacketRow {
  frame: FrameNumber
  /** Since the first frame of the capture. */
  time: Nanos
  /** Since the frame before it in the capture, and in the list; null: there is none. */
  delta: Nanos | null
  deltaShown: Nanos | null
  capLen: number
  origLen: number
  /** Index into `CaptureFacts.interfaces`. */
  iface: number
  /** Number from 1 of its connection in the corrected view; 0: none. */
  flow: number
  standing: FrameStanding
  fragment: boolean
  /** null: the octets are not at hand. */
  head: PacketHead | null
  kin: PacketKin
}
