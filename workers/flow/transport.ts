/**
 * What the flow engine hands on to whoever reads application protocols: TCP segments and UDP
 * datagrams in file order, each with its conversation. One record is filled again for every
 * packet; octets are valid during the call only.
 */
import type { Tunnel } from '../model/tunnel'
import type { FrameNumber, Nanos, OctetCount, Port } from '../model/units'
import { newPacketRows, type PacketRows } from '../wire/packet-rows'

/** What segments and datagrams have in common. */
export interface Payload {
  frame: FrameNumber
  time: Nanos
  srcPort: Port
  dstPort: Port
  /** Row of the conversation's endpoints in `Endpoints`. */
  tuple: number
  /** 0: sent by the lower endpoint of the tuple, 1: by the higher. */
  direction: 0 | 1
  /** Payload: where it stands in `view`, octets captured, octets on the wire. */
  view: DataView
  at: number
  captured: OctetCount
  length: OctetCount
  /** Index of the tap that saw it. */
  tap: number
  /** The row of the packet it came in, for what is asked of few. */
  rows: PacketRows
  row: number
}

/** A TCP segment as the compatible view sees it: one stream per five-tuple, copies included. */
export interface Segment extends Payload {
  /** `tcp.stream`. */
  stream: number
  seq: number
  ack: number
  /** Header flags, see `wire/tcp.ts`. */
  tcpFlags: number
  /** `tcp.analysis` flags, see `tcp-flags.ts`. */
  analysis: number
  /** It stands in an ICMP error and is usually cut; `length` is what stands there. */
  quoted: boolean
}

/** A UDP datagram, whole: fragments were joined. */
export interface UserDatagram extends Payload {
  /** Number of the conversation among those of UDP; negative: in a tunnel that Wireshark does not follow. */
  stream: number
  /** A copy of a datagram seen before at the same tap. */
  copy: boolean
  /** It stands in an ICMP error and is usually cut. */
  quoted: boolean
}

export interface TransportListener {
  /** At the moment, segments are to be told that only acknowledge, too. */
  readonly wantsBare: boolean
  /**
   * The segment in row `index`, with its stream and `tcp.analysis` flags, need not be told: nobody
   * wants more of it than this call. Asked of those with payload or control flags.
   */
  passes(packets: PacketRows, index: number, stream: number, flags: number): boolean
  segment(segment: Segment): void
  datagram(datagram: UserDatagram): void
}

/** Where the frame at hand was seen. */
export interface Sight {
  /** Index of the tap. */
  readonly tap: number
  /** Frame that it is a copy of, seen at the same tap; 0: of none. */
  readonly copyOf: FrameNumber
}

/** Tunnels by the row of a packet inside of them. */
export interface Tunnels {
  /** Number from 1; 0: none. */
  ofRow(rows: PacketRows, row: number): number
  get(number: number): Tunnel | null
}

/** Endpoints by tuple row: `side` 0 is the lower, 1 the higher. */
export interface Endpoints {
  address(tuple: number, side: 0 | 1): string
  port(tuple: number, side: 0 | 1): Port
}

export function newSegment(): Segment {
  return { ...emptyPayload(), stream: 0, seq: 0, ack: 0, tcpFlags: 0, analysis: 0, quoted: false }
}

export function newUserDatagram(): UserDatagram {
  return { ...emptyPayload(), stream: 0, copy: false, quoted: false }
}

function emptyPayload(): Payload {
  return {
    frame: 0,
    time: 0.5, // a double from the start, so that the field never changes its representation
    srcPort: 0,
    dstPort: 0,
    tuple: 0,
    direction: 0,
    view: new DataView(new ArrayBuffer(0)),
    at: 0,
    captured: 0,
    length: 0,
    tap: 0,
    rows: newPacketRows(1),
    row: 0,
  }
}
