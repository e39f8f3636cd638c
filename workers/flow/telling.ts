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
import {
  newSegment,
  newUserDatagram,
  type Payload,
  type Sight,
  type TransportListener,
} from './transport'

/** Segments that matter even when they carry nothing. */
const CONTROL = SYN | FIN | RST

export class Telling {
  private readonly segmentRecord = newSegment()
  private readonly datagramRecord = newUserDatagram()
  private readonly listener: TransportListener
  private readonly sight: Sight

  /** `sight`: of the frame that each packet comes in. */
  constructor(listener: TransportListener, sight: Sight) {
    this.listener = listener
    this.sight = sight
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
    if (bare) {
      if (!this.listener.wantsBare) return
    } else if (!quoted && this.listener.passes(packets, index, stream, flags)) return
    take(segment, packets, index, tuple, this.sight)
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
    quoted: boolean,
  ): void {
    const { datagramRecord: datagram, sight } = this
    take(datagram, packets, index, tuple, sight)
    datagram.stream = stream
    datagram.quoted = quoted
    datagram.copy = !quoted && sight.copyOf !== 0
    this.listener.datagram(datagram)
  }
}

/** What segments and datagrams have in common. */
function take(
  into: Payload,
  packets: PacketRows,
  index: number,
  tuple: number,
  sight: Sight,
): void {
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
  into.tap = sight.tap
  into.rows = packets
  into.row = index
}
