/** One TCP connection, opened: its segments as columns, and what it said. */
import type { ConnRecord, Endpoint, HandshakeOutcome } from './conn'
import type { Tunnel } from './tunnel'
import type { FrameNumber, Nanos, OctetCount } from './units'

/** A connection of a case: index of its capture, and its number there from 1. */
export interface FlowRef {
  capture: number
  flow: number
}

/** 0: the side that began. */
export type FlowSide = 0 | 1

/** A listed connection as the table of flows has it. Pairs: from who began, from the other. */
export interface FlowRow extends FlowRef {
  stream: number
  tap: string
  orig: { address: string; port: number }
  resp: { address: string; port: number }
  tunnel: Tunnel | null
  firstFrame: FrameNumber
  /** Since the start of the case, and since the first frame of the capture. */
  start: Nanos
  firstTime: Nanos
  duration: Nanos
  frames: [number, number]
  octets: [OctetCount, OctetCount]
  retransmissions: [number, number]
  /** First SYN to the ACK that completes; −1: did not happen here. */
  handshake: Nanos
  outcome: HandshakeOutcome
  /** Shortest of both sides, and mean of all samples; −1: not measured. */
  rttMin: Nanos
  rttMean: Nanos
  closedBy: ConnRecord['closedBy']
  largestIp: OctetCount
}

/**
 * Segments of one connection in file order. Sequence numbers count from the first of their side (its
 * SYN is 0) and do not wrap; those of `ack` and `sack` are of the other side.
 */
export interface SegmentSeries {
  length: number
  frame: Uint32Array<ArrayBuffer>
  time: Float64Array<ArrayBuffer>
  /** `FlowSide` of who sent it. */
  side: Uint8Array<ArrayBuffer>
  seq: Float64Array<ArrayBuffer>
  /** −1: it acknowledges nothing. */
  ack: Float64Array<ArrayBuffer>
  /** Octets of payload on the wire. */
  size: Uint32Array<ArrayBuffer>
  /** The receive window, scaled where the scale is known. */
  window: Float64Array<ArrayBuffer>
  /** As in the header: FIN 1, SYN 2, RST 4, PSH 8, ACK 16. */
  tcpFlags: Uint16Array<ArrayBuffer>
  /** Bits of `ANALYSIS_NAMES`; what was seen before is sent again, where Wireshark takes it for reordered. */
  analysis: Uint32Array<ArrayBuffer>
  /** Blocks of segment i are [sackStart[i], sackStart[i + 1]) of `sack`, left and right in turn. */
  sackStart: Uint32Array<ArrayBuffer>
  sack: Float64Array<ArrayBuffer>
  /** From the newest data that this acknowledges, and that was sent once, until here; −1: none. */
  rtt: Float64Array<ArrayBuffer>
  /** Octets of the sender that are not acknowledged, this segment included; −1: not known. */
  flight: Float64Array<ArrayBuffer>
}

export interface FlowTrace {
  conn: ConnRecord
  series: SegmentSeries
  /** Frames of the connection, and those that were read for the series. */
  frames: number
  read: number
  /** Frames that could not be read as segments: fragments of datagrams that are not whole, cut headers. */
  unreadable: number
  /** Was the window scale of each side told (RFC 7323 §2.2)? If not, windows are as sent. */
  scaleKnown: [boolean, boolean]
}

/** What one side said in one go, or what is missing there. */
export interface SaidPart {
  side: FlowSide
  frame: FrameNumber
  time: Nanos
  octets: Uint8Array<ArrayBuffer>
  /** Octets that are missing before `octets`; 0: none. */
  gap: OctetCount
}

/** All that both sides said. */
export interface WholeSpeech {
  parts: SaidPart[]
  /** Who side 0 is. */
  orig: Endpoint
  /** There is more than was asked for. */
  more: boolean
}

/** A page of what both sides said, in the order in which it was complete. */
export interface SaidPage {
  parts: SaidPart[]
  /** Octets given so far, this page included. */
  until: OctetCount
  done: boolean
}

/** What a layer of a graph shows. The page has a colour and a name for each. */
export type LayerName =
  | 'data'
  | 'repeated'
  | 'reordered'
  | 'sack'
  | 'ack'
  | 'window'
  | 'rttForth'
  | 'rttBack'
  | 'flight'
  | 'zeroWindow'
  | 'forth'
  | 'back'
