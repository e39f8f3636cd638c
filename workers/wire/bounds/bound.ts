/**
 * Do the lengths that a message announces stay inside it? Messages that nothing follows are walked
 * for this question alone, after they were named; what the snaplen cut off is not judged.
 */
import { Fault } from '../fault'
import type { Octets } from '../octets'

/** Goes through a message; returns the name of the first field that breaks its rules, or ''. */
export type Walk = (octets: Octets) => string

/** A cut message is read up to the cut: what it announces behind that contradicts nothing. */
export const isWhole = ({ captured, reported }: Octets): boolean => captured >= reported

/**
 * What `walk` says of the message; `field` when it reads beyond the end of a whole one, '' when it
 * reads beyond what was captured.
 */
export function badBound(octets: Octets, field: string, walk: Walk): string {
  try {
    return walk(octets)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return error.kind === 'malformed' && isWhole(octets) ? field : ''
  }
}
