/** Frames of one TCP connection as the segments of one of its sides. */
import { formatAddress } from '../model/address'
import { Dissector } from '../wire/dissect'
import { innermost, newPacket } from '../wire/packet'
import { ACK, SYN } from '../wire/tcp'

/** A frame, read again. */
export interface CarvedFrame {
  frame: number
  octets: Uint8Array
  linktype: number
  origLen: number
}

export interface CarvedSegment {
  frame: number
  /** Sent by the side that is asked for. */
  own: boolean
  /** Of the first octet of `octets`. */
  seq: number
  /** −1: the segment acknowledges nothing. */
  ack: number
  octets: Uint8Array
  /** On the wire; `octets` may be fewer. */
  length: number
}

/** `address:port` of one side; the other may be any. */
export interface CarvedSide {
  address: string
  port: number
}

export class SegmentReader {
  private readonly dissector = new Dissector()
  private readonly packet = newPacket()
  private readonly side: CarvedSide

  constructor(side: CarvedSide) {
    this.side = side
  }

  /** null: no TCP segment, or one that cannot be read. */
  read({ frame, octets, linktype, origLen }: CarvedFrame): CarvedSegment | null {
    const { packet } = this
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
    packet.frame = frame
    packet.capLen = octets.length
    packet.origLen = origLen
    this.dissector.frame(view, 0, linktype, packet)
    if (packet.transport !== 'tcp' || packet.fault !== null) return null
    const { tcp, payloadAt, payloadCaptured } = packet
    const { s0, s1, s2, s3 } = innermost(packet)
    const own =
      tcp.srcPort === this.side.port && formatAddress(s0, s1, s2, s3) === this.side.address
    const kept = Math.min(payloadCaptured, tcp.length)
    return {
      frame,
      own,
      seq: (tcp.seq + ((tcp.flags & SYN) !== 0 ? 1 : 0)) >>> 0,
      ack: (tcp.flags & ACK) === 0 ? -1 : tcp.ack,
      octets: octets.subarray(payloadAt, payloadAt + kept),
      length: tcp.length,
    }
  }
}
