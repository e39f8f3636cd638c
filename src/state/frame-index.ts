/** Frames whose index there is no room for: said before it happens, while it does, and after. */
import type { Progress } from '../../workers/api/analysis'
import type { CaseResult } from '../../workers/model/run'
import { text } from '../text'

/** Part of the files that must have been read before their frames can be estimated. */
const ENOUGH_READ = 0.01

/**
 * `room`: frames that there is room for; −1: not told. `before`: what was said last, which stands
 * until there is something worse to say. Empty: no trouble.
 */
export function indexTrouble(progress: Progress, room: number, before: string): string {
  if (progress.unindexed > 0) return text.index.missing
  if (before !== '') return before
  const { packets, octets, octetsTotal } = progress
  if (room < 0 || octetsTotal === 0 || octets < octetsTotal * ENOUGH_READ) return ''
  const expected = Math.round(packets * (octetsTotal / octets))
  return expected > room ? text.index.foreseen(expected, room) : ''
}

/** `indexed`: frames of each capture that have an index. */
export function withIndexed(
  result: CaseResult,
  indexed: readonly number[],
  evidenceCapped: boolean,
): CaseResult {
  const captures = result.captures.map((capture, index) => ({
    ...capture,
    columns: { ...capture.columns, length: indexed[index] ?? capture.columns.length },
  }))
  return { ...result, captures, evidenceCapped }
}
