/** How a TCP connection was reset, and what came before; RFC 9293 §3.5.2 and §3.10.7. */
import type { FrameNumber, Nanos, OctetCount } from './units'

export type Side = 'orig' | 'resp'

/** The first RST of a connection at one tap, and what stood there when it came. */
export interface ConnReset {
  from: Side
  frame: FrameNumber
  time: Nanos
  /** RST frames of both sides together, and of each; copies are taken out. */
  total: number
  origTotal: number
  respTotal: number
  /** Frames without RST that its sender sent behind it: a host that resets has nothing more to say. */
  sentAfter: number
  /** TTL or hop limit of the RST, and those of the other segments of its side, ascending; empty: unknown. */
  ttl: number
  otherTtls: number[]
  /** `ip.id` of the RST; −1: IPv6, or not to be read. */
  ipId: number
  /** As sent, unscaled. */
  window: number
  /**
   * Whoever knows the connection resets it with ACK. Without ACK it is the answer to a segment of a
   * connection that its sender does not know.
   */
  hasAck: boolean
  /** Is its sequence number one that its receiver waits for, or the next one of its sender? */
  sequence: 'expected' | 'elsewhere' | 'unknown'
  /** Who had closed with FIN before it. */
  finBefore: Side | 'both' | 'none'
  /** Who sent new data last before it. */
  lastData: Side | 'none'
  /** Sent by the sender of the RST, and by its receiver, and not acknowledged before it. */
  senderUnacked: OctetCount
  receiverUnacked: OctetCount
  /** The silence that ended with the RST, or with what it answers; null: none of a second or more. */
  silence: BrokenSilence | null
  /** Sequence numbers before the first octet of each side: the same at every tap, through NAT as well. */
  origBase: number
  respBase: number
}

/** A silence of both sides, and the segments that broke it and were not answered but by RST. */
export interface BrokenSilence {
  length: Nanos
  /** Who broke it, with which frame; that of the RST itself when nothing else came. */
  from: Side
  frame: FrameNumber
  time: Nanos
  /** Was it broken with a FIN? */
  fin: boolean
  /** Segments of that side from there up to the RST, which is not counted. */
  sent: number
}
