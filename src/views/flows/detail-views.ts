/** What of a connection can be looked at. */
import type { FlowRow } from '../../../workers/model/flow-trace'

export const VIEWS = ['graphs', 'ladder', 'speech', 'records'] as const

/** Longer ones are drawn from a sample first, and then in full. */
const LONG = 4096

export function isLong({ frames }: FlowRow): boolean {
  return frames[0] + frames[1] > LONG
}
