/** The part of the desk that answers the list of packets. */
import type { PacketRowsApi } from '../api/packet-rows'
import type { PacketsApi } from '../api/packets'
import { MAX_PACKET_ROWS } from '../limits/limits'
import { CHUNK_ROWS } from '../model/frame-columns'
import { keptWith, type AttachedFiles } from './attached-files'
import { newColumnCache, type ColumnCache } from './column-cache'
import { packetRows, type RowPlace, type RowTools } from './packet-rows'
import type { Stores } from './stores'
import { timeBins } from './time-bins'

export interface PacketListParts {
  stores: Stores
  attached: AttachedFiles
  packets: Pick<PacketsApi, 'framesOf'>
  tools: RowTools
}

export function newPacketList({
  stores,
  attached,
  packets,
  tools,
}: PacketListParts): PacketRowsApi {
  const cache = newColumnCache(stores)

  /** null: the case is gone. */
  async function placeOf(id: string, capture: number): Promise<RowPlace | null> {
    const store = await stores.holderOf(id)
    const all = await store?.facts(id)
    const facts = all?.[capture]
    if (!store || !all || facts === undefined) return null
    const file = (await store.blob(id, keptWith(all, capture))) ?? attached.of(id, capture)
    const kept = async () => {
      const evidence = await store.evidence(id)
      const own = evidence.filter((frame) => frame.capture === capture)
      return new Map(own.map(({ frame, octets }) => [frame, octets]))
    }
    return { id, capture, facts, file, kept }
  }

  return {
    async packetRows(id, capture, set, from, count) {
      const place = await placeOf(id, capture)
      if (place === null) return []
      const first = Math.max(0, from - 1)
      const asked = Math.min(count, MAX_PACKET_ROWS) + from - first
      const frames = await packets.framesOf(set, first, asked)
      const before = first < from ? (frames[0] ?? 0) : 0
      return packetRows(place, frames.subarray(from - first), before, cache, tools)
    },
    frameOfFlow: (id, capture, frame, step) => frameOfFlow({ id, capture, frame, step }, cache),
    timeBins: (id, starts, from, to, bins) => timeBins(id, starts, { from, to, bins }, cache),
  }
}

interface Step {
  id: string
  capture: number
  frame: number
  step: 1 | -1
}

/** The next frame with the same flow; 0: none, or the frame has no flow. */
async function frameOfFlow({ id, capture, frame, step }: Step, cache: ColumnCache) {
  const length = await cache.length(id, capture)
  const chunkOf = (row: number) => Math.floor(row / CHUNK_ROWS)
  const own = await cache.chunk(id, capture, chunkOf(frame - 1))
  const flow = own?.flow[(frame - 1) % CHUNK_ROWS] ?? 0
  if (flow === 0) return 0
  for (let row = frame - 1 + step; row >= 0 && row < length;) {
    const chunk = chunkOf(row)
    const columns = await cache.chunk(id, capture, chunk)
    if (columns === null) return 0
    const first = chunk * CHUNK_ROWS
    for (; row >= first && row < first + columns.length; row += step) {
      if (columns.flow[row - first] === flow) return row + 1
    }
  }
  return 0
}
