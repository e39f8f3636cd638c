/** Cases that are being read: their ids, and the index of their frames until they are saved. */
import type { IndexBounds } from '../api/library'
import type { ShelfApi } from '../api/shelf'
import type { CaseResult } from '../model/run'
import { FrameIndex } from './frame-index'
import type { RunOwners } from './run-owners'
import type { Stores } from './stores'

export interface BegunCases {
  begin(id: string, bounds: Required<IndexBounds>): Promise<ShelfApi>
  /** The result with what is held of its columns; all of them, when it was not begun. */
  complete(id: string, result: CaseResult): CaseResult
  /** Its columns are in good hands. */
  forget(id: string): void
  discard(id: string): Promise<void>
}

export function newBegunCases(stores: Stores, owners: RunOwners): BegunCases {
  const indexes = new Map<string, FrameIndex>()
  return {
    async begin(id, bounds) {
      const owned = await owners.hold(id)
      const index = new FrameIndex(bounds, (...chunk) =>
        // Another page that is opened meanwhile sweeps away what nobody owns.
        owned ? stores.putChunk(id, ...chunk) : Promise.resolve(null),
      )
      indexes.set(id, index)
      return {
        async put(...chunk) {
          await index.put(...chunk)
          return index.lost
        },
      }
    },
    complete(id, result) {
      const index = indexes.get(id)
      if (index === undefined) return result
      const captures = result.captures.map((capture, number) => ({
        ...capture,
        columns: index.complete(number, capture.columns),
      }))
      return { ...result, captures }
    },
    forget: (id) => void indexes.delete(id),
    async discard(id) {
      await indexes.get(id)?.close()
      indexes.delete(id)
      await stores.remove(id)
      owners.release(id)
    },
  }
}
