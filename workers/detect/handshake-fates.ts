/** What became of a handshake, told by what its originator sent behind the SYN: also in captures of one direction. */
import type { ConnRecord } from '../model/records'
import type { Fates } from './facts/syn-flood'

/** The first three were never completed, whoever is to blame. */
export const FATES = ['silent', 'halfOpen', 'reset', 'completed', 'refused'] as const
/** Numbers of them: they are kept by the million. */
export const SILENT = 0
const HALF_OPEN = 1
const RESET = 2
export const COMPLETED = 3
export const REFUSED = 4
/** The SYN was not captured. */
export const UNKNOWN = 5

export const isLeft = (fate: number): boolean => fate <= RESET

export const noFates = (): Fates => ({
  ...{ silent: 0, halfOpen: 0, reset: 0, completed: 0, refused: 0 },
})

export function fateOf(record: ConnRecord): number {
  const { outcome } = record.handshake
  if (outcome === 'complete') return COMPLETED
  if (outcome === 'not-captured') return UNKNOWN
  if (outcome === 'refused') return REFUSED
  const more = record.origSide.frames - record.handshake.synTotal
  if (more > 0) return isReset(record, more) ? RESET : COMPLETED
  return outcome === 'no-final-ack' ? HALF_OPEN : SILENT
}

/** Were all frames behind the SYN RSTs? */
function isReset(record: ConnRecord, more: number): boolean {
  if (record.closedBy !== 'rst' || record.origSide.dataFrames > 0) return false
  const { reset } = record
  return reset === null ? more === 1 : reset.origTotal >= more
}
