/** Frames on their way from the reader to the analysis: columns of the capture file and rows of packets. */
import { BATCH_ROWS, newRecordBatch, type RecordBatch } from '../model/record-batch'
import { newPacketRows, type PacketRows } from '../wire/packet-rows'

export interface PacketBatch {
  records: RecordBatch
  packets: PacketRows
}

export function newPacketBatch(): PacketBatch {
  return { records: newRecordBatch(), packets: newPacketRows(BATCH_ROWS) }
}
