/** A segment as a row of numbers, as far as `TransportListener.passes` asks. */
import type { Segment } from '../../workers/flow/transport'
import {
  LENGTH,
  newPacketRows,
  PAYLOAD_CAPTURED,
  SEQ,
  TCP_FLAGS,
  type PacketRows,
} from '../../workers/wire/packet-rows'

export function segmentRow(segment: Segment): PacketRows {
  const rows = newPacketRows(1)
  rows.words[SEQ] = segment.seq
  rows.words[TCP_FLAGS] = segment.tcpFlags
  rows.words[LENGTH] = segment.length
  rows.words[PAYLOAD_CAPTURED] = segment.captured
  rows.firstFrame = segment.frame
  return rows
}
