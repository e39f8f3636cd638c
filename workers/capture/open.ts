/** Opens the capture that a file is, or the first of a bundle. */
import { openParts } from './parts'
import type { OpenOutcome } from './reader'

/** `name` is for messages only. What was opened must be closed. */
export async function openCapture(
  blob: Blob,
  name: string,
): Promise<Exclude<OpenOutcome, { kind: 'text' }>> {
  const { value } = await openParts(blob, name).next()
  if (value === undefined || value.outcome.kind === 'text') {
    throw new Error('a file has at least one part, and no text was asked for')
  }
  return value.outcome
}
