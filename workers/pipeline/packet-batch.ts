/**
 * Frames on their way from the reader to the analysis: columns of the capture file and rows of
 * packets, all in one buffer, so that a batch can be handed from thread to thread.
 */
import { BATCH_ROWS, type RecordBatch } from '../model/record-batch'
import { ROW_WORDS, type PacketRows } from '../wire/packet-rows'

export interface PacketBatch {
  readonly buffer: ArrayBuffer
  readonly records: RecordBatch
  readonly packets: PacketRows
}

/** Octets of a row in all columns: three doubles, then words, then half words. */
const DOUBLES = 2
const WORDS = 3
const HALVES = 2
const ROW_OCTETS = DOUBLES * 8 + (WORDS + ROW_WORDS) * 4 + HALVES * 2

export function newPacketBatch(): PacketBatch {
  return packetBatchOver(new ArrayBuffer(BATCH_ROWS * ROW_OCTETS))
}

/** The batch in a buffer that `newPacketBatch` made; without rows and octets yet. */
export function packetBatchOver(buffer: ArrayBuffer): PacketBatch {
  let at = 0
  const next = (octets: number) => {
    const from = at
    at += BATCH_ROWS * octets
    return from
  }
  const time = new Float64Array(buffer, next(8), BATCH_ROWS)
  const octets = new Uint8Array(0)
  const view = new DataView(octets.buffer)
  const records: RecordBatch = {
    count: 0,
    octets,
    view,
    time,
    fileAt: new Float64Array(buffer, next(8), BATCH_ROWS),
    at: new Uint32Array(buffer, next(4), BATCH_ROWS),
    capLen: new Uint32Array(buffer, next(4), BATCH_ROWS),
    origLen: new Uint32Array(buffer, next(4), BATCH_ROWS),
    iface: new Uint16Array(buffer, next(2), BATCH_ROWS),
    linktype: new Uint16Array(buffer, next(2), BATCH_ROWS),
  }
  const words = new Uint32Array(buffer, next(4 * ROW_WORDS), BATCH_ROWS * ROW_WORDS)
  return { buffer, records, packets: { words, time, view, firstFrame: 1 } }
}
