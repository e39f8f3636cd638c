/** Tells a listener of segments and datagrams; each record is filled again for every packet. */
import {
  ACK_NUMBER,
  LENGTH,
  PAYLOAD_AT,
  PAYLOAD_CAPTURED,
  PORTS,
  ROW_WORDS,
  SEQ,
  SHAPE,
  SWAPPED,
  TCP_FLAGS,
  type PacketRows,
} from '../wire/packet-rows'
import { FIN, RST, SYN } from '../wire/tcp'
import { newSegment, newUserDatagram, type Payload, type TransportListener } from './transport'

/** Segments that matter even when they carry nothing. */
const CONTROL = SYN | FIN | RST

export class Telling {
  private readonly segmentRecord = newSegment()
  private readonly datagramRecord = newUserDatagram()
  private readonly listener: TransportListener

  constructor(listener: TransportListener) {
    this.listener = listener
  }

  segment(
    packets: PacketRows,
    index: number,
    tuple: number,
    stream: number,
    flags: number,
    quoted: boolean,
  ): void {
    const { segmentRecord: segment } = this
    const { words } = packets
    const p = index * ROW_WORDS
    const bare = words[p + LENGTH] === 0 && ((words[p + TCP_FLAGS] as number) & CONTROL) === 0
    if (bare && !this.listener.wantsBare) return
    take(segment, packets, index, tuple)
    segment.captured = Math.min(segment.captured, segment.length)
    segment.stream = stream
    segment.seq = words[p + SEQ] as number
    segment.ack = words[p + ACK_NUMBER] as number
    segment.tcpFlags = words[p + TCP_FLAGS] as number
    segment.analysis = flags
    segment.quoted = quoted
    this.listener.segment(segment)
  }

  datagram(
    packets: PacketRows,
    index: number,
    tuple: number,
    stream: number,
    { quoted, copy }: { readonly quoted: boolean; readonly copy: boolean },
  ): void {
    const { datagramRecord: datagram } = this
    take(datagram, packets, index, tuple)
    datagram.stream = stream
    datagram.quoted = quoted
    datagram.copy = copy
    this.listener.datagram(datagram)
  }
}

/** How a datagram came. */
export const PLAIN = { quoted: false, copy: false }
export const COPY = { quoted: false, copy: true }
export const QUOTED = { quoted: true, copy: false }

/** What segments and datagrams have in common. */
function take(into: Payload, packets: PacketRows, index: number, tuple: number): void {
  const { words } = packets
  const p = index * ROW_WORDS
  const swapped = ((words[p + SHAPE] as number) & SWAPPED) !== 0
  const ports = words[p + PORTS] as number
  into.frame = packets.firstFrame + index
  into.time = packets.time[index] as number
  into.srcPort = swapped ? ports & 0xffff : ports >>> 16
  into.dstPort = swapped ? ports >>> 16 : ports & 0xffff
  into.tuple = tuple
  into.direction = swapped ? 1 : 0
  into.view = packets.view
  into.at = words[p + PAYLOAD_AT] as number
  into.captured = words[p + PAYLOAD_CAPTURED] as number
  into.length = words[p + LENGTH] as number
}
