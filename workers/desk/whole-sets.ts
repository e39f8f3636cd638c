/** Sets of all frames of a capture. */
import type { PacketsApi } from '../api/packets'
import { newColumnCache } from './column-cache'
import type { Stores } from './stores'

export function newWholeSets(stores: Stores): PacketsApi {
  const cache = newColumnCache(stores)
  const counts: number[] = []
  return {
    async selectPackets(id, { capture }) {
      const count = await cache.length(id, capture)
      return { kind: 'selected', set: counts.push(count) - 1, count, asked: count, elapsedMs: 0 }
    },
    cancelSelection: () => Promise.resolve(),
    framesOf(set, from, count) {
      const end = Math.min(from + count, counts[set] ?? 0)
      return Promise.resolve(
        Uint32Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i + 1),
      )
    },
    rowOf: (set, frame) => Promise.resolve(Math.min(frame - 1, counts[set] ?? 0)),
  }
}
