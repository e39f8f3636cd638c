/** What became of a handshake, told by what its originator sent behind the SYN: also in captures of one direction. */
import type { ConnRecord } from '../model/records'
import type { Fates } from './facts/syn-flood'

export type Fate = keyof Fates

/** null: its SYN was not captured. */
export function fateOf(record: ConnRecord): Fate | null {
  const { origSide, handshake } = record
  const { outcome } = handshake
  if (outcome === 'not-captured') return null
  if (outcome === 'complete') return 'completed'
  if (outcome === 'refused') return 'refused'
  const more = origSide.frames - handshake.synTotal
  if (more > 0) return isReset(record, more) ? 'reset' : 'completed'
  return outcome === 'no-final-ack' ? 'halfOpen' : 'silent'
}

/** Were all frames behind the SYN RSTs? */
function isReset(record: ConnRecord, more: number): boolean {
  if (record.closedBy !== 'rst' || record.origSide.dataFrames > 0) return false
  const { reset } = record
  return reset === null ? more === 1 : reset.origTotal >= more
}

/** Never completed, whoever is to blame. */
export const isLeft = (fate: Fate | null): boolean =>
  fate === 'silent' || fate === 'halfOpen' || fate === 'reset'
