/** How much of the index of a case is held in memory, and how many frames there is room for. */
import type { IndexBounds } from '../api/library'
import { INDEX_PART_OF_MEMORY, MAX_RESIDENT_ROWS, MAX_ROWS_IN_MEMORY } from '../limits/limits'
import { ROW_OCTETS } from '../model/frame-columns'

/** Octets that a row takes in the database, what that adds included. */
const STORED_ROW_OCTETS = 38
const GIBIBYTE = 2 ** 30

/**
 * @param deviceMemory GiB; undefined: not told.
 * @param others rows that cases in memory hold already.
 */
export function boundsOf(
  asked: IndexBounds,
  deviceMemory: number | undefined,
  others: number,
): Required<IndexBounds> {
  const part = ((deviceMemory ?? Infinity) * GIBIBYTE * INDEX_PART_OF_MEMORY) / ROW_OCTETS
  const most = asked.memoryRows ?? Math.min(MAX_ROWS_IN_MEMORY, Math.floor(part))
  const memoryRows = Math.max(0, most - others)
  const residentRows = Math.min(asked.residentRows ?? MAX_RESIDENT_ROWS, memoryRows)
  return { residentRows, memoryRows }
}

/** `room`: octets that the database may still take; Infinity: not told. −1: cannot be said. */
export function framesThatFit(
  { residentRows, memoryRows }: Required<IndexBounds>,
  room: number,
): number {
  if (room === Infinity) return -1
  return Math.max(memoryRows, residentRows + Math.floor(room / STORED_ROW_OCTETS))
}
