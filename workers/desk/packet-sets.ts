/** Selections of packets that the page may look into, the newest. */
import { MAX_PACKET_SETS } from '../limits/workspace-limits'
import type { RowSet } from '../select/row-set'

export interface PacketSets {
  /** Gives its handle. */
  add(id: string, rows: RowSet): number
  /** undefined: too many others were made since, or its case is gone. */
  of(set: number): RowSet | undefined
  forget(id: string): void
}

export function newPacketSets(): PacketSets {
  const held = new Map<number, { id: string; rows: RowSet }>()
  let last = 0
  return {
    add(id, rows) {
      held.set(++last, { id, rows })
      const [oldest] = held.keys()
      if (held.size > MAX_PACKET_SETS && oldest !== undefined) held.delete(oldest)
      return last
    },
    of(set) {
      const found = held.get(set)
      if (found === undefined) return undefined
      // What is looked into is wanted still
      held.delete(set)
      held.set(set, found)
      return found.rows
    },
    forget(id) {
      for (const [set, of] of held) if (of.id === id) held.delete(set)
    },
  }
}
