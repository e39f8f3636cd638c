/** Reads a capture again from its first frame to its last, and counts. */
import { openAt } from '../capture/open-at'
import type { CaptureStep } from '../model/capture'
import type { Census } from '../model/census'
import { newRecordBatch, NO_LINKTYPE, type RecordBatch } from '../model/record-batch'
import type { TimeRange } from '../model/time-scope'
import { Dissector } from '../wire/dissect'
import { newPacket, type Packet } from '../wire/packet'
import { CensusTally } from './tally'

/**
 * `steps` lead from the file to a capture within it, unless the file is the capture. `told`: how many
 * frames were read so far, now and then. Frames outside of `range` are not counted. What it throws ends the count. Null: the file cannot be read any more.
 */
export async function takeCensus(
  file: Blob,
  steps: readonly CaptureStep[] | undefined,
  told: (frames: number) => void,
  range: TimeRange = { from: -Infinity, to: Infinity },
): Promise<Census | null> {
  const opened = await openAt(file, steps)
  if (opened.kind !== 'capture') return null
  const { reader } = opened
  const tally = new CensusTally()
  const dissector = new Dissector()
  const packet = newPacket()
  packet.onLayer = tally.layer
  const batch = newRecordBatch()
  let frames = 0
  try {
    while (await reader.next(batch)) {
      for (let row = 0; row < batch.count; row++) {
        packet.frame = ++frames
        const time = batch.time[row] as number
        if (time < range.from || time > range.to) continue
        countRow(batch, row, dissector, packet, tally)
      }
      told(frames)
    }
  } finally {
    await reader.close()
  }
  return tally.result(reader.message)
}

function countRow(
  batch: RecordBatch,
  row: number,
  dissector: Dissector,
  packet: Packet,
  tally: CensusTally,
): void {
  const linktype = batch.linktype[row] as number
  packet.time = batch.time[row] as number
  packet.iface = batch.iface[row] as number
  packet.capLen = batch.capLen[row] as number
  packet.origLen = batch.origLen[row] as number
  tally.begin(packet.origLen)
  if (linktype === NO_LINKTYPE) return // numbered like a frame, and is none
  dissector.frame(batch.view, batch.at[row] as number, linktype, packet)
  tally.end(packet)
}
