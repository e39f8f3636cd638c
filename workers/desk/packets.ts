/** Answers which packets of a case pass a filter. */
import type { PacketsApi, SelectOutcome } from '../api/packets'
import { MAX_UNPACKED_OCTETS } from '../limits/workspace-limits'
import { CHUNK_ROWS } from '../model/frame-columns'
import type { CaptureAccess } from '../select/capture-access'
import type { FrameSelector } from './frame-selector'
import { newPacketSets } from './packet-sets'

export interface Packets extends PacketsApi {
  /** Nothing of the case is held any more. */
  forget(id: string): void
}

export function newPackets(selector: FrameSelector, nowMs: () => number): Packets {
  const sets = newPacketSets()
  /** The last question, and whether somebody still waits for its answer. */
  let asking = { cancelled: false }

  async function select(
    ...[id, query, onProgress]: Parameters<PacketsApi['selectPackets']>
  ): Promise<SelectOutcome> {
    const begun = nowMs()
    asking.cancelled = true
    const own = (asking = { cancelled: false })
    const found = await selector.select(id, query, own, onProgress)
    if (found.kind !== 'rows') return found
    const { rows, access } = found
    const elapsedMs = nowMs() - begun
    const set = sets.add(id, rows)
    const quickOctets = await quickOctetsOf(access)
    return { kind: 'selected', set, count: rows.count, asked: access.rows, elapsedMs, quickOctets }
  }

  return {
    selectPackets: select,
    cancelSelection() {
      asking.cancelled = true
      return Promise.resolve()
    },
    framesOf(set, from, count) {
      const rows = sets.of(set)?.rows(from, count) ?? new Uint32Array(0)
      return Promise.resolve(rows.map((row) => row + 1))
    },
    rowOf(set, frame) {
      const rows = sets.of(set)
      const row = rows?.rank(frame - 1) ?? 0
      return Promise.resolve({ row, listed: rows !== undefined && rows.rank(frame) > row })
    },
    forget: (id) => sets.forget(id),
  }
}

/** See `PacketSet`. */
async function quickOctetsOf(access: CaptureAccess): Promise<number> {
  const { facts, rows } = access
  if (rows === 0) return 0
  const last = await access.chunk(Math.floor((rows - 1) / CHUNK_ROWS))
  const at = last?.fileAt[(rows - 1) % CHUNK_ROWS] ?? 0
  if (at < MAX_UNPACKED_OCTETS) return 0
  const packed = facts.within?.steps.some((step) => 'packing' in step) ?? at >= facts.size
  return packed ? MAX_UNPACKED_OCTETS : 0
}
