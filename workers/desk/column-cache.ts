/**
 * Chunks of columns that were looked up last. Whoever scrolls asks for the same chunk again and again,
 * and reading one out of the database takes longer than a screen may wait.
 */
import { CHUNK_ROWS, type FrameColumns } from '../model/frame-columns'
import { MAX_HELD_CHUNKS } from '../limits/limits'
import type { Stores } from './stores'

export interface ColumnCache {
  /** Frames of a capture that have an index: the first ones. */
  length(id: string, capture: number): Promise<number>
  /** Rows [chunk × CHUNK_ROWS, …), as many as there are; null: none. Not to be changed. */
  chunk(id: string, capture: number, chunk: number): Promise<FrameColumns | null>
}

export function newColumnCache(stores: Pick<Stores, 'holderOf'>): ColumnCache {
  const held = new Map<string, Promise<FrameColumns | null>>()
  let lengths: { id: string; rows: number[] } | null = null

  const length: ColumnCache['length'] = async (id, capture) => {
    if (lengths?.id !== id) {
      const stored = await (await stores.holderOf(id))?.open(id)
      const rows = stored?.result.captures.map(({ columns }) => columns.length)
      lengths = rows === undefined ? null : { id, rows }
    }
    return lengths?.rows[capture] ?? 0
  }

  const read: ColumnCache['chunk'] = async (id, capture, chunk) => {
    const from = chunk * CHUNK_ROWS
    const to = Math.min(from + CHUNK_ROWS, await length(id, capture))
    if (from < 0 || from >= to) return null
    return (await stores.holderOf(id))?.columns(id, capture, from, to) ?? null
  }

  return {
    length,
    async chunk(id, capture, chunk) {
      const key = `${id} ${String(capture)} ${String(chunk)}`
      const known = held.get(key)
      const asked = known ?? read(id, capture, chunk)
      held.delete(key)
      held.set(key, asked) // the last that was asked for is the last to go
      for (const oldest of held.keys()) {
        if (held.size <= MAX_HELD_CHUNKS) break
        held.delete(oldest)
      }
      const columns = await asked.catch(() => null)
      if (columns === null && held.get(key) === asked) held.delete(key)
      return columns
    },
  }
}
