/** The part of the desk that answers the list of packets. */
import type { PacketRowsApi } from '../api/packet-rows'
import type { PacketsApi } from '../api/packets'
import { MAX_PACKET_ROWS } from '../limits/workspace-limits'
import { CHUNK_ROWS } from '../model/frame-columns'
import type { CaptureAccesses, CaseCapture } from './capture-accesses'
import { packetRows, type RowPlace, type RowTools } from './packet-rows'
import type { Stores } from './stores'

export interface PacketListParts {
  stores: Pick<Stores, 'holderOf'>
  captures: CaptureAccesses
  packets: Pick<PacketsApi, 'framesOf'>
  tools: RowTools
}

export function newPacketList({
  stores,
  captures,
  packets,
  tools,
}: PacketListParts): PacketRowsApi {
  /** null: the case is gone. */
  async function placeOf(id: string, capture: number): Promise<RowPlace | null> {
    const access = await captures.of(id, capture)
    if (access === null) return null
    const kept = async () => {
      const evidence = (await (await stores.holderOf(id))?.evidence(id)) ?? []
      const own = evidence.filter((frame) => frame.capture === capture)
      return new Map(own.map(({ frame, octets }) => [frame, octets]))
    }
    return { access, kept }
  }

  return {
    async packetRows(id, capture, set, from, count) {
      const place = await placeOf(id, capture)
      if (place === null) return []
      const first = Math.max(0, from - 1)
      const asked = Math.min(count, MAX_PACKET_ROWS) + from - first
      const frames = await packets.framesOf(set, first, asked)
      const before = first < from ? (frames[0] ?? 0) : 0
      return packetRows(place, frames.subarray(from - first), before, tools)
    },
    async frameOfFlow(id, capture, frame, step) {
      const access = await captures.of(id, capture)
      return access === null ? 0 : frameOfFlow(access, frame, step)
    },
  }
}

/** The next frame with the same flow; 0: none, or the frame has no flow. */
async function frameOfFlow(access: CaseCapture, frame: number, step: 1 | -1): Promise<number> {
  const chunkOf = (row: number) => Math.floor(row / CHUNK_ROWS)
  const own = await access.chunk(chunkOf(frame - 1))
  const flow = own?.flow[(frame - 1) % CHUNK_ROWS] ?? 0
  if (flow === 0) return 0
  for (let row = frame - 1 + step; row >= 0 && row < access.rows;) {
    const chunk = chunkOf(row)
    const columns = await access.chunk(chunk)
    if (columns === null) return 0
    const first = chunk * CHUNK_ROWS
    for (; row >= first && row < first + columns.length; row += step) {
      if (columns.flow[row - first] === flow) return row + 1
    }
  }
  return 0
}
